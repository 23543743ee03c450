"""Due dates of seeded offices against the second reading of the rules, from exported lines and the policy file."""

from __future__ import annotations

import pytest

from caseload_tui.frameworks import library
from tests.seeding.comparing import compared


@pytest.mark.parametrize("name", [*library.shipped(), *library.training()])
def test_a_seeded_office_has_the_due_dates_that_the_rules_give(name: str) -> None:
    assert compared(name, clients=120) > 60
