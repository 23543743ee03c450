"""The monitor on single dossiers, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.monitor.blocks import Monitor
from caseload_tui.domain.monitor.cadence import HOW
from caseload_tui.domain.monitor.counting import Inquiry, monitor
from caseload_tui.domain.monitor.entered import Entered
from caseload_tui.domain.monitor.indicators import IndicatorRow
from caseload_tui.domain.monitor.period import Period, quarter, year
from caseload_tui.domain.monitor.sight import Sight
from caseload_tui.domain.monitor.stock import COLUMNS, StockRow, differences
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.statements import Baseline, Figure, Indicator, Target
from tests.domain.facts_maker import START, Journal, framework, registered, rule, text

TODAY = date(2026, 9, 14)
SUMMER = Period(date(2026, 6, 1), date(2026, 8, 31))


def seen(*journals: Journal, rules: tuple[Rule, ...] = (), period: Period = SUMMER, **values: Any) -> Monitor:
    indicators = values.pop("indicators", ())
    figures = values.pop("figures", ())
    policy = Policy((Adoption(framework(*rules, indicators=indicators, figures=figures), START),))
    defaults: dict[str, Any] = {"sight": Sight(), "policy": policy, "today": TODAY, "recorded_since": START}
    dossiers = [replace(journal.dossier, id=f"c{number}") for number, journal in enumerate(journals)]
    found = monitor(dossiers, Inquiry(period=period, **(defaults | values)))
    assert differences(found.stock) == ()
    return found


def row(found: Monitor, group: str | None = None, axis: str = "path") -> dict[str, int]:
    wanted = (axis, group) if group is not None else (None, None)
    rows: dict[Any, StockRow] = {(item.axis, item.group): item for item in found.stock}
    return {column: rows[wanted].count(column) for column in COLUMNS if rows[wanted].count(column)}


def outcomes(found: Monitor) -> dict[str, int]:
    return {how: cadence.count(how) for cadence in found.cadence for how in HOW if cadence.count(how)}


def closed(journal: Journal, on: date, reason: str = "work", **values: Any) -> Journal:
    journal.add("client.closed", on=on, reason=reason, **values)
    return journal


def test_closing_and_reopening_on_one_day_are_both_counted() -> None:
    journal = closed(registered(), date(2026, 7, 1))
    journal.add("client.reopened", on=date(2026, 7, 1))
    journal.move("far", date(2026, 7, 1))
    found = seen(journal)
    assert row(found) == {"start": 1, "reopened": 1, "left": 1, "end": 1}
    assert row(found, "near") == {"start": 1, "left": 1}
    assert row(found, "far") == {"reopened": 1, "end": 1}
    assert found.moves == ()


def test_who_comes_and_goes_on_one_day_is_never_in_stock() -> None:
    found = seen(closed(registered(date(2026, 7, 1)), date(2026, 7, 1)))
    assert row(found) == {"registered": 1, "left": 1}


def test_a_closing_after_aftercare_is_no_second_outflow() -> None:
    journal = closed(closed(registered(), date(2026, 6, 10), aftercare=True), date(2026, 8, 1), "own words")
    found = seen(journal)
    assert row(found) == {"start": 1, "left": 1}
    assert [(item.reason, item.category, item.clients) for item in found.outflow] == [("work", "work", ("c0",))]


def test_death_is_a_reason_among_the_others_and_free_words_have_no_category() -> None:
    fishing = closed(registered(), date(2026, 7, 2), "gone fishing")
    found = seen(closed(registered(), date(2026, 7, 1), "death"), fishing)
    assert {item.reason: item.category for item in found.outflow} == {"death": "death", "gone fishing": None}


def test_what_was_undone_or_put_right_counts_as_it_should_have_been() -> None:
    undone = registered()
    undone.undo(undone.move("far", date(2026, 7, 1)))
    wrong = registered()
    moved = wrong.move("far", date(2026, 7, 1))
    wrong.add("placement.corrected", corrects=moved, axis="path", group="middle", from_=date(2026, 6, 20))
    found = seen(undone, wrong)
    assert [(move.before, move.after, move.clients) for move in found.moves] == [("near", "middle", ("c1",))]
    assert row(found, "near") == {"start": 2, "moved_out": 1, "end": 1}


def test_a_move_further_from_work_is_marked_and_one_back_is_not() -> None:
    journal = registered()
    journal.move("far", date(2026, 6, 10))
    journal.move("near", date(2026, 7, 10))
    found = seen(journal)
    assert {(move.before, move.after): move.fallback for move in found.moves} == {
        ("near", "far"): True,
        ("far", "near"): False,
    }


def test_groups_that_come_with_another_policy_are_no_moves() -> None:
    journal = registered()
    journal.move("far", date(2026, 7, 1))
    moment = (journal.events[-1].at, journal.events[-1].by)
    journal.events[-1] = replace(journal.events[-1], at="2026-07-01T09:00:00Z")
    found = seen(journal, adopted=frozenset({("2026-07-01T09:00:00Z", moment[1])}))
    assert row(found, "near") == {"start": 1, "regrouped_out": 1}
    assert row(found, "far") == {"regrouped_in": 1, "end": 1}
    assert [move.regrouped for move in found.moves] == [True]


def test_who_moves_house_goes_out_of_one_municipality_and_into_the_other() -> None:
    journal = registered(municipality="Town")
    journal.add("client.changed", field="municipality", value="Village")
    journal.events[-1] = replace(journal.events[-1], at="2026-07-01T22:30:00Z")
    town, village = (seen(journal, sight=Sight(municipality=name)) for name in ("Town", "Village"))
    assert row(town) == {"start": 1, "went": 1}
    assert row(village, "near") == {"came": 1, "end": 1}
    assert [(item.what, item.went) for item in town.crossings] == [("municipality", ("c0",))]
    # 22:30 in Greenwich is the next day in Amsterdam.
    assert row(seen(journal, sight=Sight(municipality="Town"), period=Period(SUMMER.first, date(2026, 7, 1)))) == {
        "start": 1,
        "end": 1,
    }


def test_a_client_who_is_handed_over_with_a_move_goes_from_the_former_group() -> None:
    journal = registered()
    journal.add("contact.added", consultant="anna", from_=START)
    journal.add("contact.ended", consultant="anna", on=date(2026, 7, 1))
    journal.add("contact.added", consultant="bram", from_=date(2026, 7, 1))
    journal.move("far", date(2026, 7, 1))
    anna, bram = (seen(journal, sight=Sight(consultant=who)) for who in ("anna", "bram"))
    assert row(anna, "near") == {"start": 1, "went": 1}
    assert row(bram, "far") == {"came": 1, "end": 1}
    assert anna.moves == ()


def test_seen_by_group_a_move_in_or_out_is_a_move() -> None:
    journal = registered()
    journal.move("far", date(2026, 7, 1))
    found = seen(journal, sight=Sight(groups=("far",)))
    assert row(found, "far") == {"moved_in": 1, "end": 1}
    assert row(found) == {"moved_in": 1, "end": 1}
    assert {item.group for item in found.stock if item.axis == "path"} == {"far"}


QUARTERLY = rule(per_year=4)


def test_a_due_date_met_in_time_counts_on_the_day_of_the_talk() -> None:
    journal = registered(date(2026, 1, 5))
    journal.held(date(2026, 4, 10))
    journal.held(date(2026, 7, 10))
    assert outcomes(seen(journal, rules=(QUARTERLY,))) == {"met": 1}


def test_one_that_ran_out_counts_once_however_late_the_talk_is_held() -> None:
    journal = registered(date(2026, 1, 5))
    journal.held(date(2026, 4, 10))
    journal.held(date(2026, 8, 20))
    found = seen(journal, rules=(QUARTERLY,))
    assert outcomes(found) == {"missed": 1, "met_late": 1}
    assert found.cadence[0].share == 0
    june, rest = Period(SUMMER.first, date(2026, 7, 10)), Period(date(2026, 7, 11), SUMMER.last)
    assert outcomes(seen(journal, rules=(QUARTERLY,), period=june)) == {"missed": 1}
    assert outcomes(seen(journal, rules=(QUARTERLY,), period=rest)) == {"met_late": 1}


def test_grace_is_part_of_in_time_and_today_is_not_over_yet() -> None:
    journal = registered(date(2026, 1, 5))
    journal.held(date(2026, 4, 10))
    lenient = rule(per_year=4, grace="7 days")
    assert outcomes(seen(journal, rules=(lenient,), period=Period(SUMMER.first, date(2026, 7, 16)))) == {}
    assert outcomes(seen(journal, rules=(lenient,), period=Period(SUMMER.first, date(2026, 7, 17)))) == {"missed": 1}
    today = date(2026, 7, 17)
    assert outcomes(seen(journal, rules=(lenient,), period=Period(SUMMER.first, today), today=today)) == {}


def test_what_was_put_off_or_lifted_is_counted_apart() -> None:
    put_off, lifted = registered(date(2026, 1, 5)), registered(date(2026, 1, 5))
    for journal in (put_off, lifted):
        journal.held(date(2026, 4, 10))
    put_off.add("deferral.set", rule="progress", until=date(2026, 8, 1), reason="ill")
    put_off.events[-1] = replace(put_off.events[-1], at="2026-07-01T09:00:00Z")
    put_off.held(date(2026, 7, 30))
    lifted.add("waiver.set", rule="progress", from_=date(2026, 7, 1), reason="ill")
    assert outcomes(seen(put_off, lifted, rules=(QUARTERLY,))) == {"deferred": 1, "waived": 1}


def test_a_due_date_that_was_put_off_after_it_ran_out_was_missed_all_the_same() -> None:
    journal = registered(date(2026, 1, 5))
    journal.held(date(2026, 4, 10))
    journal.add("deferral.set", rule="progress", until=date(2026, 8, 1), reason="ill")
    journal.events[-1] = replace(journal.events[-1], at="2026-07-20T09:00:00Z")
    assert outcomes(seen(journal, rules=(QUARTERLY,))) == {"missed": 1, "deferred": 1}


def test_a_talk_that_was_withdrawn_or_missed_meets_nothing_and_is_not_held() -> None:
    journal = registered(date(2026, 1, 5))
    journal.held(date(2026, 4, 10))
    talk = journal.held(date(2026, 7, 1))
    journal.add("meeting.withdrawn", meeting=talk, reason="wrong person")
    journal.add("meeting.missed", meeting=journal.planned(date(2026, 7, 5)), on=date(2026, 7, 5))
    found = seen(journal, rules=(QUARTERLY,))
    assert outcomes(found) == {"missed": 1}
    assert found.held == ()


def typed_in(value: float, period: Period = SUMMER, **about: Any) -> Entered:
    defaults: dict[str, Any] = {"indicator": "out", "counts": None, "municipality": None, "group": None, "note": None}
    return Entered(**(defaults | about), period=period, value=value, by="w", at="")


def count(*counts: str, **values: Any) -> Indicator:
    return Indicator(id="out", name=text("Out"), formula=values.pop("formula", "count"), counts=counts, **values)


def only(found: Monitor) -> IndicatorRow:
    [indicator] = found.indicators
    return indicator


def placed(journal: Journal, on: date, **values: Any) -> Journal:
    journal.add("work.started", work=f"w{len(journal.events)}", on=on, **values)
    return journal


def test_going_to_work_counts_once_placed_and_closed_alike() -> None:
    both = closed(placed(registered(), date(2026, 6, 10)), date(2026, 7, 1), aftercare=True)
    no_placement = closed(registered(), date(2026, 7, 1), "self_employment")
    part_time = closed(placed(registered(), date(2026, 6, 10), part_time=True), date(2026, 7, 1))
    found = only(seen(both, no_placement, part_time, indicators=(count("work_full", "work_part"),)))
    assert found.parts == {"work_full": 3, "work_part": 1}
    assert sorted(found.clients) == ["c0", "c1", "c2", "c2"]


def test_more_hours_are_a_second_job_beside_the_first_or_one_with_more_hours_in_its_place() -> None:
    beside = placed(placed(registered(), START, part_time=True, hours=8), date(2026, 7, 1), part_time=True)
    instead = placed(registered(), START, part_time=True, hours=8)
    instead.add("work.ended", work=f"w{len(instead.events) - 1}", on=date(2026, 7, 1))
    fewer = Journal(*instead.events)
    placed(instead, date(2026, 7, 1), part_time=True, hours=16)
    placed(fewer, date(2026, 7, 1), part_time=True, hours=4)
    found = seen(beside, instead, fewer, indicators=(count("work_part", "hours_increase"),))
    assert only(found).parts == {"work_part": 0, "hours_increase": 2}
    assert {item.what: item.clients for item in found.partial} == {"work_part": (), "hours_increase": ("c0", "c1")}
    assert row(found)["end"] == 3


def test_a_yearly_target_is_taken_for_the_part_of_the_year_and_the_latest_one_holds() -> None:
    targets = (Target(value=40, per="year"), Target(value=120, per="year", start=date(2026, 1, 1)))
    found = only(seen(closed(registered(), date(2026, 7, 1)), indicators=(count("work_full", targets=targets),)))
    [goal] = found.goals
    assert (found.value, goal.expected, goal.reached) == (1, 30, False)


def test_a_part_that_nobody_typed_in_is_unknown_and_not_nothing() -> None:
    asked_for = count("work_full", "manual:profile", targets=(Target(value=3),))
    journal = closed(registered(), date(2026, 7, 1))
    without = only(seen(journal, indicators=(asked_for,)))
    assert (without.value, without.lacking, without.goals[0].reached) == (1, ("manual:profile",), None)
    what, months = "manual:profile", ((6, 1, 30), (7, 2, 31), (8, 0, 31))
    typed = [
        typed_in(value, Period(date(2026, month, 1), date(2026, month, last)), counts=what)
        for month, value, last in months
    ]
    with_all = only(seen(journal, indicators=(asked_for,), entered=tuple(typed)))
    assert (with_all.value, with_all.lacking, with_all.goals[0].reached) == (4, (), True)
    assert only(seen(journal, indicators=(asked_for,), entered=tuple(typed[1:]))).lacking == ("manual:profile",)
    alone = count("manual:profile", targets=(Target(value=3),))
    assert only(seen(journal, indicators=(alone,))).value is None


def test_the_baseline_is_the_mean_of_the_years_from_facts_or_stated_and_unknown_where_one_lacks() -> None:
    journals = [closed(registered(), date(2025, 3, day)) for day in (3, 4, 5)]
    journals += [closed(registered(), date(2026, 3, day)) for day in (3, 4)]
    target = Target(relative=0.10)
    asked_for = count("work_full", targets=(target,), baseline=Baseline(years=4, includes_report_year=True))
    figures = tuple(Figure(id=f"out-{number}", name=text("x"), value=value) for number, value in ((2023, 5), (2024, 6)))
    late, since = date(2027, 1, 10), date(2025, 1, 1)
    every: dict[str, Any] = {"indicators": (asked_for,), "today": late, "recorded_since": since, "period": year(2026)}
    known = only(seen(*journals, figures=figures, **every))
    assert [(item.year, item.value, item.origin) for item in known.years] == [
        (2023, 5, "stated"),
        (2024, 6, "stated"),
        (2025, 3, "facts"),
        (2026, 2, "facts"),
    ]
    assert known.baseline == 4
    assert known.goals[0].expected == pytest.approx(4.4)
    assert known.goals[0].reached is False
    lacking = only(seen(*journals, figures=figures[1:], **every))
    assert (lacking.baseline, lacking.goals[0].expected, lacking.goals[0].reached) == (None, None, None)
    unfinished = only(seen(*journals, figures=figures, **(every | {"today": TODAY, "period": SUMMER})))
    assert unfinished.years[-1].value is None


def test_a_share_is_of_who_was_there_and_leaves_others_out() -> None:
    targets = (Target(group="near", value=0.5), Target(group="far", value=0.1))
    asked_for = count(formula="outflow_share", targets=targets)
    there, gone, far = registered(), closed(registered(), date(2026, 7, 1)), registered(group="far")
    before = closed(registered(), date(2026, 5, 1))
    near, of_far = seen(there, gone, far, before, indicators=(asked_for,)).indicators
    assert (near.value, near.of, near.goals[0].reached) == (0.5, 2, True)
    assert (of_far.value, of_far.of, of_far.goals[0].reached) == (0, 1, False)
    nobody = seen(before, indicators=(asked_for,)).indicators[0]
    assert (nobody.value, nobody.goals[0].reached) == (None, None)


def test_coverage_counts_each_client_once_and_a_running_job_too() -> None:
    asked_for = count("work_part", "referral", formula="coverage")
    working = placed(registered(), START, part_time=True)
    referred = registered()
    for day in (1, 2):
        referred.add("referral.made", partner="debt", on=date(2026, 7, day))
    found = only(seen(working, referred, registered(), indicators=(asked_for,)))
    assert (found.value, found.of) == (pytest.approx(2 / 3), 3)


def test_ten_per_cent_above_ten_is_eleven() -> None:
    asked_for = count("manual:jobs", baseline=Baseline(value=10), targets=(Target(relative=0.10),))
    typed = (typed_in(11, counts="manual:jobs"),)
    assert only(seen(registered(), indicators=(asked_for,), entered=typed)).goals[0].reached is True


def test_a_month_that_was_typed_in_is_no_quarter_and_a_saving_a_year_is_a_quarter_of_it() -> None:
    july = Period(date(2026, 7, 1), date(2026, 7, 31))
    of_month = (typed_in(90, july),)
    a_year = count(formula="entered", targets=(Target(value=400, per="year"),))
    assert only(seen(registered(), indicators=(a_year,), entered=of_month)).value is None
    goal = only(seen(registered(), indicators=(a_year,), entered=(typed_in(101),))).goals[0]
    assert (goal.expected, goal.reached) == (100, True)
    assert only(seen(registered(), indicators=(count("manual:jobs"),), entered=of_month)).value is None
    grade = count(formula="entered", targets=(Target(value=7),))
    assert only(seen(registered(), indicators=(grade,), entered=of_month)).value == 90


def test_what_was_typed_in_of_some_stands_where_just_those_are_looked_at() -> None:
    asked_for = count(formula="entered", targets=(Target(value=1),))
    typed = (typed_in(5), typed_in(3, municipality="Town"), typed_in(2, municipality="Town", group="near"))

    def value(**sight: Any) -> float | None:
        return only(seen(registered(), indicators=(asked_for,), entered=typed, sight=Sight(**sight))).value

    assert (value(), value(municipality="Town"), value(municipality="Village")) == (5, 3, None)
    assert value(municipality="Town", groups=("near",)) == 2
    assert (value(groups=("near",)), value(municipality="Town", consultant="anna")) == (None, None)


def test_two_jobs_begun_on_one_day_are_one_way_to_work_with_more_hours() -> None:
    both = placed(placed(registered(), date(2026, 7, 1), part_time=True), date(2026, 7, 1), part_time=True)
    found = only(seen(both, indicators=(count("work_part", "hours_increase"),)))
    assert found.parts == {"work_part": 1, "hours_increase": 1}


def test_a_share_that_left_for_work_has_those_whose_job_was_recorded_before() -> None:
    asked_for = count("work_full", formula="outflow_share")
    found = only(seen(closed(placed(registered(), START), date(2026, 7, 1)), registered(), indicators=(asked_for,)))
    assert (found.value, found.clients) == (0.5, ("c0",))


def test_looking_at_some_clients_leaves_targets_out_since_they_are_about_all() -> None:
    asked_for = count("work_full", targets=(Target(value=1),))
    assert only(seen(registered(), indicators=(asked_for,), sight=Sight(groups=("near",)))).goals == ()


def test_periods_know_which_part_of_a_year_they_are() -> None:
    assert quarter(date(2026, 8, 20)) == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert quarter(date(2026, 8, 20)).years == Fraction(1, 4)
    assert year(2024).years == 1
    assert Period(date(2024, 1, 2), date(2024, 1, 2)).years == Fraction(1, 366)


def test_bands_of_time_and_age_follow_the_calendar() -> None:
    def at_end(**values: Any) -> tuple[str, str]:
        found = seen(registered(**values))
        [duration], [age] = ([item.band for item in rows if item.clients] for rows in (found.durations, found.ages))
        return duration, age

    assert at_end() == ("unknown", "unknown")
    assert at_end(benefit_since=date(2026, 3, 1), born_on=date(1999, 9, 1)) == ("under_6_months", "under_27")
    assert at_end(benefit_since=date(2026, 2, 28), born_on=date(1999, 8, 31)) == ("to_2_years", "27_to_34")
    assert at_end(benefit_since=date(2021, 8, 31), born_on=date(1971, 8, 31)) == ("longer", "55_and_older")
