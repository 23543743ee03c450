"""What one person keeps for themselves, one row a person and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from caseload_tui.domain.views import VIEWS, names_person, read_views, views_content, without_person
from caseload_tui.store.tables import personal


def read(connection: Connection, by: str, key: str) -> Mapping[str, Any]:
    """Return what a person keeps under a key; empty where that is nothing."""
    query = select(personal.c.content).where(personal.c.by == by, personal.c.key == key)
    return connection.execute(query).scalar() or {}


def keep(connection: Connection, by: str, key: str, content: Mapping[str, Any]) -> None:
    """Keep something in the place of what was kept under the key."""
    connection.execute(delete(personal).where(personal.c.by == by, personal.c.key == key))
    connection.execute(insert(personal), {"by": by, "key": key, "content": dict(content)})


def forget_person(connection: Connection, *known_as: str) -> None:
    """Take out, of what everybody keeps, what names somebody whose traces must go."""
    for by, key, content in connection.execute(select(personal)).all():
        if key == VIEWS:
            views = read_views(content)
            left = without_person(views, *known_as)
            if left != views:
                keep(connection, by, key, views_content(left))
        elif names_person(_texts(content), known_as):
            keep(connection, by, key, {})


def _texts(content: object) -> Iterator[str]:
    """Yield every text of what is kept, without its field names."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _texts(value)
