"""What `--filter QUERY` lets through: the filter of the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from caseload_tui.cli.context import Call
from caseload_tui.domain.asked import Facets, read_filter
from caseload_tui.domain.visible import visible
from caseload_tui.errors import WrongUse
from caseload_tui.i18n import tr
from caseload_tui.services import Services
from caseload_tui.services.sifting import Sifter

Row = TypeVar("Row")


def let_through(
    call: Call, services: Services, text: str | None, rows: Iterable[Row], facets: Callable[[Sifter, Row], Facets]
) -> tuple[Row, ...]:
    """Return the rows that fit; what cannot be read in the filter is wrong use."""
    if not text:
        return tuple(rows)
    asked = read_filter(text, call.today)
    if asked.wrong:
        raise WrongUse(visible(asked.wrong[0]), tr("Nothing was listed; mend the filter."))
    sifter, noted = Sifter(services.team.framework(), services.team.office(), call.today), services.sifting.noted(asked)
    return tuple(row for row in rows if asked.lets(facets(sifter, row), lambda term: noted.get(term, frozenset())))
