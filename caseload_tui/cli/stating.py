"""What a policy's sources state about groups, beside what the office counts and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseload_tui.cli.output import Table
from caseload_tui.domain.balance import Balance, GroupLoad
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.stated import StatedGroup, Statement
from caseload_tui.domain.statements import Value
from caseload_tui.formatting import number
from caseload_tui.i18n import language, tr, word


def stated_item(stated: StatedGroup) -> dict[str, Any]:
    """Return what is stated about a group: a number, a range [from, to], or null; and each statement that holds."""
    return {
        "stated_size": stated.size,
        "stated_fte": stated.staffing,
        "stated": [_statement_item(said) for said in (*stated.sizes, *stated.per_municipality, *stated.fte)],
    }


def group_table(figures: Balance, stated: Mapping[str, StatedGroup], framework: Framework) -> Table:
    """Return the groups with their clients, per municipality where there are several, and what is stated of them."""
    several = len(framework.municipalities) > 1 and figures.municipality is None
    places = framework.municipalities if several else ()
    titles = (
        *(tr("axis"), word("group"), word("clients"), *places, tr("{clients} per fte"), tr("fte needed")),
        *(tr("stated persons"), tr("stated fte")),
    )
    return Table(titles, [_row(row, stated[row.group], places, framework) for row in figures.groups])


def _row(row: GroupLoad, stated: StatedGroup, places: Sequence[str], framework: Framework) -> tuple[str, ...]:
    return (
        framework.axes_by_id[row.axis].name.to(language()),
        framework.groups_by_id[row.group].name.to(language()),
        number(row.clients),
        *(number(row.per_municipality.get(place, 0)) for place in places),
        number(row.clients_per_fte, 1) if row.clients_per_fte is not None else tr("no norm"),
        number(row.needed, 1) if row.needed is not None else tr("no norm"),
        _said(stated.sizes, 0),
        _said(stated.fte, 1),
    )


def _said(statements: Sequence[Statement], digits: int) -> str:
    return " / ".join(dict.fromkeys(_shown(said, digits) for said in statements))


def _shown(said: Statement, digits: int) -> str:
    shown = _value(said.value, digits)
    return tr("about {n}", n=shown) if said.circa else shown


def _value(value: Value, digits: int) -> str:
    if isinstance(value, tuple):
        return f"{number(value[0], digits)}–{number(value[1], digits)}"
    return number(value, digits)


def _statement_item(said: Statement) -> dict[str, Any]:
    return {
        "value": said.value,
        "unit": said.unit,
        "municipality": said.municipality,
        "as_of": said.as_of,
        "circa": said.circa,
        "source": said.source,
        "open": said.open,
    }
