"""What cannot be taken back says so, and what one does instead."""

from __future__ import annotations

import pytest

from caseload_tui.domain.facts import kinds
from caseload_tui.domain.facts.base import Event, UnknownFact
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.talking import Talk
from caseload_tui.services import Services
from caseload_tui.services.kept_deeds import why_kept
from tests.makers import TODAY

LATER = "something later builds on it: take that back first"


@pytest.mark.parametrize("kind", [name for name, cls in kinds().items() if not cls.undoable and cls is not Undone])
def test_each_kind_that_no_undo_takes_back_has_something_to_do_instead(kind: str) -> None:
    event = Event("e", "d", kind, "", "", "", 1, UnknownFact(kind, {}))
    assert why_kept([event]) != LATER


def test_the_last_deed_is_named_where_it_stays_and_not_where_it_can_be_taken_back(services: Services, zoe: str) -> None:
    services.clients.change(zoe, "phone", "1")
    assert services.journal.last_kept() is None
    services.meetings.record(zoe, Talk(kind="voortgang", on=TODAY), sign=True)
    kept = services.journal.last_kept()
    assert kept is not None
    assert kept.deed.told[0].who == "Zoë van den Çelik-Güneş"
    assert kept.instead == "write the record again, or withdraw it with a reason"
    services.journal.undo()
    assert services.clients.look(zoe).dossier.value("phone") is None
    assert services.journal.last_kept() == kept
    services.team.add("Lea Leider")
    kept = services.journal.last_kept()
    assert kept is not None
    assert (str(kept.deed.told[0]), kept.instead) == (
        "Lea Leider: works here",
        "change or end it on the team's tab",
    )
