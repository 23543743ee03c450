"""What every test of the domain starts from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from caseload_tui.i18n import language, set_language

# How long one example takes says more about the machine's other work than about the program, and only one number in
# eleven passes the 11-test.
settings.register_profile(
    "calm", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Texts are English with the program's own words, unless a test says otherwise."""
    before = language()
    set_language("en")
    yield
    set_language(before)
