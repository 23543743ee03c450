"""Nothing is made up that an office which keeps to the rules could not have recorded."""

from __future__ import annotations

import re
from datetime import date

import pytest

from caseload_tui.domain.facts import OFFICE, payload, read
from caseload_tui.domain.holidays import is_working_day
from caseload_tui.domain.people import mentions_bsn, tidy
from tests.seeding.deciding import refusals
from tests.seeding.offices import POLICIES, TODAY, Made, made

_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAYS = (date(2026, 11, 23), date(2027, 2, 28), date(2028, 2, 29), date(2027, 5, 16))


@pytest.mark.parametrize("policy", POLICIES)
def test_the_domain_would_have_recorded_every_fact(policy: str) -> None:
    office = made(policy)
    found = [
        why for name, events in office.by_dossier.items() if name != OFFICE for why in refusals(events, office.policy)
    ]
    assert found == []


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", [1, 7, 99])
def test_the_rules_hold_with_any_seed_day_and_team(policy: str, seed: int) -> None:
    office = made(policy, clients=40, consultants=1 + seed % 5, seed=seed, today=DAYS[seed % len(DAYS)])
    found = [
        why for name, events in office.by_dossier.items() if name != OFFICE for why in refusals(events, office.policy)
    ]
    assert found == []


@pytest.mark.parametrize("policy", POLICIES)
def test_deeds_lie_on_working_days_before_today_in_one_order(policy: str) -> None:
    office = made(policy)
    moments = [event.at for event in office.seeded.events]
    assert moments == sorted(moments)
    assert max(moments) < TODAY.isoformat()
    assert all(is_working_day(date.fromisoformat(moment[:10])) for moment in moments)
    assert all("07:00:00" <= moment[11:19] <= "16:00:00" for moment in moments)
    deeds: dict[str, tuple[str, str]] = {}
    for event in office.seeded.events:
        assert deeds.setdefault(event.at, (event.dossier, event.by)) == (event.dossier, event.by)
    assert [event.seq for event in office.seeded.events] == list(range(1, len(moments) + 1))


@pytest.mark.parametrize("policy", POLICIES)
def test_identifiers_are_unique_and_of_the_shape_of_a_uuid7(policy: str) -> None:
    identifiers = [event.id for event in made(policy).seeded.events]
    assert len(set(identifiers)) == len(identifiers)
    assert all(len(name) == 36 and name[14] == "7" and name[19] in "89ab" for name in identifiers)


@pytest.mark.parametrize("policy", POLICIES)
def test_facts_are_read_back_as_they_were_written(policy: str) -> None:
    for event in made(policy).seeded.events:
        assert read(event.kind, event.version, payload(event.fact)) == event.fact


@pytest.mark.parametrize("policy", POLICIES)
def test_texts_are_tidy_and_name_no_citizen_service_number(policy: str) -> None:
    for text in _texts(made(policy)):
        assert text == tidy(text, lines=True)
        assert not mentions_bsn(text) or _IDENTIFIER.fullmatch(text)


@pytest.mark.parametrize("policy", POLICIES)
def test_everybody_who_wrote_or_is_named_works_there(policy: str) -> None:
    office = made(policy)
    team = {consultant.id for consultant in office.office.consultants}
    for event in office.seeded.events:
        assert event.by in team
        consultant = getattr(event.fact, "consultant", None)
        assert consultant is None or consultant in team


@pytest.mark.parametrize("policy", POLICIES)
def test_lists_with_a_maximum_are_not_passed(policy: str) -> None:
    office = made(policy)
    for target in office.framework.target_groups:
        with_it = sum(target.id in dossier.current_labels for dossier in office.dossiers if dossier.status == "active")
        assert target.at_most is None or with_it <= target.at_most


@pytest.mark.parametrize("policy", POLICIES)
def test_every_client_has_one_group_on_each_axis_that_is_not_optional(policy: str) -> None:
    office = made(policy)
    for dossier in office.dossiers:
        for axis in office.framework.axes:
            if dossier.status == "active" and not axis.optional:
                assert axis.id in dossier.groups
            starts = [stay.start for stay in dossier.stays.get(axis.id, ())]
            assert starts == sorted(set(starts))


def _texts(office: Made) -> list[str]:
    found: list[str] = []
    for event in office.seeded.events:
        if event.kind == "framework.adopted":
            continue
        for value in payload(event.fact).values():
            found += [value] if isinstance(value, str) else []
            found += [item for item in value.values() if isinstance(item, str)] if isinstance(value, dict) else []
    return found
