from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from caseload_tui.domain.filters import MeetingFilter
from caseload_tui.errors import Refused
from caseload_tui.services.bulk import Aim
from caseload_tui.store.store import Store
from tests.makers import KEY
from tests.ui.offices import TODAY, make_office, services_on

FIP = ("fip", "fip")


def test_a_deed_for_many_is_told_beforehand_done_whole_and_taken_back_in_one(tmp_path: Path) -> None:
    store = Store.open(make_office(tmp_path / "office.store"), KEY)
    services = services_on(store)
    until = TODAY + timedelta(weeks=3)
    aims = [Aim(f"client-{number}", *FIP) for number in ("0029", "0033", "0012")] + [Aim("client-0070")]

    sieve = services.bulk.could_defer(aims, until, "griep")
    assert [aim.client for aim in sieve.fit] == ["client-0029", "client-0033"]
    assert [aim.client for aim, _ in sieve.refused] == ["client-0012", "client-0070"]
    before = len(list(services.journal.facts()))
    with pytest.raises(Refused):
        services.bulk.defer(aims, until, "griep")
    assert len(list(services.journal.facts())) == before
    assert services.bulk.defer(sieve.fit, until, "griep") == 2
    dues = {item.client.id: item.standing.due_on for item in services.worklists.due(kind="fip")}
    assert dues["client-0029"] == dues["client-0033"] == until
    services.journal.undo()
    dues = {item.client.id: item.standing.due_on for item in services.worklists.due(kind="fip")}
    assert until not in (dues["client-0029"], dues["client-0033"])

    # Somebody with a plan is left out, and two rules that ask for the same talk make one plan.
    aims = [Aim("client-0029", *FIP), Aim("client-0081", *FIP), Aim("client-0029", "fip", "other")]
    day = date(2026, 12, 1)
    sieve = services.bulk.could_plan(aims, day)
    assert [aim.client for aim in sieve.fit] == ["client-0029"]
    services.bulk.plan(sieve.fit, day, "09:00")
    planned = services.meetings.list(MeetingFilter(statuses=("planned",), on_from=day, on_to=day))
    assert [(row.client.id, row.meeting.time) for row in planned] == [("client-0029", "09:00")]
    with pytest.raises(Refused):
        services.bulk.plan((), day)
    store.close()
