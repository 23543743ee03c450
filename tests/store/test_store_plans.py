"""The lists of one person are found by indexes, so that they stay as quick in an office of any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event

from caseload_tui.domain.filters import ClientFilter, CommitmentFilter, DueFilter, MeetingFilter, TransferFilter
from caseload_tui.store.reading import Reading
from caseload_tui.store.store import Store
from tests.makers import TODAY

LISTS: dict[str, Callable[[Reading], object]] = {
    "clients": lambda reading: reading.clients(ClientFilter(consultant="anna")),
    "how many": lambda reading: reading.count(ClientFilter(consultant="anna", statuses=("active", "aftercare"))),
    "due on a day": lambda reading: reading.dues(DueFilter(consultant="anna", showing_on=TODAY)),
    "due of some": lambda reading: reading.dues(DueFilter(of=ClientFilter(consultant="anna"))),
    "planned": lambda reading: reading.meetings(MeetingFilter(consultant="anna", statuses=("planned",), on_to=TODAY)),
    "unsigned": lambda reading: reading.meetings(MeetingFilter(consultant="anna", statuses=("held",), unsigned=True)),
    "promised": lambda reading: reading.commitments(
        CommitmentFilter(consultant="anna", states=("open",), due_by=TODAY)
    ),
    "how many promised": lambda reading: reading.count(CommitmentFilter(consultant="anna", states=("open",))),
    "promised to one": lambda reading: reading.commitments(CommitmentFilter(client="c1", states=("open",))),
    "signals": lambda reading: reading.signals(ClientFilter(consultant="anna"), TODAY),
    "proposals": lambda reading: reading.proposals(ClientFilter(consultant="anna")),
    "offered": lambda reading: reading.transfers(TransferFilter(to="anna", states=("open",))),
}
OF_ONE = ("lead=?", "consultant=?", "handler=?", "to=?", "client=?")
"""What an index can look up of one person, or of one client."""


@dataclass(frozen=True)
class Plan:
    statement: str
    steps: list[str]


def plans(store: Store, look: Callable[[Reading], object]) -> list[Plan]:
    """Return how the database finds what a list asks for."""
    found: list[Plan] = []

    def explain(connection: Any, cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            own = connection.connection.dbapi_connection.cursor()
            rows = own.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            found.append(Plan(statement, [row[3] for row in rows]))

    event.listen(store._engine, "before_cursor_execute", explain)
    with store.reading(TODAY) as reading:
        look(reading)
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_one_person_reads_no_table_as_a_whole(store: Store, name: str) -> None:
    found = plans(store, LISTS[name])
    assert len(found) >= 2
    for plan in found:
        assert [step for step in plan.steps if step.startswith("SCAN")] == [], plan
        first = next(step for step in plan.steps if step.startswith("SEARCH"))
        of_contacts = "FROM contact" in plan.statement
        # Who stands in is asked each time: only the contacts that end after today are looked at.
        assert ("(until>?)" in first) if of_contacts else any(term in " ".join(plan.steps[:3]) for term in OF_ONE), plan


def test_what_waits_for_a_signature_is_not_looked_for_among_all_that_was_recorded(store: Store) -> None:
    asked = plans(store, LISTS["unsigned"])[-1]
    assert "ix_meeting_unsigned (handler=? AND status=?)" in asked.steps[0], asked


NAMES: dict[str, Callable[[Reading], object]] = {
    "letters of a name": lambda reading: reading.named("jvdb", 12),
    "part of a name": lambda reading: reading.find("berg", 6),
    "whose number": lambda reading: reading.numbered("0042"),
    "the highest number": lambda reading: reading.highest_numbers(),
}


@pytest.mark.parametrize("name", NAMES)
def test_who_is_meant_is_found_in_narrow_indexes_alone(store: Store, name: str) -> None:
    scans = [step for plan in plans(store, NAMES[name]) for step in plan.steps if step.startswith("SCAN")]
    assert len(scans) == 1
    assert "COVERING INDEX" in scans[0]
