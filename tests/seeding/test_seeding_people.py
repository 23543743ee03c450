"""The people of a made-up office: fictitious, varied, each with a name and number of their own."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date

import pytest

from caseload_tui.domain.people import eleven_test, split_prefix
from caseload_tui.frameworks.national import pension_day
from caseload_tui.seeding import load_scenario
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.people import People
from tests.seeding.offices import POLICIES, TODAY, made

LISTS = load_scenario("office").names


def test_name_lists_are_composed_text_without_repeats() -> None:
    for origin in LISTS.origins:
        for names in (origin.given, origin.family):
            assert len(set(names)) == len(names)
            assert all(unicodedata.is_normalized("NFC", name) and name == name.strip() for name in names)


def test_names_come_from_many_places() -> None:
    families = [name for origin in LISTS.origins for name in origin.family]
    assert len(LISTS.origins) >= 7
    assert sum(bool(split_prefix(name)[0]) for name in families) >= 15
    assert sum(not name.isascii() for name in families) >= 20


def test_three_thousand_people_have_three_thousand_names() -> None:
    people, dice = People(LISTS), Dice(1)
    names = Counter(people.person(dice).name for _ in range(3000))
    assert max(names.values()) == 1


def test_people_go_on_when_the_lists_run_out() -> None:
    people, dice = People(LISTS), Dice(1)
    assert len([people.person(dice) for _ in range(30_000)]) == 30_000


@pytest.mark.parametrize("policy", POLICIES)
def test_clients_are_unique_and_of_working_age(policy: str) -> None:
    dossiers = made(policy).dossiers
    names = {(item.value("given_name"), item.value("prefix"), item.value("family_name")) for item in dossiers}
    numbers = [item.value("file_number") or "" for item in dossiers]
    assert len(names) == len(dossiers)
    assert len(set(numbers)) == len(numbers)
    assert not any(eleven_test(number) for number in numbers)
    for dossier in dossiers:
        born = dossier.date_value("born_on")
        assert born is not None
        assert born.year <= TODAY.year - 18
        assert pension_day(born) > TODAY


@pytest.mark.parametrize("policy", POLICIES)
def test_phone_numbers_are_of_a_range_that_nobody_has(policy: str) -> None:
    phones = [value.value for item in made(policy).dossiers for value in item.fields.get("phone", ())]
    assert len(phones) > 100
    assert all((phone or "").startswith("06-0000") for phone in phones)


@pytest.mark.parametrize("policy", POLICIES)
def test_everybody_has_a_postcode_of_the_municipality_with_letters_that_nobody_has(policy: str) -> None:
    for dossier in made(policy).dossiers:
        digits, letters = (dossier.value("postcode") or "").split()
        assert digits in LISTS.postcodes.get(dossier.value("municipality") or "", LISTS.postcodes["*"])
        assert letters[0] in "QY"
        assert letters[1] in "FIOQUY"


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("consultants", [1, 2, 3, 5, 12])
def test_every_role_that_leads_has_somebody(policy: str, consultants: int) -> None:
    office = made(policy, clients=30, consultants=consultants)
    team = office.office.consultants
    assert team[0].function == "consultant"
    assert [item.function for item in team].count("team_lead") == int(consultants > 1)
    held = {role for item in team for role in item.roles}
    assert held == set(office.framework.roles_by_id) or not office.framework.roles
    assert all(0.6 <= item.fte_on(TODAY) <= 1.0 for item in team)
    assert len({item.name for item in team}) == consultants


@pytest.mark.parametrize("policy", POLICIES)
def test_clients_are_spread_over_the_municipalities_of_the_policy(policy: str) -> None:
    office = made(policy)
    found = Counter(dossier.value("municipality") for dossier in office.dossiers)
    assert set(found) == set(office.framework.municipalities)


def test_groups_are_as_large_as_the_sources_say() -> None:
    office = made("deventer-2020", clients=600, consultants=8)
    found = Counter(group for item in office.dossiers for group in item.groups.values())
    assert found["matchen"] < found["groeien"] < 1.6 * found["zorgen"]
    assert 0.05 < found["matchen"] / sum(found.values()) < 0.2


def test_nobody_is_older_than_their_dossier() -> None:
    for dossier in made(POLICIES[0]).dossiers:
        born = dossier.date_value("born_on") or date.max
        assert all(meeting.on > born for meeting in dossier.meetings)
        assert dossier.spells[0].start > born
