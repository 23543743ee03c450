"""Registering, changing, closing and reopening clients, and the office they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, CLOSED
from caseload_tui.domain.framework import Sectors
from caseload_tui.domain.office import office_of
from caseload_tui.domain.registering import (
    NewClient,
    decide_change,
    decide_closing,
    decide_registration,
    decide_reopening,
    is_file_number,
    next_file_number,
)
from caseload_tui.errors import Refused
from tests.domain.facts_maker import START, Journal, framework, registered

TODAY = START + timedelta(days=100)
POLICY = framework(sectors=Sectors(at_most=2))
NOOR = NewClient(given_name=" Noor ", family_name="Berg", prefix="van  den", on=START)


class TestRegistering:
    def test_names_are_tidied_and_the_only_municipality_is_filled_in(self) -> None:
        fact = decide_registration(NOOR, POLICY, "12", today=TODAY)
        assert (fact.given_name, fact.prefix, fact.municipality, fact.on) == ("Noor", "van den", "Town", START)

    @pytest.mark.parametrize(
        ("client", "says"),
        [
            (replace(NOOR, family_name=" "), "name is missing"),
            (replace(NOOR, on=TODAY + timedelta(days=1)), "registration lies in the future"),
            (replace(NOOR, born_on=START + timedelta(days=1)), "birth date cannot be right"),
            (replace(NOOR, born_on=date(1899, 12, 31)), "birth date cannot be right"),
            (replace(NOOR, benefit_since=TODAY + timedelta(days=1)), "benefit begins in the future"),
            (replace(NOOR, municipality="Elsewhere"), "not a municipality of this office"),
        ],
    )
    def test_what_is_refused(self, client: NewClient, says: str) -> None:
        with pytest.raises(Refused, match=says):
            decide_registration(client, POLICY, "12", today=TODAY)

    def test_of_several_municipalities_none_is_guessed(self) -> None:
        two = replace(POLICY, municipalities=("Town", "Zaltbommel"))
        assert decide_registration(NOOR, two, "12", today=TODAY).municipality is None
        named = replace(NOOR, municipality="zaltbommel")
        assert decide_registration(named, two, "12", today=TODAY).municipality == "Zaltbommel"

    @pytest.mark.parametrize(
        ("taken", "following"),
        [((), "0001"), (("0007", "0012"), "0013"), (("99",), "100"), (("A1", "12"), "13"), (("A1",), "0001")],
    )
    def test_the_next_file_number(self, taken: tuple[str, ...], following: str) -> None:
        assert next_file_number(taken) == following

    @pytest.mark.parametrize(
        ("text", "number", "same"),
        [("12", "0012", True), ("0012", "12", True), ("a1", "A1", True), ("1", "12", False), ("", "0", False)],
    )
    def test_a_file_number_is_known_without_its_zeros(self, text: str, number: str, same: bool) -> None:
        assert is_file_number(text, number) is same


class TestChanging:
    def change(self, name: str, value: str | None, journal: Journal | None = None) -> None:
        journal = journal or registered()
        journal.record(decide_change(journal.dossier, POLICY, name, value, today=TODAY))

    def test_it_replaces_every_value_that_stands(self) -> None:
        journal = registered()
        journal.add("client.changed", field="phone", value="1", replaces=[])
        journal.add("client.changed", field="phone", value="2", replaces=[])
        self.change("phone", "2", journal)
        assert [item.value for item in journal.dossier.fields["phone"]] == ["2"]
        with pytest.raises(Refused, match="Nothing would change"):
            self.change("phone", " 2 ", journal)

    @pytest.mark.parametrize(
        ("name", "value", "says"),
        [
            ("shoe_size", "43", "no field “shoe_size”"),
            ("family_name", " ", "cannot be empty"),
            ("born_on", "2030-01-01", "birth date cannot be right"),
            ("benefit_since", "2030-01-01", "lies in the future"),
            ("home_visits", "maybe", "yes or no"),
            ("sectors", "care\nbuilding\nretail", "Too many sectors"),
            ("municipality", "Elsewhere", "not a municipality"),
            ("postcode", "0123 AB", "no postcode"),
            ("postcode", "1234 A", "no postcode"),
        ],
    )
    def test_what_is_refused(self, name: str, value: str, says: str) -> None:
        with pytest.raises(Refused, match=says):
            self.change(name, value)

    @pytest.mark.parametrize(
        ("typed", "kept"), [("1234ab", "1234 AB"), (" 1234  Ab ", "1234 AB"), ("1234", "1234"), ("", None)]
    )
    def test_a_postcode_is_kept_in_one_form(self, typed: str, kept: str | None) -> None:
        journal = registered()
        journal.add("client.changed", field="postcode", value="9999 ZZ", replaces=[])
        self.change("postcode", typed, journal)
        assert journal.dossier.value("postcode") == kept

    def test_a_field_may_be_emptied(self) -> None:
        journal = registered(born_on=date(1990, 1, 1))
        self.change("born_on", None, journal)
        assert journal.dossier.date_value("born_on") is None


class TestClosingAndReopening:
    def test_closing_into_aftercare_and_out_of_it(self) -> None:
        journal = registered()
        journal.record(decide_closing(journal.dossier, TODAY, "work", aftercare=True, today=TODAY))
        assert (journal.dossier.status, journal.dossier.present) == (AFTERCARE, True)
        with pytest.raises(Refused, match="closed already"):
            decide_closing(journal.dossier, TODAY, "work", aftercare=True, today=TODAY)
        with pytest.raises(Refused, match="before the last placement"):
            decide_closing(journal.dossier, TODAY - timedelta(days=1), "done", aftercare=False, today=TODAY)
        journal.record(decide_closing(journal.dossier, TODAY, "done", aftercare=False, today=TODAY))
        assert (journal.dossier.status, journal.dossier.present) == (CLOSED, False)
        with pytest.raises(Refused, match="closed already"):
            decide_closing(journal.dossier, TODAY, "done", aftercare=False, today=TODAY)

    def test_a_closing_needs_a_reason_and_a_possible_day(self) -> None:
        journal = registered()
        journal.move("far", START + timedelta(days=50))
        for on, reason, says in (
            (TODAY, " ", "needs a reason"),
            (TODAY + timedelta(days=1), "work", "in the future"),
            (START + timedelta(days=49), "work", "before the last placement"),
        ):
            with pytest.raises(Refused, match=says):
                decide_closing(journal.dossier, on, reason, aftercare=False, today=TODAY)

    def test_reopening(self) -> None:
        journal = registered()
        with pytest.raises(Refused, match="is open"):
            decide_reopening(journal.dossier, TODAY, today=TODAY)
        journal.add("client.closed", on=START + timedelta(days=50), reason="work")
        with pytest.raises(Refused, match="before the closing"):
            decide_reopening(journal.dossier, START + timedelta(days=49), today=TODAY)
        with pytest.raises(Refused, match="in the future"):
            decide_reopening(journal.dossier, TODAY + timedelta(days=1), today=TODAY)
        journal.record(decide_reopening(journal.dossier, TODAY, today=TODAY))
        assert (journal.dossier.status, journal.dossier.began_on) == (ACTIVE, TODAY)
        assert journal.dossier.closed_reason is None


class TestOffice:
    def office(self) -> Journal:
        journal = Journal(dossier="office")
        journal.add("office.founded", name="Town hall")
        journal.add("consultant.added", consultant="anna", name="Anna", from_=START, fte=1.0, roles=["coach"])
        return journal

    def test_fte_holds_from_a_day_on_whatever_the_order_of_recording(self) -> None:
        journal = self.office()
        journal.add("consultant.changed", consultant="anna", from_=START + timedelta(days=60), fte=0.5)
        journal.add("consultant.changed", consultant="anna", from_=START + timedelta(days=30), fte=0.8)
        anna = office_of(journal.events).consultant("anna")
        assert anna is not None
        days = (-1, 0, 29, 30, 59, 60)
        assert [anna.fte_on(START + timedelta(days=day)) for day in days] == [0, 1.0, 1.0, 0.8, 0.8, 0.5]

    def test_what_is_not_said_stays_as_it_was(self) -> None:
        journal = self.office()
        journal.add("consultant.changed", consultant="anna", from_=START, function="team_lead")
        anna = office_of(journal.events).consultant("anna")
        assert anna is not None
        assert (anna.name, anna.function, anna.roles, anna.fte_on(START)) == ("Anna", "team_lead", ("coach",), 1.0)

    def test_who_left_has_no_fte_from_that_day_on(self) -> None:
        journal = self.office()
        ended = journal.add("consultant.ended", consultant="anna", on=TODAY)
        anna = office_of(journal.events).consultant("anna")
        assert anna is not None
        assert (anna.fte_on(TODAY - timedelta(days=1)), anna.fte_on(TODAY)) == (1.0, 0.0)
        journal.undo(ended)
        assert office_of(journal.events).consultants[0].fte_on(TODAY) == 1.0

    def test_nobody_is_nobody(self) -> None:
        office = office_of(self.office().events)
        assert (office.name, office.consultant("bram")) == ("Town hall", None)
