from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseload_tui.domain.facts import UnknownFact
from caseload_tui.domain.soundness import unsound
from tests.domain.facts_maker import Journal, registered

GROUPS = frozenset({"near", "middle", "far", "short", "long"})


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("placement.set", {"axis": "path", "group": "nowhere", "from_": date(2025, 1, 1)}),
        ("meeting.signed", {"meeting": "m9", "on": date(2025, 1, 1)}),
        ("meeting.withdrawn", {"meeting": "m9", "reason": "x"}),
        ("meeting.held", {"meeting": "m1", "meeting_kind": "check", "on": date(2026, 1, 3)}),
        ("undone", {"event": "e99"}),
        ("transfer.accepted", {"offer": "e99", "on": date(2025, 1, 1)}),
    ],
)
def test_a_fact_that_refers_to_nothing_or_to_a_day_to_come_is_found(kind: str, values: dict[str, Any]) -> None:
    journal = registered()
    journal.held(date(2025, 3, 1), meeting="m1")
    journal.add("meeting.signed", meeting="m1", on=date(2025, 3, 1))
    assert list(unsound(journal.events, GROUPS)) == []
    wrong = journal.add(kind, **values)
    assert [event.id for event, _ in unsound(journal.events, GROUPS)] == [wrong]


def test_a_later_version_and_a_dossier_without_registration_are_found_and_other_kinds_are_not() -> None:
    journal = Journal(*registered().events)
    journal.record(UnknownFact("tea.drunk", {"cups": 2}))
    assert list(unsound(journal.events, GROUPS)) == []
    later = replace(journal.events[-1], kind="meeting.held", version=9)
    assert len(list(unsound([*journal.events, later], GROUPS))) == 1
    stray = replace(journal.events[-1], dossier="nobody")
    assert len(list(unsound([*journal.events, stray], GROUPS))) == 1
