"""Names and numbers: all of these read one narrow index, so that they are quick in an office of any size."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, cast, func, literal, select

from caseload_tui.domain.fuzzy import Hit, Named, best, words_of
from caseload_tui.domain.people import fold
from caseload_tui.store.tables import client

_WORTH_RANKING = 100
_SPECIAL = frozenset("*?[")
_TEXT: ColumnElement[str] = client.c.search_name + " " + client.c.search_name + " " + client.c.search_number
"""What somebody can be found by: the name twice, so that letters fit it as it is spoken and as lists show it."""
_APART: ColumnElement[str] = literal(" ") + client.c.search_name + " " + client.c.search_number + " "


def named(connection: Connection, query: str, most: int) -> tuple[Hit, ...]:
    """Return who is meant best by the letters that are typed.

    The database reads its narrow index of names, whatever the length of the list, and puts first in whose name the
    words begin that are typed, or stand as a whole; the rules rank what is left.
    """
    words = words_of(query)
    if not words:
        return ()
    somewhere = (_TEXT.op("GLOB")("*".join(("", *map(_plain, word), ""))) for word in words)
    begun = sum((_holds(f"*[^a-z0-9]{_plain_text(word)}*") for word in words), literal(0))
    whole = sum((_holds(f"*[^a-z0-9]{_plain_text(word)}[^a-z0-9]*") for word in words), literal(0))
    found = (
        select(client.c.id, _TEXT)
        .where(*somewhere)
        .order_by(begun.desc(), whole.desc(), func.length(_TEXT), client.c.sort_name, client.c.id)
        .limit(_WORTH_RANKING)
    )
    return best(query, (Named(*row) for row in connection.execute(found)), most)


def file_numbers(connection: Connection) -> dict[str, str]:
    """Return every file number that is given out, with whose it is."""
    return {row.file_number: row.id for row in connection.execute(select(client.c.file_number, client.c.id))}


def highest_numbers(connection: Connection) -> tuple[str, ...]:
    """Return the file numbers that none of as many digits is above."""
    number = client.c.search_number
    query = select(func.max(number)).where(number.op("NOT GLOB")("*[^0-9]*"), number != "")
    return tuple(connection.scalars(query.group_by(func.length(number))))


def numbered(connection: Connection, number: str) -> tuple[tuple[str, str], ...]:
    """Return who may have this file number, leading zeros aside, each with the number as it is folded."""
    same = func.ltrim(client.c.search_number, "0") == fold(number.strip()).lstrip("0")
    return tuple(
        (row[0], row[1]) for row in connection.execute(select(client.c.id, client.c.search_number).where(same))
    )


def _holds(pattern: str) -> ColumnElement[Any]:
    return cast(_APART.op("GLOB")(pattern), Integer)


def _plain_text(word: str) -> str:
    return "".join(map(_plain, word))


def _plain(letter: str) -> str:
    """Return a letter so that a pattern takes it for itself."""
    return f"[{letter}]" if letter in _SPECIAL else letter
