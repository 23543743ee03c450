"""What every test of the domain starts from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caseload_tui.i18n import language, set_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Texts are English with the program's own words, unless a test says otherwise."""
    before = language()
    set_language("en")
    yield
    set_language(before)
