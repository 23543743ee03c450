"""rules.md section 3, "Due": from the facts to one date."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.rules import Rule
from tests.domain.facts_maker import START, dues, duration, only_due, policy, registered, rule

days = st.dates(date(2023, 1, 1), date(2032, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        ("2025-11-30", "3 months", "2026-02-28"),
        ("2023-11-30", "3 months", "2024-02-29"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "2 years", "2026-02-28"),
        ("2024-02-29", "12 months", "2025-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2024-12-31", "2 weeks", "2025-01-14"),
        ("2024-02-22", "10 days", "2024-03-03"),
    ],
)
def test_months_and_years_are_added_the_calendar_way(last: str, every: str, due: str) -> None:
    journal = registered(day("2023-01-01"))
    journal.held(day(last))
    base = only_due(journal, policy(rule(every=every), in_force=day("2023-01-01")))
    assert (base.last_on, base.due_on) == (day(last), day(due))


@given(days, st.sampled_from(["1 month", "3 months", "1 year", "7 days", "2 weeks"]))
def test_one_year_is_twelve_months_and_one_week_seven_days(start: date, every: str) -> None:
    same = {"1 year": "12 months", "7 days": "1 week", "2 weeks": "14 days"}.get(every, every)
    assert Duration.parse(every).after(start) == Duration.parse(same).after(start)
    assert Duration.parse(every).calendar == Duration.parse(same).calendar


@given(days, st.integers(1, 60))
def test_adding_months_never_reaches_into_the_month_after(start: date, count: int) -> None:
    months = start.year * 12 + start.month + count
    end = Duration(count, "months").after(start)
    assert end.year * 12 + end.month == months
    assert end.day <= start.day
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize("text", ["", "3", "months", "3 months 1 day", "-1 days", "1.5 years", "3 moons", "12345 days"])
def test_what_is_no_duration_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Duration.parse(text)


@given(st.integers(0, 9999), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_duration_is_written_as_it_is_read(count: int, unit: str) -> None:
    assert Duration.parse(str(Duration(count, unit))) == Duration(count, unit)


def test_without_a_meeting_the_first_term_runs_from_the_day_the_rule_began() -> None:
    base = only_due(registered(), policy(rule(every="6 months", first_within="1 month")))
    assert (base.began, base.origin, base.due_on) == (START, START, day("2024-02-01"))
    assert base.last_on is None


def test_without_a_first_term_the_interval_is_the_first_term() -> None:
    assert only_due(registered(), policy(rule(per_year=4))).due_on == day("2024-04-01")


def test_after_a_meeting_the_interval_counts_and_no_longer_the_first_term() -> None:
    journal = registered()
    journal.held(day("2024-03-10"))
    base = only_due(journal, policy(rule(every="6 months", first_within="1 month", by=day("2024-02-01"))))
    assert base.due_on == day("2024-09-10")


def test_the_latest_meeting_by_day_counts_whatever_the_order_of_recording() -> None:
    journal = registered()
    journal.held(day("2024-05-01"))
    journal.held(day("2024-03-01"))
    assert only_due(journal, policy(rule(per_year=12))).last_on == day("2024-05-01")


@pytest.mark.parametrize("kind", ["meeting.missed", "meeting.cancelled", "meeting.planned"])
def test_a_meeting_that_was_not_held_never_counts(kind: str) -> None:
    journal = registered()
    meeting = journal.planned(day("2024-03-01"))
    if kind != "meeting.planned":
        journal.add(kind, meeting=meeting, on=day("2024-03-01"))
    assert only_due(journal, policy(rule(per_year=12))).last_on is None


def test_a_withdrawn_talk_never_counts() -> None:
    journal = registered()
    meeting = journal.held(day("2024-03-01"))
    journal.add("meeting.withdrawn", meeting=meeting, reason="wrong person")
    assert only_due(journal, policy(rule(per_year=12))).last_on is None


def test_a_talk_counts_unsigned_and_signed_alike() -> None:
    journal = registered()
    meeting = journal.held(day("2024-03-01"))
    its_policy = policy(rule(per_year=12))
    before = only_due(journal, its_policy)
    journal.add("meeting.signed", meeting=meeting, on=day("2024-03-02"))
    assert only_due(journal, its_policy) == before
    assert before.last_on == day("2024-03-01")


def test_a_corrected_day_and_kind_count_from_then_on() -> None:
    journal = registered()
    meeting = journal.held(day("2024-03-01"), "check")
    journal.held(day("2024-03-05"), "progress", meeting)
    its_policy = policy(rule(per_year=12))
    assert only_due(journal, its_policy).last_on == day("2024-03-05")
    journal.add("meeting.signed", meeting=meeting, on=day("2024-03-06"))
    journal.add("meeting.amended", meeting=meeting, reason="wrong day", on=day("2024-03-04"))
    assert only_due(journal, its_policy).last_on == day("2024-03-04")
    journal.add("meeting.amended", meeting=meeting, reason="wrong kind", meeting_kind="check")
    assert only_due(journal, its_policy).last_on is None


@pytest.mark.parametrize(
    ("also", "kind", "counts"),
    [
        ((), "progress", True),
        ((), "check", False),
        (("check",), "check", True),
        (("check",), "work", False),
        ("any", "work", True),
    ],
)
def test_only_the_kind_and_what_also_satisfies_it_count(also: object, kind: str, counts: bool) -> None:
    journal = registered()
    journal.held(day("2024-03-01"), kind)
    base = only_due(journal, policy(rule(per_year=4, satisfied_by=also)))
    assert (base.last_on is not None) is counts


class TestOnce:
    def test_it_is_met_for_good_by_a_meeting_on_the_day_it_began(self) -> None:
        journal = registered()
        journal.held(START)
        assert dues(journal, policy(rule(once=True, first_within="2 weeks"))) == {}

    def test_a_meeting_before_it_began_does_not_meet_it(self) -> None:
        journal = registered()
        journal.held(START - timedelta(days=1))
        base = only_due(journal, policy(rule(once=True, first_within="2 weeks")))
        assert (base.last_on, base.due_on) == (None, day("2024-01-15"))

    def test_a_stay_that_begins_anew_asks_it_again(self) -> None:
        journal = registered()
        its_policy = policy(rule(once=True, first_within="2 weeks", groups=["near"]))
        journal.held(day("2024-01-10"))
        journal.move("far", day("2024-02-01"))
        journal.move("near", day("2024-06-01"))
        assert only_due(journal, its_policy).due_on == day("2024-06-15")

    def test_without_a_term_it_is_a_step_without_a_date(self) -> None:
        base = only_due(registered(), policy(rule(once=True)))
        assert (base.due_on, base.missing) == (None, None)

    def test_a_deferral_does_not_lapse_with_a_meeting_from_before_it_began(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="progress", until=day("2024-05-01"), reason="ill")
        journal.held(START - timedelta(days=9))
        assert only_due(journal, policy(rule(once=True, first_within="2 weeks"))).due_on == day("2024-05-01")


class TestBy:
    def test_the_first_one_is_due_on_the_day_named(self) -> None:
        base = only_due(registered(), policy(rule(once=True, by=day("2024-12-31"))))
        assert base.due_on == day("2024-12-31")

    def test_after_the_first_one_the_interval_takes_over(self) -> None:
        journal = registered()
        journal.held(day("2024-02-01"))
        assert only_due(journal, policy(rule(per_year=1, by=day("2024-12-31")))).due_on == day("2025-02-01")


def week_after(anchor: str) -> Rule:
    return rule("step", "check", once=True, first_within="1 week", after=anchor)


class TestAnchors:
    def test_the_registration(self) -> None:
        assert only_due(registered(), policy(week_after("registration"))).due_on == day("2024-01-08")

    def test_a_registration_before_the_policy_came_into_force_gives_no_date(self) -> None:
        its_policy = policy(week_after("registration"), in_force=START + timedelta(days=1))
        base = only_due(registered(), its_policy)
        assert (base.due_on, base.missing) == (None, "registration")

    def test_an_anchor_on_the_day_the_policy_came_into_force_counts(self) -> None:
        assert only_due(registered(), policy(week_after("registration"))).missing is None

    def test_after_reopening_the_reopening_is_the_registration(self) -> None:
        journal = registered()
        journal.add("client.closed", on=day("2024-03-01"), reason="work")
        journal.add("client.reopened", on=day("2024-05-01"))
        assert only_due(journal, policy(week_after("registration"))).due_on == day("2024-05-08")

    def test_a_meeting_of_another_kind_that_was_not_held_is_missing(self) -> None:
        journal = registered()
        journal.planned(day("2024-02-01"), "work")
        base = only_due(journal, policy(week_after("work")))
        assert (base.due_on, base.missing, base.origin) == (None, "work", None)

    def test_a_meeting_of_another_kind(self) -> None:
        journal = registered()
        journal.held(day("2024-02-01"), "work")
        assert only_due(journal, policy(week_after("work"))).due_on == day("2024-02-08")

    def test_a_dated_fact_and_its_correction(self) -> None:
        journal = registered()
        assert only_due(journal, policy(week_after("housed"))).missing == "housed"
        journal.add("client.dated", fact="housed", on=day("2024-02-01"))
        journal.add("client.dated", fact="housed", on=day("2024-02-03"))
        assert only_due(journal, policy(week_after("housed"))).due_on == day("2024-02-10")

    def test_the_present_placement(self) -> None:
        journal = registered()
        journal.move("far", day("2024-03-01"))
        assert only_due(journal, policy(week_after("placement"))).due_on == day("2024-03-08")

    def test_a_meeting_that_counts_goes_before_an_anchor_that_is_missing(self) -> None:
        journal = registered()
        journal.held(day("2024-02-01"))
        assert only_due(journal, policy(rule(per_year=12, after="housed"))).due_on == day("2024-03-01")


class TestNotice:
    def test_a_move_never_makes_somebody_overdue_overnight(self) -> None:
        journal = registered()
        journal.held(day("2024-01-05"))
        journal.move("far", day("2025-01-01"))
        base = only_due(journal, policy(rule(per_year=4, groups=["far"])))
        assert (base.due_on, base.given_notice) == (day("2025-01-29"), True)

    def test_the_own_notice_of_a_rule_goes_before_the_default(self) -> None:
        journal = registered()
        journal.held(day("2024-01-05"))
        journal.move("far", day("2025-01-01"))
        assert only_due(journal, policy(rule(per_year=4, groups=["far"], notice="1 month"))).due_on == day("2025-02-01")

    def test_it_never_brings_a_date_forward(self) -> None:
        journal = registered()
        journal.held(day("2024-12-20"))
        journal.move("far", day("2025-01-01"))
        base = only_due(journal, policy(rule(per_year=4, groups=["far"])))
        assert (base.due_on, base.given_notice) == (day("2025-03-20"), False)

    def test_it_is_not_given_where_the_rule_began_with_the_origin(self) -> None:
        base = only_due(registered(), policy(rule(every="2 weeks")))
        assert (base.due_on, base.given_notice) == (day("2024-01-15"), False)

    @pytest.mark.parametrize(
        ("term", "notice"),
        [
            (None, "28 days"),
            ("1 year", "28 days"),
            ("1 month", "28 days"),
            ("4 weeks", "28 days"),
            ("1 week", "1 week"),
        ],
    )
    def test_the_default_is_28_days_or_the_term_if_shorter(self, term: str | None, notice: str) -> None:
        assert rule(once=True).notice(duration(term)) == Duration.parse(notice)

    @pytest.mark.parametrize(
        ("term", "days"), [(None, 14), ("1 year", 14), ("2 months", 14), ("4 weeks", 7), ("1 week", 1), ("2 days", 0)]
    )
    def test_the_default_window_is_14_days_or_a_quarter_of_the_term(self, term: str | None, days: int) -> None:
        assert rule(once=True).window_days(duration(term)) == days

    @settings(max_examples=60)
    @given(days, st.integers(0, 700), st.sampled_from(["1 week", "1 month", "6 months"]))
    def test_who_moves_always_has_the_notice(self, last: date, later: int, every: str) -> None:
        moved = last + timedelta(days=later)
        journal = registered(last - timedelta(days=30))
        journal.held(last)
        journal.move("far", moved)
        its_policy = policy(rule(every=every, groups=["far"]), in_force=last - timedelta(days=30))
        due = only_due(journal, its_policy).due_on
        notice = rule(every=every).notice(Duration.parse(every))
        assert due is not None
        assert due == max(Duration.parse(every).after(last), notice.after(moved) if later else date.min)


class TestDeferrals:
    every = policy(rule(per_year=4))

    def test_the_date_is_put_off_but_never_brought_forward(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="progress", until=day("2024-03-01"), reason="ill")
        assert only_due(journal, self.every).due_on == day("2024-04-01")
        journal.add("deferral.set", rule="progress", until=day("2024-06-01"), reason="ill")
        assert only_due(journal, self.every).due_on == day("2024-06-01")

    def test_the_latest_counts_even_if_it_is_the_shorter(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="progress", until=day("2024-08-01"), reason="ill")
        journal.add("deferral.set", rule="progress", until=day("2024-05-01"), reason="better")
        assert only_due(journal, self.every).due_on == day("2024-05-01")

    def test_a_withdrawn_one_does_not_bring_back_the_one_before(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="progress", until=day("2024-08-01"), reason="ill")
        journal.add("deferral.set", rule="progress", until=day("2024-05-01"), reason="better")
        journal.add("deferral.withdrawn", rule="progress")
        assert only_due(journal, self.every).due_on == day("2024-04-01")

    def test_an_undone_one_does(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="progress", until=day("2024-08-01"), reason="ill")
        journal.undo(journal.add("deferral.set", rule="progress", until=day("2024-05-01"), reason="slip"))
        assert only_due(journal, self.every).due_on == day("2024-08-01")

    def test_it_lapses_with_a_meeting_recorded_after_it_even_if_held_before(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="progress", until=day("2024-12-01"), reason="ill")
        journal.held(day("2024-01-20"), "check")
        assert only_due(journal, self.every).due_on == day("2024-12-01")
        journal.held(day("2024-01-20"))
        assert only_due(journal, self.every).due_on == day("2024-04-20")

    def test_it_stands_when_a_meeting_from_before_it_is_only_recorded_again(self) -> None:
        journal = registered()
        meeting = journal.held(day("2024-01-20"))
        journal.add("deferral.set", rule="progress", until=day("2024-12-01"), reason="ill")
        journal.held(day("2024-01-21"), meeting=meeting)
        assert only_due(journal, self.every).due_on == day("2024-12-01")

    def test_it_is_about_one_rule(self) -> None:
        journal = registered()
        journal.add("deferral.set", rule="other", until=day("2024-12-01"), reason="ill")
        assert only_due(journal, self.every).deferred_until is None
