"""Tasks are done by facts that still stand, and by nothing less."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest

from caseload_tui.domain.exercise_sheet import task_of, task_to_plain
from caseload_tui.domain.exercises import Check, Condition, Look, Outcome, Task, outcomes
from caseload_tui.domain.facts import Event, Fact
from caseload_tui.domain.facts.client import (
    LabelEnded,
    LabelGiven,
    PlacementCorrected,
    PlacementProposed,
    PlacementRejected,
    PlacementSet,
    Undone,
)
from caseload_tui.domain.facts.meeting import (
    CommitmentMade,
    CommitmentWithdrawn,
    MeetingAmended,
    MeetingCancelled,
    MeetingHeld,
    MeetingPlanned,
    MeetingSigned,
    MeetingWithdrawn,
)
from caseload_tui.domain.own_words import telling_words

DAY = date(2026, 11, 23)
NOTE = "Heeft deze week drie brieven verstuurd"


def task(*checks: Check) -> Task:
    return Task(id="t", title={"nl": "Titel"}, text={"nl": "Doe dit"}, hint={}, checks=checks)


def recorded(*facts: Fact, client: str = "zoe") -> list[Event]:
    return [Event(f"e{n}", client, fact.kind, f"{n:04}", "sam", "desk", 1, fact, n) for n, fact in enumerate(facts, 1)]


def outcome(checks: Sequence[Check], events: Sequence[Event], looks: Sequence[Look] = ()) -> Outcome:
    [found] = outcomes([task(*checks)], events, looks)
    return found


def held(meeting: str = "m1", on: date = DAY, **notes: str) -> MeetingHeld:
    return MeetingHeld(meeting=meeting, meeting_kind="fip", on=on, notes=notes or {"werk": NOTE, "wonen": NOTE})


def made(name: str, meeting: str | None = "m1", owner: str = "client") -> CommitmentMade:
    return CommitmentMade(commitment=name, owner=owner, text="brief", made_on=DAY, due_on=DAY, meeting=meeting)


TALK = Check(
    id="talk",
    client="zoe",
    fact="meeting.held",
    where=(
        Condition(key="meeting_kind", equals="fip"),
        Condition(key="on", start="2026-11-20", through="2026-11-23"),
        Condition(key="notes", each=("werk", "wonen"), words=4),
    ),
)


@pytest.mark.parametrize(
    ("facts", "done"),
    [
        ([], False),
        ([held()], True),
        ([held(werk=NOTE)], False),
        ([held(werk=NOTE, wonen="goed")], False),
        ([held(werk=NOTE, wonen="goed goed goed goed goed")], False),
        ([held(werk=NOTE, wonen="a b c d e f")], False),
        ([held(on=date(2026, 11, 19))], False),
        ([held(), Undone(event="e1")], False),
        ([held(), Undone(event="e1"), Undone(event="e2")], True),
        ([held(), MeetingWithdrawn(meeting="m1", reason="verkeerd")], False),
        ([held(), MeetingWithdrawn(meeting="m2", reason="verkeerd")], True),
        # A record that was replaced counts as it is now, whatever stood there before.
        ([held(), held(werk="", wonen="")], False),
        ([held(werk="x"), held()], True),
        # An amendment stands beside the note, and goes before the day and the kind.
        ([held(wonen="kort", werk=NOTE), MeetingAmended(meeting="m1", reason="meer", notes={"wonen": NOTE})], True),
        ([held(), MeetingAmended(meeting="m1", reason="weg", notes={"wonen": "-"})], True),
        ([held(), MeetingAmended(meeting="m1", reason="weg", on=date(2026, 11, 2))], False),
        ([held(), MeetingAmended(meeting="m1", reason="weg", meeting_kind="anders")], False),
        ([held(), MeetingAmended(meeting="m2", reason="weg", meeting_kind="anders")], True),
    ],
)
def test_a_talk_counts_with_a_note_that_says_something_and_while_it_stands(facts: list[Fact], done: bool) -> None:
    assert outcome([TALK], recorded(*facts)).done is done


def test_a_talk_with_somebody_else_does_not_count() -> None:
    assert not outcome([TALK], recorded(held(), client="omar")).done


def test_two_promises_of_that_very_talk_are_two_and_not_one_or_those_of_another() -> None:
    promises = Check(
        id="p", client="zoe", fact="commitment.made", count=2, where=(Condition(key="meeting", same="talk"),)
    )
    checks = [TALK, promises]
    assert not outcome(checks, recorded(held(), made("a"))).done
    assert not outcome(checks, recorded(held(), made("a"), made("b", None))).done
    assert not outcome(checks, recorded(held(), made("a"), made("b", "m9"))).done
    assert outcome(checks, recorded(held(), made("a"), made("b"))).done
    again = recorded(held(), made("a"), made("b"), CommitmentWithdrawn(commitment="b", on=DAY, note=None))
    assert not outcome(checks, again).done


def test_what_must_come_later_came_later() -> None:
    signed = Check(id="s", fact="meeting.signed", after="talk", where=(Condition(key="meeting", same="talk"),))
    sign = MeetingSigned(meeting="m1", on=DAY)
    assert outcome([TALK, signed], recorded(held(), sign)).done
    assert not outcome([TALK, signed], recorded(sign, held())).done


def test_plans_that_were_called_off_or_moved_and_labels_that_ended_do_not_count() -> None:
    plan = MeetingPlanned(meeting="m1", meeting_kind="fip", on=DAY)
    planned = Check(id="p", fact="meeting.planned", where=(Condition(key="on", equals="2026-11-23"),))
    assert outcome([planned], recorded(plan)).done
    assert not outcome([planned], recorded(plan, MeetingCancelled(meeting="m1", on=DAY, by_office=True))).done
    assert not outcome(
        [planned], recorded(plan, MeetingPlanned(meeting="m1", meeting_kind="fip", on=date(2026, 12, 1)))
    ).done
    label = Check(id="l", fact="label.given", where=(Condition(key="target_group", one_of=("a", "b")),))
    given = LabelGiven(target_group="a", on=DAY)
    assert outcome([label], recorded(given)).done
    assert not outcome([label], recorded(given, LabelEnded(target_group="a", on=DAY))).done
    assert outcome([label], recorded(given, LabelEnded(target_group="b", on=DAY))).done
    assert outcome([label], recorded(LabelEnded(target_group="a", on=DAY), given)).done


def test_too_much_is_not_done_either() -> None:
    one = Check(id="p", fact="commitment.made", count=1, at_most=1)
    assert outcome([one], recorded(made("a"))).done
    assert not outcome([one], recorded(made("a"), made("b"))).done


def test_a_look_counts_only_where_it_is_asked_for() -> None:
    looks = [Look("dossier opened", "zoe")]
    assert not outcome([TALK], [], looks).done
    check = Check(id="o", look="dossier opened", client="zoe")
    assert outcome([check], [], looks).done
    assert not outcome([check], [], [Look("dossier opened", "omar"), Look("unlocked", None)]).done


def test_what_the_nearest_fact_lacks_is_told() -> None:
    [checked] = outcome(
        [TALK], recorded(held(on=date(2020, 1, 1), werk="x"), held("m2", werk=NOTE, wonen="kort"))
    ).checked
    assert [(miss.key, miss.part, miss.what, miss.asked, miss.found) for miss in checked.misses] == [
        ("notes", "wonen", "words", 4, 1)
    ]


def test_a_task_is_kept_as_plain_values() -> None:
    whole = task(
        TALK,
        Check(id="o", look="dossier opened", client="zoe"),
        Check(
            id="p", fact="commitment.made", count=2, at_most=3, after="talk", where=(Condition(key="a", one_of=(1, 2)),)
        ),
    )
    assert task_of(json.loads(json.dumps(task_to_plain(whole)))) == whole
    [no] = task_to_plain(task(Check(id="n", fact="x", where=(Condition(key="part_time", equals=False),))))["checks"]
    assert no["where"] == [{"key": "part_time", "equals": False}]


NO_WORDS = (
    *("a b c d e f", "ab cd ef gh ij", "qwe wer ert rty tyu", "abc def ghi jkl mno", "asdf sdfg dfgh fghj ghjk"),
    *(
        "aaa bbb ccc ddd eee",
        "test testa testb testc tests",
        "1 2 3 44 55 66",
        "... !!! ,,, ---",
        "goed Goed GOED goed gœd",
    ),
)


@pytest.mark.parametrize("text", NO_WORDS)
def test_letters_that_look_like_a_note_are_none(text: str) -> None:
    assert telling_words(text) < 3
    assert not outcome([TALK], recorded(held(werk=NOTE, wonen=text))).done


@pytest.mark.parametrize(
    ("text", "count"),
    [("Hij zit nu in een dip", 6), ("cv maken", 2), ("UWV belt mbo", 3), ("هو يبحث عن عمل جديد", 5), (NOTE, 6)],
)
def test_short_words_abbreviations_and_other_scripts_say_something(text: str, count: int) -> None:
    assert telling_words(text) == count


def test_a_copy_of_what_stood_there_or_of_the_task_is_no_note() -> None:
    events = recorded(held(werk=NOTE, wonen="  zij wil, een andere WONING zoeken! "))
    [found] = outcomes([task(TALK)], events, ())
    assert found.done
    [found] = outcomes([task(TALK)], events, (), ["Zij wil een andere woning zoeken."])
    assert [(miss.part, miss.what) for miss in found.checked[0].misses] == [("wonen", "copied")]
    asks = Task(id="t", title={}, text={"nl": NOTE}, hint={}, checks=(TALK,))
    assert not outcomes([asks], recorded(held()), ())[0].done


def moved(group: str | None, axis: str = "route") -> PlacementSet:
    return PlacementSet(axis=axis, group=group, from_=DAY, reason=NOTE)


def placed(id_: str, group: str) -> Check:
    return Check(id=id_, client="zoe", fact="placement.set", where=(Condition(key="group", equals=group),))


def test_a_move_counts_while_the_client_stays_there_unless_the_next_one_is_asked_for_too() -> None:
    there, back = placed("there", "groei"), placed("back", "rust")
    assert outcome([there], recorded(moved("groei"))).done
    assert not outcome([there], recorded(moved("groei"), moved("rust"))).done
    assert outcome([there], recorded(moved("groei"), moved("rust", "thema"))).done
    assert outcome([there, back], recorded(moved("groei"), moved("rust"))).done
    corrected = PlacementCorrected(corrects="e1", axis="route", group="rust", from_=DAY)
    assert not outcome([there], recorded(moved("groei"), corrected)).done
    assert outcome([back], recorded(moved("groei"), corrected)).done
    gone = Check(id="g", fact="placement.set", where=(Condition(key="group", empty=True),))
    assert outcome([gone], recorded(moved(None))).done
    assert not outcome([gone], recorded(moved("groei"))).done


def test_a_proposal_that_was_turned_down_counts_only_where_that_is_asked_for_as_well() -> None:
    proposed = Check(id="p", fact="placement.proposed")
    turned_down = Check(id="r", fact="placement.rejected")
    facts = (
        PlacementProposed(axis="route", group="rust", on=DAY),
        PlacementRejected(proposal="e1", on=DAY, reason=NOTE),
    )
    assert outcome([proposed], recorded(*facts[:1])).done
    assert not outcome([proposed], recorded(*facts)).done
    assert outcome([proposed, turned_down], recorded(*facts)).done
