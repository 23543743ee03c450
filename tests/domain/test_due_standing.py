"""rules.md section 3: waivers, states and lateness on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.standing import Standing, State, standing, waived_due
from tests.domain.facts_maker import START, Journal, dues, only_due, policy, registered, rule

DUE = date(2024, 4, 1)
QUARTERLY = policy(rule(per_year=4))
Waivers = list[tuple[date, date | None]]


def day(text: str) -> date:
    return date.fromisoformat(text)


def waived(*spells: tuple[str, str | None]) -> Journal:
    journal = registered()
    for start, through in spells:
        journal.add("waiver.set", rule="progress", from_=start, through=through, reason="ill")
    return journal


def due_after(journal: Journal) -> date | None:
    return waived_due(only_due(journal, QUARTERLY))


def on(journal: Journal, today: date, its_policy: object = QUARTERLY) -> Standing:
    stands = standing(only_due(journal, its_policy), today)  # type: ignore[arg-type]
    assert stands is not None
    return stands


class TestWaivers:
    @pytest.mark.parametrize(
        ("spells", "due"),
        [
            ([("2024-03-01", "2024-05-31")], "2024-06-29"),
            ([("2024-04-01", "2024-04-01")], "2024-04-30"),
            ([("2024-04-02", "2024-12-31")], "2024-04-01"),
            ([("2024-01-15", "2024-01-20")], "2024-04-01"),
            ([("2024-03-01", "2024-03-15")], "2024-04-13"),
            ([("2024-03-01", "2024-03-31"), ("2024-04-01", "2024-04-30")], "2024-05-29"),
            ([("2024-03-01", "2024-04-30"), ("2024-04-10", "2024-04-20")], "2024-05-29"),
            ([("2024-03-20", "2024-04-10"), ("2024-05-08", "2024-05-31")], "2024-06-29"),
            ([("2024-03-20", "2024-04-10"), ("2024-05-10", "2024-05-31")], "2024-05-09"),
        ],
        ids=[
            "later than its end and notice",
            "from the due date itself",
            "a date before its first day is not moved",
            "long before it changes nothing",
            "the notice alone moves it",
            "adjoining ones count as one",
            "one inside another counts as one",
            "the moved date meets the next one",
            "the moved date comes before the next one",
        ],
    )
    def test_a_waiver_moves_only_dates_on_or_after_its_first_day(
        self, spells: list[tuple[str, str | None]], due: str
    ) -> None:
        assert due_after(waived(*spells)) == day(due)

    def test_without_an_end_there_is_no_date(self) -> None:
        journal = waived(("2024-03-01", None))
        assert due_after(journal) is None
        assert standing(only_due(journal, QUARTERLY), day("2024-02-29")) is None
        assert on(journal, day("2026-01-01")) == Standing(State.WAIVED, None, False, None, None)

    def test_ended_it_runs_through_that_day(self) -> None:
        journal = waived(("2024-03-01", None))
        journal.add("waiver.ended", rule="progress", from_=day("2024-03-01"), through=day("2024-05-31"))
        assert due_after(journal) == day("2024-06-29")
        assert on(journal, day("2024-05-31")).state is State.WAIVED
        assert on(journal, day("2024-06-01")).state is not State.WAIVED

    def test_ended_before_it_began_it_never_ran(self) -> None:
        journal = waived(("2024-03-01", "2024-05-31"))
        journal.add("waiver.ended", rule="progress", from_=day("2024-03-01"), through=day("2024-02-29"))
        assert only_due(journal, QUARTERLY).waivers == ()

    def test_it_never_changes_when_the_rule_began(self) -> None:
        assert only_due(waived(("2024-01-01", "2025-01-01")), QUARTERLY).began == START

    def test_who_was_overdue_before_it_is_late_again_after_it(self) -> None:
        journal = waived(("2024-04-10", "2024-06-30"))
        assert on(journal, day("2024-04-09")).state is State.OVERDUE
        assert on(journal, day("2024-05-01")).state is State.WAIVED
        assert on(journal, day("2024-05-01")).late
        assert on(journal, day("2024-07-01")).state is State.OVERDUE

    def test_being_freed_of_a_duty_touches_no_due_date(self) -> None:
        journal = registered()
        before = only_due(journal, QUARTERLY)
        journal.add("duty.freed", duty="work", from_=START, until=None)
        assert only_due(journal, QUARTERLY) == before

    @settings(max_examples=80)
    @given(
        st.lists(
            st.tuples(st.integers(-120, 300), st.integers(0, 90), st.booleans()).map(
                lambda item: (DUE + timedelta(days=item[0]), None if item[2] and item[1] < 9 else item[1])
            ),
            max_size=5,
        )
    )
    def test_days_waived_one_by_one_or_together_give_the_same(self, spells: list[tuple[date, int | None]]) -> None:
        """Waivers count by the days they cover, however these are cut up."""
        whole, cut = registered(), registered()
        for start, length in spells:
            end = None if length is None else start + timedelta(days=length)
            whole.add("waiver.set", rule="progress", from_=start, through=end, reason="ill")
            middle = start + timedelta(days=(length or 0) // 2)
            cut.add("waiver.set", rule="progress", from_=middle, through=end, reason="ill")
            cut.add("waiver.set", rule="progress", from_=start, through=middle - timedelta(days=1), reason="ill")
        one, other = only_due(whole, QUARTERLY), only_due(cut, QUARTERLY)
        assert one.waivers == other.waivers
        assert waived_due(one) == waived_due(other)
        for (_, end), (start, _) in zip(one.waivers, one.waivers[1:], strict=False):
            assert end is not None
            assert start > end + timedelta(days=1)


class TestStates:
    @pytest.mark.parametrize(
        ("today", "state", "late"),
        [
            ("2024-03-17", State.UPCOMING, False),
            ("2024-03-18", State.DUE, False),
            ("2024-04-01", State.DUE, False),
            ("2024-04-02", State.OVERDUE, True),
        ],
    )
    def test_upcoming_due_and_overdue(self, today: str, state: State, late: bool) -> None:
        stands = on(registered(), day(today))
        assert (stands.state, stands.late, stands.days) == (state, late, (DUE - day(today)).days)

    @pytest.mark.parametrize(
        ("today", "state"),
        [
            ("2024-01-06", State.UPCOMING),
            ("2024-01-07", State.DUE),
            ("2024-01-15", State.DUE),
            ("2024-01-16", State.OVERDUE),
        ],
    )
    def test_every_one_to_two_weeks_is_a_week_with_a_grace_of_seven_days(self, today: str, state: State) -> None:
        assert on(registered(), day(today), policy(rule(every="1 week", grace="7 days"))).state is state

    def test_the_own_window_of_a_rule_goes_before_the_default(self) -> None:
        its_policy = policy(rule(per_year=4, window="30 days"))
        assert on(registered(), day("2024-03-02"), its_policy).state is State.DUE
        assert on(registered(), day("2024-03-01"), its_policy).state is State.UPCOMING

    def test_a_plan_goes_before_being_overdue_but_stays_late(self) -> None:
        journal = registered()
        journal.planned(day("2024-05-10"))
        journal.planned(day("2024-05-03"))
        stands = on(journal, day("2024-05-01"))
        assert (stands.state, stands.late, stands.planned_late) == (State.PLANNED, True, True)
        assert stands.plan is not None
        assert stands.plan.on == day("2024-05-03")

    def test_a_plan_for_today_is_a_plan(self) -> None:
        journal = registered()
        journal.planned(day("2024-04-01"))
        stands = on(journal, day("2024-04-01"))
        assert (stands.state, stands.planned_late) == (State.PLANNED, False)

    def test_a_plan_that_passed_in_silence_is_unrecorded(self) -> None:
        journal = registered()
        meeting = journal.planned(day("2024-02-01"))
        assert on(journal, day("2024-02-02")).state is State.UNRECORDED
        journal.add("meeting.missed", meeting=meeting, on=day("2024-02-01"))
        assert on(journal, day("2024-02-02")).state is State.UPCOMING

    def test_a_plan_that_passed_before_the_last_meeting_is_let_go(self) -> None:
        journal = registered()
        journal.planned(day("2024-02-01"))
        journal.held(day("2024-01-31"))
        assert on(journal, day("2024-02-05")).state is State.UNRECORDED
        journal.held(day("2024-02-01"))
        assert on(journal, day("2024-02-05")).state is State.UPCOMING

    def test_a_coming_plan_goes_before_an_unrecorded_one(self) -> None:
        journal = registered()
        journal.planned(day("2024-02-01"))
        journal.planned(day("2024-02-20"))
        assert on(journal, day("2024-02-10")).state is State.PLANNED

    def test_a_plan_of_a_kind_that_does_not_count_is_none(self) -> None:
        journal = registered()
        journal.planned(day("2024-02-01"), "check")
        assert on(journal, day("2024-01-10")).state is State.UPCOMING

    def test_a_waiver_goes_before_everything(self) -> None:
        journal = waived(("2024-01-10", "2024-01-20"))
        journal.planned(day("2024-01-15"))
        assert on(journal, day("2024-01-09")).state is State.PLANNED
        assert on(journal, day("2024-01-10")).state is State.WAIVED
        assert on(journal, day("2024-01-20")).state is State.WAIVED
        assert on(journal, day("2024-01-21")).state is State.UNRECORDED

    def test_without_a_due_date_nothing_stands(self) -> None:
        assert standing(only_due(registered(), policy(rule(once=True))), START) is None

    def test_a_closed_client_has_no_due_dates(self) -> None:
        journal = registered()
        journal.add("client.closed", on=day("2024-03-01"), reason="work")
        assert dues(journal, QUARTERLY) == {}

    @settings(max_examples=80)
    @given(st.integers(-40, 400), st.sampled_from(["0 days", "7 days", "1 month"]))
    def test_states_follow_each_other_in_their_order(self, after: int, grace: str) -> None:
        """Without plans and waivers a meeting is upcoming, then due, then overdue, and late only then."""
        its_policy = policy(rule(per_year=4, grace=grace))
        order = [State.UPCOMING, State.DUE, State.OVERDUE]
        today = START + timedelta(days=after)
        earlier, later = on(registered(), today, its_policy), on(registered(), today + timedelta(days=1), its_policy)
        assert order.index(earlier.state) <= order.index(later.state)
        assert earlier.late == (earlier.state is State.OVERDUE)
