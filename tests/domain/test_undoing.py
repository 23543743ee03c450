from __future__ import annotations

from datetime import date

import pytest

from caseload_tui.domain.facts import Event, Fact
from caseload_tui.domain.facts.client import (
    ClientChanged,
    ClientClosed,
    ContactAdded,
    LabelEnded,
    LabelGiven,
    PlacementCorrected,
    PlacementSet,
    Undone,
)
from caseload_tui.domain.facts.meeting import (
    CommitmentKept,
    CommitmentMade,
    DeferralSet,
    MeetingHeld,
    MeetingPlanned,
    MeetingSigned,
    WaiverSet,
)
from caseload_tui.domain.facts.transfer import TransferAccepted
from caseload_tui.domain.undoing import stands_on_top

DAY = date(2026, 11, 23)
PLACED = PlacementSet(axis="weg", group="a", from_=DAY, meeting="m1")
MADE = CommitmentMade(commitment="c1", owner="client", text="x", made_on=DAY)
PLANNED = MeetingPlanned(meeting="m1", meeting_kind="fip", on=DAY)
DEFERRED = DeferralSet(rule="fip", until=DAY, reason="x")


def event(name: str, fact: Fact, dossier: str = "zoe") -> Event:
    return Event(name, dossier, fact.kind, "2026-11-23T08:00:00+00:00", "me", "desk", 1, fact)


@pytest.mark.parametrize(
    ("deed", "later", "builds"),
    [
        (MADE, CommitmentKept(commitment="c1", on=DAY), True),
        (MADE, CommitmentKept(commitment="c2", on=DAY), False),
        (PLANNED, MeetingHeld(meeting="m1", meeting_kind="fip", on=DAY), True),
        (PLACED, MeetingSigned(meeting="m1", on=DAY), False),
        (PLACED, PlacementCorrected(corrects="deed", axis="weg", group="b", from_=DAY), True),
        (PLACED, PlacementSet(axis="spoor", group="b", from_=DAY), False),
        (DEFERRED, WaiverSet(rule="fip", from_=DAY, reason="x"), False),
        (DEFERRED, DeferralSet(rule="fip", until=DAY, reason="y"), True),
        (LabelGiven(target_group="ouder", on=DAY), LabelEnded(target_group="ouder", on=DAY), True),
        (ClientChanged(field="phone", value="1"), ClientChanged(field="phone", value="2"), True),
        (ClientChanged(field="phone", value="1"), ClientChanged(field="email", value="2"), False),
        (TransferAccepted(offer="o1", on=DAY), ContactAdded(consultant="bram", from_=DAY), True),
        (MADE, ClientClosed(on=DAY, reason="werk"), True),
        (MADE, Undone(event="deed"), False),
    ],
)
def test_a_later_fact_about_the_same_thing_builds_on_a_deed(deed: Fact, later: Fact, builds: bool) -> None:
    assert stands_on_top(event("later", later), [event("deed", deed)]) == builds
    assert not stands_on_top(event("later", MADE, "ria"), [event("deed", MADE)])
