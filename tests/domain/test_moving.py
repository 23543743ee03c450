"""rules.md section 4: stays without overlap or hole, moves, corrections, proposals, closing and reopening."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.dossier import CANCELLED, OPEN, Dossier
from caseload_tui.domain.framework import Axis, Framework, Moves
from caseload_tui.domain.moving import (
    Move,
    decide_approval,
    decide_correction,
    decide_move,
    decide_rejection,
    find_group,
    first_placements,
    needs_approval,
)
from caseload_tui.domain.registering import decide_closing, decide_reopening
from caseload_tui.errors import Refused
from tests.domain.facts_maker import AXES, START, Journal, framework, group, registered, text

TODAY = date(2025, 12, 31)
POLICY = framework()


def day(words: str) -> date:
    return date.fromisoformat(words)


def moved(journal: Journal, to: str | None, on: date, *, axis: str = "path", policy: Framework = POLICY) -> None:
    move = Move(axis=axis, group=to, on=on, reason="better", chosen_by="client")
    journal.record(*decide_move(journal.dossier, policy, move, by="w", today=TODAY))


def corrected(journal: Journal, place: int, to: str | None, on: date, *, axis: str = "path") -> None:
    stay = journal.dossier.stays[axis][place]
    facts = decide_correction(journal.dossier, POLICY, stay.event, group=to, on=on, reason="slip", today=TODAY)
    journal.record(*facts)


def path(journal: Journal, axis: str = "path") -> list[tuple[str | None, date]]:
    return [(stay.group, stay.start) for stay in journal.dossier.stays[axis]]


def assert_whole(dossier: Dossier) -> None:
    """Stays never overlap; on an axis that is not optional they fill every spell; closing ends them."""
    for axis, stays in dossier.stays.items():
        for stay in stays:
            assert stay.until is None or stay.start < stay.until
        for former, following in pairwise(stays):
            assert former.until is not None
            assert former.until <= following.start
        for spell in (spell for spell in dossier.spells if spell.start != spell.end):
            inside = [stay for stay in stays if spell.holds(stay.start)]
            if axis == "path":
                assert inside[0].start == spell.start
            for former, following in pairwise(inside):
                assert former.until == following.start
            if inside:
                assert inside[-1].until == spell.end


@settings(max_examples=150)
@given(st.integers(0, 2**32), st.integers(0, 25))
def test_no_series_of_allowed_deeds_leaves_a_hole_or_an_overlap(seed: int, steps: int) -> None:
    dice, journal = Random(seed), registered()
    for _ in range(steps):
        dossier, axis = journal.dossier, dice.choice(list(AXES))
        on = START + timedelta(days=10 * dice.randint(0, 40))
        to = dice.choice([*AXES[axis], None])
        try:
            match dice.randint(0, 9):
                case 0 if dice.random() < 0.5:
                    journal.record(decide_closing(dossier, on, "work", aftercare=False, today=TODAY))
                case 1:
                    back = decide_reopening(dossier, on, today=TODAY)
                    journal.record(back, *first_placements(POLICY, [dice.choice(AXES["path"])], on, by="w"))
                case 2 | 3 | 4 if dossier.stays.get(axis):
                    corrected(journal, dice.randrange(len(dossier.stays[axis])), to, on, axis=axis)
                case 5:
                    moves = [event.id for event in journal.events if event.kind == "placement.corrected"]
                    if moves and moves[-1] == journal.events[-1].id:
                        journal.undo(moves[-1])
                case _:
                    moved(journal, to, on, axis=axis)
        except Refused:
            continue
        assert_whole(journal.dossier)


class TestMoves:
    def test_a_stay_lasts_to_the_next_one(self) -> None:
        journal = registered()
        moved(journal, "far", day("2024-03-01"))
        first, second = journal.dossier.stays["path"]
        assert (first.until, second.until) == (second.start, None)
        assert journal.dossier.groups == {"path": "far"}

    def test_of_two_on_one_day_the_later_recorded_holds(self) -> None:
        journal = registered()
        moved(journal, "far", day("2024-03-01"))
        moved(journal, "middle", day("2024-03-01"))
        assert path(journal) == [("near", START), ("middle", day("2024-03-01"))]

    @pytest.mark.parametrize(
        ("to", "on", "title"),
        [
            ("near", "2024-03-01", "Already in Near."),
            ("far", "2026-01-01", "The day lies in the future."),
            ("far", "2023-12-31", "The day lies before the registration."),
            ("elsewhere", "2024-03-01", "There is no group “elsewhere” here."),
            ("short", "2024-03-01", "There is no group “short” here."),
            (None, "2024-03-01", "Every client has a group here."),
        ],
    )
    def test_what_is_refused(self, to: str | None, on: str, title: str) -> None:
        with pytest.raises(Refused) as refused:
            moved(registered(), to, day(on))
        assert refused.value.title == title

    def test_a_day_before_the_present_placement_is_refused(self) -> None:
        journal = registered()
        moved(journal, "far", day("2024-03-01"))
        with pytest.raises(Refused, match="before the present placement"):
            moved(journal, "near", day("2024-02-28"))

    def test_a_closed_client_is_not_moved(self) -> None:
        journal = registered()
        journal.add("client.closed", on=day("2024-03-01"), reason="work")
        with pytest.raises(Refused, match="closed"):
            moved(journal, "far", day("2024-03-01"))

    def test_on_an_optional_axis_a_stay_may_end_without_a_next_one(self) -> None:
        journal = registered()
        with pytest.raises(Refused, match="in no group"):
            moved(journal, None, day("2024-02-01"), axis="form")
        moved(journal, "short", day("2024-02-01"), axis="form")
        moved(journal, None, day("2024-03-01"), axis="form")
        assert journal.dossier.groups == {"path": "near"}
        with pytest.raises(Refused, match="in no group"):
            moved(journal, None, day("2024-04-01"), axis="form")

    def test_every_move_has_a_reason_and_whose_choice_it_was_where_the_policy_asks(self) -> None:
        policy = framework(moves=Moves(records_choice=True))
        for reason, title in ((" ", "A move needs a reason."), ("it fits", "Whose choice was it?")):
            move = Move(axis="path", group="far", on=START, reason=reason)
            with pytest.raises(Refused) as refused:
                decide_move(registered().dossier, policy, move, by="w", today=TODAY)
            assert refused.value.title == title

    def test_a_group_is_found_by_id_alias_or_name(self) -> None:
        policy = framework(axes=(Axis(id="path", name=text("path"), groups=(group("near", aliases=("Dichtbij",)),)),))
        assert {find_group(policy, name)[1] for name in ("near", "NEAR", "dichtbij")} == {"near"}
        with pytest.raises(Refused):
            find_group(policy, "far")


class TestFallback:
    AXIS = Axis(id="path", name=text("path"), groups=(group("a"), group("unknown", ranked=False), group("b")))

    @pytest.mark.parametrize(
        ("old", "new", "fallback"),
        [("a", "b", True), ("b", "a", False), ("a", "unknown", False), ("unknown", "b", False), ("a", "a", False)],
    )
    def test_only_further_from_work_among_ranked_groups(self, old: str, new: str, fallback: bool) -> None:
        assert self.AXIS.is_fallback(old, new) is fallback

    def test_never_on_an_axis_without_order(self) -> None:
        axis = Axis(id="path", name=text("path"), groups=self.AXIS.groups, ordered=False)
        assert not axis.is_fallback("a", "b")


class TestProposals:
    POLICY = framework(moves=Moves(approval="team_lead", approval_for="all"))

    def proposed(self) -> Journal:
        journal = registered()
        moved(journal, "far", day("2024-03-01"), policy=self.POLICY)
        return journal

    @pytest.mark.parametrize(
        ("approval", "what", "new", "needed"),
        [
            (None, "all", "far", False),
            ("none", "all", "far", False),
            ("lead", "all", "far", True),
            ("lead", "fallback", "far", True),
            ("lead", "fallback", "near", False),
        ],
    )
    def test_what_needs_approval(self, approval: str | None, what: str, new: str, needed: bool) -> None:
        policy = framework(moves=Moves(approval=approval, approval_for=what))
        assert needs_approval(policy, policy.axes_by_id["path"], "middle", new) is needed

    def test_until_it_is_decided_the_old_group_holds(self) -> None:
        journal = self.proposed()
        assert journal.dossier.groups == {"path": "near"}
        assert [item.state for item in journal.dossier.proposals] == [OPEN]

    def test_approved_it_takes_effect_on_the_day_of_approval(self) -> None:
        journal = self.proposed()
        journal.record(*decide_approval(journal.dossier, None, by="lead", today=day("2024-03-20")))
        assert path(journal) == [("near", START), ("far", day("2024-03-20"))]
        assert [item.state for item in journal.dossier.proposals] == ["approved"]
        assert journal.dossier.stays["path"][-1].decided_by == "lead"

    def test_rejected_nothing_changes(self) -> None:
        journal = self.proposed()
        journal.record(*decide_rejection(journal.dossier, "path", "not yet", today=TODAY))
        assert path(journal) == [("near", START)]
        with pytest.raises(Refused, match="No proposal waits"):
            decide_approval(journal.dossier, "path", by="lead", today=TODAY)

    def test_one_proposal_at_a_time_per_axis(self) -> None:
        journal = self.proposed()
        with pytest.raises(Refused, match="already waits"):
            moved(journal, "middle", day("2024-03-02"), policy=self.POLICY)
        moved(journal, "short", day("2024-03-02"), axis="form", policy=self.POLICY)
        assert len(journal.dossier.proposals) == 2

    def test_a_group_the_client_came_into_meanwhile_is_not_approved(self) -> None:
        journal = self.proposed()
        journal.move("far", day("2024-03-05"))
        with pytest.raises(Refused, match="in that group already"):
            decide_approval(journal.dossier, "path", by="lead", today=TODAY)

    def test_closing_ends_it(self) -> None:
        journal = self.proposed()
        journal.add("client.closed", on=day("2024-03-10"), reason="work")
        with pytest.raises(Refused, match="No proposal waits"):
            decide_approval(journal.dossier, None, by="lead", today=TODAY)


class TestCorrections:
    def journal(self) -> Journal:
        journal = registered()
        moved(journal, "far", day("2024-03-01"))
        moved(journal, "middle", day("2024-05-01"))
        return journal

    def test_group_and_day_are_put_right_and_history_shows_both(self) -> None:
        journal = self.journal()
        corrected(journal, 2, "near", day("2024-04-01"))
        assert path(journal) == [("near", START), ("far", day("2024-03-01")), ("near", day("2024-04-01"))]
        (wrong,) = journal.dossier.wrong_stays
        assert (wrong.group, wrong.start) == ("middle", day("2024-05-01"))
        assert journal.dossier.stays["path"][2].corrected

    def test_a_corrected_one_can_be_corrected_again(self) -> None:
        journal = self.journal()
        corrected(journal, 2, "middle", day("2024-04-01"))
        corrected(journal, 2, "middle", day("2024-06-01"))
        assert path(journal)[2] == ("middle", day("2024-06-01"))
        assert [stay.start for stay in journal.dossier.wrong_stays] == [day("2024-04-01"), day("2024-05-01")]

    @pytest.mark.parametrize(
        ("place", "to", "on", "says"),
        [
            (0, "near", "2024-01-02", "first placement begins with the registration"),
            (1, "far", "2024-01-01", "before the placement before it"),
            (1, "far", "2024-05-01", "after the end of this placement"),
            (1, "middle", "2024-03-01", "beside it is in the same group"),
            (1, "far", "2024-03-01", "Nothing would change"),
            (2, "middle", "2026-01-01", "lies in the future"),
            (2, None, "2024-05-01", "Every client has a group here"),
            (2, "short", "2024-05-01", "There is no group"),
        ],
    )
    def test_what_is_refused(self, place: int, to: str | None, on: str, says: str) -> None:
        with pytest.raises(Refused, match=says):
            corrected(self.journal(), place, to, day(on))

    def test_of_a_closed_client_a_placement_cannot_be_put_after_the_closing(self) -> None:
        journal = self.journal()
        journal.add("client.closed", on=day("2024-06-01"), reason="work")
        with pytest.raises(Refused, match="after the end of this placement"):
            corrected(journal, 2, "middle", day("2024-06-01"))

    def test_the_first_one_of_an_optional_axis_may_begin_later_than_the_registration(self) -> None:
        journal = registered()
        moved(journal, "short", day("2024-03-01"), axis="form")
        corrected(journal, 0, "long", day("2024-03-01"), axis="form")
        corrected(journal, 0, "long", day("2024-02-01"), axis="form")
        assert path(journal, "form") == [("long", day("2024-02-01"))]
        with pytest.raises(Refused, match="begins with the registration"):
            corrected(journal, 0, "long", day("2023-12-01"), axis="form")

    def test_a_placement_that_is_not_there(self) -> None:
        with pytest.raises(Refused, match="not there"):
            decide_correction(registered().dossier, POLICY, "e9", group="far", on=START, reason="", today=TODAY)


class TestFirstPlacements:
    def test_a_group_on_each_axis_that_is_not_optional(self) -> None:
        facts = first_placements(POLICY, ["Near"], START, by="w")
        assert [(fact.axis, fact.group) for fact in facts] == [("path", "near")]
        assert len(first_placements(POLICY, ["near", "short"], START, by="w")) == 2

    @pytest.mark.parametrize(
        ("groups", "says"),
        [([], "A group is missing"), (["short"], "A group is missing"), (["near", "far"], "Two groups")],
    )
    def test_too_few_or_too_many_are_refused(self, groups: list[str], says: str) -> None:
        with pytest.raises(Refused, match=says):
            first_placements(POLICY, groups, START, by="w")


class TestClosing:
    def test_it_ends_stays_waivers_deferrals_and_plans_but_no_commitments(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="progress", until=day("2024-09-01"), reason="ill")
        journal.add("waiver.set", rule="progress", from_=day("2024-02-01"), through=None, reason="ill")
        journal.add("waiver.set", rule="other", from_=day("2024-08-01"), through=None, reason="ill")
        journal.planned(day("2024-06-15"))
        journal.add("commitment.made", commitment="k", owner="office", text="Call", made_on=START)
        journal.add("client.closed", on=day("2024-06-01"), reason="work")
        dossier = journal.dossier
        assert dossier.groups == {}
        assert dossier.deferrals == ()
        assert [(item.rule, item.through) for item in dossier.waivers] == [("progress", day("2024-05-31"))]
        assert [item.status for item in dossier.meetings] == [CANCELLED]
        assert [item.state for item in dossier.commitments] == [OPEN]

    def test_closing_the_aftercare_ends_what_was_planned_in_it(self) -> None:
        journal = registered()
        journal.add("work.started", work="w", on=START)
        journal.add("client.closed", on=day("2024-03-01"), reason="work", aftercare=True)
        journal.planned(day("2024-06-15"))
        journal.add("client.closed", on=day("2024-06-01"), reason="done")
        assert [item.status for item in journal.dossier.meetings] == [CANCELLED]
        assert [item.until for item in journal.dossier.works] == [day("2024-06-01")]
        assert journal.dossier.closed_on == day("2024-03-01")

    def test_who_comes_and_goes_on_one_day_stays_in_no_group(self) -> None:
        journal = registered()
        journal.add("client.closed", on=START, reason="mistake")
        assert journal.dossier.groups == {}
        journal.add("client.reopened", on=START)
        journal.move("far", START)
        assert journal.dossier.groups == {"path": "far"}
