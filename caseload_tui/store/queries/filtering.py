"""From filters to conditions: all that were combined must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.sql.selectable import FromClause

from caseload_tui.domain.filters import Filter

Narrowing = TypeVar("Narrowing", bound=Filter)
Conditions = Iterable[ColumnElement[bool]]


def where(filter: Narrowing, conditions_of: Callable[[Narrowing], Conditions]) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of a filter and of all that it was combined with."""
    for part in filter.parts():
        yield from conditions_of(part)


def page(query: Select[*tuple[Any, ...]], filter: Filter) -> Select[*tuple[Any, ...]]:
    """Return the query for the part of the list that the filter asks for."""
    if filter.limit is None and not filter.offset:
        return query
    return query.limit(-1 if filter.limit is None else filter.limit).offset(filter.offset)


def count(connection: Connection, source: FromClause, conditions: Conditions) -> int:
    """Return how many rows hold the conditions, whatever part of the list is asked for."""
    return connection.execute(select(func.count()).select_from(source).where(*conditions)).scalar_one()
