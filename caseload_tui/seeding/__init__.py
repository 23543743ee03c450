"""From a scenario to the facts of a made-up office, deterministic to the byte."""

from caseload_tui.seeding.loading import load_scenario, scenarios
from caseload_tui.seeding.office import (
    SeededOffice,
    no_collecting,
    plan_office,
    plan_teams,
    teams_of,
    with_stories,
)
from caseload_tui.seeding.scenario import Scenario

__all__ = [
    "Scenario",
    "SeededOffice",
    "load_scenario",
    "no_collecting",
    "plan_office",
    "plan_teams",
    "scenarios",
    "teams_of",
    "with_stories",
]
