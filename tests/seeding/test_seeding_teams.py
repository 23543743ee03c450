"""A large office is made up team by team, and is one office all the same."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.facts.client import ContactAdded
from caseload_tui.domain.facts.office import ConsultantAdded
from caseload_tui.frameworks import library
from caseload_tui.seeding import load_scenario, plan_teams, teams_of
from tests.seeding.offices import POLICIES, TODAY, lines

CLIENTS, CONSULTANTS, TEAM = 50, 9, 3


@cache
def teams(policy: str) -> list[tuple[Event, ...]]:
    framework, text, _ = library.load(policy)
    scenario = replace(load_scenario("national"), team=TEAM)
    planned = plan_teams(scenario, text, framework, clients=CLIENTS, consultants=CONSULTANTS, seed=7, today=TODAY)
    return [office.events for office in planned]


@pytest.mark.parametrize("policy", POLICIES)
def test_each_team_has_its_own_clients_and_everybody_and_everything_one_name(policy: str) -> None:
    found = teams(policy)
    assert len(found) == CONSULTANTS // TEAM
    people = [event.fact.consultant for event in found[0] if isinstance(event.fact, ConsultantAdded)]
    assert len(set(people)) == CONSULTANTS
    registered = [[event.dossier for event in events if event.kind == "client.registered"] for events in found]
    assert [len(clients) for clients in registered] == [16, 17, 17]
    for place, events in enumerate(found):
        own = set(people[place * TEAM : (place + 1) * TEAM])
        contacts = {event.fact.consultant for event in events if isinstance(event.fact, ContactAdded)}
        assert contacts
        assert contacts <= own
        assert {event.dossier for event in events} - {OFFICE} == set(registered[place])
    every = [event for events in found for event in events]
    for names in ([event.id for event in every], [client for clients in registered for client in clients]):
        assert len(set(names)) == len(names)
    assert OFFICE not in {event.dossier for events in found[1:] for event in events}
    # No two deeds share a moment, whichever team they are of.
    assert len({(event.at, event.dossier) for event in every}) == len({event.at for event in every})


def test_the_same_seed_gives_the_same_teams() -> None:
    before = [list(lines(events)) for events in teams(POLICIES[0])]
    teams.cache_clear()
    assert [list(lines(events)) for events in teams(POLICIES[0])] == before


def test_an_office_without_teams_is_one() -> None:
    assert teams_of(load_scenario("office"), 12) == 1
    assert teams_of(replace(load_scenario("national"), team=5), 2) == 1
