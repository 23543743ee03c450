"""rules.md section 6: dated things a consultant must not miss."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from caseload_tui.domain import signals
from caseload_tui.domain.framework import Aftercare, Axis, Framework, Horizon, Limits, NoShowStep, Signals
from caseload_tui.domain.house import HouseSettings
from caseload_tui.domain.signals import Signal, missed_in_a_row, no_show_step, signals_of
from tests.domain.facts_maker import START, Journal, duration, framework, group, registered, text


def day(words: str) -> date:
    return date.fromisoformat(words)


def pension(born: date) -> date:
    return born + relativedelta(years=67)


def found(journal: Journal, policy: Framework, kind: str) -> list[Signal]:
    return [item for item in signals_of(journal.dossier, policy, pension) if item.kind == kind]


def one(journal: Journal, policy: Framework, kind: str) -> Signal:
    (signal,) = found(journal, policy, kind)
    return signal


def near(axis_limits: Limits | None = None, **values: object) -> Framework:
    """A policy in which only the group near says something."""
    groups = (group("near", **values), group("far"))
    return framework(axes=(Axis(id="path", name=text("path"), groups=groups, limits=axis_limits),))


class TestShowing:
    def test_it_shows_from_four_weeks_before_its_date(self) -> None:
        signal = Signal("horizon_passed", day("2024-06-01"))
        assert not signal.shows(day("2024-05-03"))
        assert signal.shows(day("2024-05-04"))
        assert signal.shows(day("2034-06-01"))

    def test_it_shows_until_its_condition_ends(self) -> None:
        signal = Signal("age_limit", day("2024-06-01"), until=day("2024-07-01"))
        assert signal.shows(day("2024-06-30"))
        assert not signal.shows(day("2024-07-01"))

    def test_seen_it_is_gone_until_its_date_changes(self) -> None:
        policy = near(horizon=Horizon(term=duration("6 months")))
        journal = registered()
        journal.add("signal.acknowledged", signal=one(journal, policy, signals.HORIZON).key)
        assert found(journal, policy, signals.HORIZON) == []
        journal.move("far", day("2024-02-01"))
        journal.move("near", day("2024-03-01"))
        assert one(journal, policy, signals.HORIZON).on == day("2024-09-01")

    def test_they_come_by_date(self) -> None:
        policy = framework(signals=Signals(ages=(27, 30)))
        journal = registered(born_on=day("1998-05-05"))
        dates = [item.on for item in signals_of(journal.dossier, policy, pension)]
        assert dates == sorted(dates) == [day("2025-05-05"), day("2028-05-05"), day("2065-05-05")]

    def test_of_a_closed_client_there_are_none(self) -> None:
        journal = registered(born_on=day("1998-05-05"))
        journal.add("client.closed", on=day("2024-03-01"), reason="work")
        assert signals_of(journal.dossier, framework(), pension) == ()


class TestThingsThatEnd:
    @pytest.mark.parametrize(
        ("kind", "began", "ended", "name"),
        [
            (signals.EXEMPTION, "duty.freed", "duty.restored", "duty"),
            (signals.INSTRUMENT, "instrument.started", "instrument.ended", "instrument"),
        ],
    )
    def test_the_planned_end_is_a_signal_until_somebody_records_the_end(
        self, kind: str, began: str, ended: str, name: str
    ) -> None:
        journal = registered()
        journal.add(began, **{name: "x"}, from_=START, until=day("2024-06-01"))
        assert one(journal, framework(), kind).on == day("2024-06-01")
        event = journal.add(ended, **{name: "x"}, on=day("2024-05-01"))
        assert found(journal, framework(), kind) == []
        journal.undo(event)
        assert one(journal, framework(), kind).about == "x"

    def test_lasting_freedom_ends_never(self) -> None:
        journal = registered()
        journal.add("duty.freed", duty="work", from_=START, until=None)
        assert found(journal, framework(), signals.EXEMPTION) == []

    def test_only_the_latest_of_one_duty_counts(self) -> None:
        journal = registered()
        journal.add("duty.freed", duty="work", from_=START, until=day("2024-06-01"))
        journal.add("duty.freed", duty="work", from_=day("2024-06-01"), until=day("2024-12-01"))
        assert one(journal, framework(), signals.EXEMPTION).on == day("2024-12-01")

    def test_aftercare_ends_with_its_term_while_the_work_lasts(self) -> None:
        policy = framework(aftercare=Aftercare(lasts=duration("1 year")))
        journal = registered()
        journal.add("work.started", work="w", on=day("2024-02-29"), employer="Bakery")
        journal.add("client.closed", on=day("2024-03-01"), reason="work", aftercare=True)
        assert one(journal, policy, signals.AFTERCARE_ENDS).on == day("2025-02-28")
        journal.add("work.ended", work="w", on=day("2024-05-01"))
        assert found(journal, policy, signals.AFTERCARE_ENDS) == []
        assert found(journal, framework(), signals.AFTERCARE_ENDS) == []


class TestGroups:
    def test_the_horizon_counts_from_the_start_of_the_stay(self) -> None:
        signal = one(registered(), near(horizon=Horizon(term=duration("6 months"))), signals.HORIZON)
        assert (signal.on, signal.about) == (day("2024-07-01"), "near")

    def test_no_horizon_is_not_one_of_zero(self) -> None:
        assert found(registered(), near(horizon=Horizon(term=None)), signals.HORIZON) == []
        assert found(registered(), near(), signals.HORIZON) == []

    def test_the_benefit_passes_the_limit_of_the_group(self) -> None:
        policy, journal = near(limits=Limits(benefit_below=duration("6 months"))), registered()
        assert found(journal, policy, signals.BENEFIT_LONG) == []
        journal.add("client.changed", field="benefit_since", value="2023-10-31", replaces=[])
        assert one(journal, policy, signals.BENEFIT_LONG).on == day("2024-04-30")
        journal.move("far", day("2024-02-01"))
        assert found(journal, policy, signals.BENEFIT_LONG) == []

    def test_a_benefit_too_short_for_the_group_shows_until_it_fits(self) -> None:
        journal = registered(benefit_since=day("2023-10-01"))
        signal = one(journal, near(limits=Limits(benefit_from=duration("1 year"))), signals.BENEFIT_SHORT)
        assert (signal.on, signal.until) == (START, day("2024-10-01"))
        assert found(journal, near(limits=Limits(benefit_from=duration("3 months"))), signals.BENEFIT_SHORT) == []

    def test_age_limits_of_group_and_axis_both_count(self) -> None:
        policy = near(axis_limits=Limits(age_from=27), limits=Limits(age_below=27))
        ends, begins = found(registered(born_on=day("2000-03-03")), policy, signals.AGE_LIMIT)
        assert (begins.on, begins.until) == (day("2027-03-03"), None)
        assert (ends.on, ends.until) == (START, day("2027-03-03"))


class TestAges:
    def test_only_ages_reached_while_in_the_caseload(self) -> None:
        policy = framework(signals=Signals(ages=(18, 27)))
        assert one(registered(born_on=day("2000-02-29")), policy, signals.AGE).on == day("2027-02-28")

    def test_an_age_reached_on_the_day_of_registration_counts(self) -> None:
        policy = framework(signals=Signals(ages=(27,)))
        assert one(registered(born_on=day("1997-01-01")), policy, signals.AGE).on == START
        assert found(registered(born_on=day("1996-12-31")), policy, signals.AGE) == []

    def test_the_pension_comes_from_the_table_given(self) -> None:
        assert one(registered(born_on=day("1960-01-01")), framework(), signals.PENSION).on == day("2027-01-01")

    def test_without_a_birth_date_there_are_none(self) -> None:
        assert signals_of(registered().dossier, framework(signals=Signals(ages=(27,))), pension) == ()


class TestContact:
    QUIET = framework(signals=Signals(no_contact=duration("3 months")))

    def test_silence_counts_from_the_latest_meeting_or_the_registration(self) -> None:
        journal = registered()
        assert one(journal, self.QUIET, signals.NO_CONTACT).on == day("2024-04-01")
        journal.held(day("2024-02-10"), "check")
        assert one(journal, self.QUIET, signals.NO_CONTACT).on == day("2024-05-10")

    def test_the_offices_own_term_counts_where_the_policy_is_silent(self) -> None:
        house = HouseSettings(no_contact=duration("1 month"))
        assert one(registered(), framework(house=house), signals.NO_CONTACT).on == day("2024-02-01")
        both = framework(house=house, signals=Signals(no_contact=duration("3 months")))
        assert one(registered(), both, signals.NO_CONTACT).on == day("2024-04-01")
        assert found(registered(), framework(), signals.NO_CONTACT) == []

    def test_no_contact_of_the_leading_role(self) -> None:
        signal = one(registered(), near(lead="coach"), signals.NO_LEAD)
        assert (signal.on, signal.about) == (START, "coach")


class TestNoShows:
    CHAIN = (NoShowStep(after=1, action="invite"), NoShowStep(after=3, action="escalate"))
    POLICY = framework(no_show=CHAIN)

    def missed(self, times: int) -> Journal:
        journal = registered()
        for count in range(times):
            on = START + timedelta(days=10 + count)
            journal.add("meeting.missed", meeting=journal.planned(on), on=on)
        return journal

    @pytest.mark.parametrize(("times", "step"), [(0, None), (1, 1), (2, 1), (3, 3), (5, 3)])
    def test_the_step_follows_from_the_missed_ones_in_a_row(self, times: int, step: int | None) -> None:
        reached = no_show_step(self.missed(times).dossier, self.POLICY)
        assert (reached.after if reached else None) == step

    def test_the_signal_is_about_the_latest_missed_one(self) -> None:
        signal = one(self.missed(3), self.POLICY, signals.NO_SHOW)
        assert (signal.on, signal.about) == (START + timedelta(days=12), "3")

    def test_a_held_talk_sets_the_count_to_zero(self) -> None:
        journal = self.missed(3)
        journal.held(START + timedelta(days=30))
        assert missed_in_a_row(journal.dossier) == ()
        assert found(journal, self.POLICY, signals.NO_SHOW) == []

    def test_the_offices_own_cancelling_does_not_count(self) -> None:
        journal = self.missed(1)
        on = START + timedelta(days=40)
        journal.add("meeting.cancelled", meeting=journal.planned(on), on=on)
        assert len(missed_in_a_row(journal.dossier)) == 1

    def test_a_missed_one_undone_does_not_count(self) -> None:
        journal = self.missed(2)
        journal.undo(journal.events[-1].id)
        assert len(missed_in_a_row(journal.dossier)) == 1

    def test_the_offices_own_chain_counts_where_the_policy_has_none(self) -> None:
        house = framework(house=HouseSettings(no_show=self.CHAIN))
        assert one(self.missed(1), house, signals.NO_SHOW).about == "1"
        assert found(self.missed(1), framework(), signals.NO_SHOW) == []
