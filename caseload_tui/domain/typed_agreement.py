"""What was agreed, typed in one line: who it is for before a colon, by when behind the last comma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.people import fold
from caseload_tui.domain.typed_dates import parse_date
from caseload_tui.errors import Refused


@dataclass(frozen=True, slots=True)
class TypedAgreement:
    """The parts of such a line; None for a side or a day that it does not name."""

    text: str
    owner: str | None = None
    due_on: date | None = None


def read_agreement(typed: str, sides: Mapping[str, str], today: date) -> TypedAgreement:
    """Return what a line like `we: look up the rules, Fri` says; `sides` has the owner by each word for one.

    What is no side and no day from today on stays part of the text.
    """
    text, owner, due_on = typed.strip(), None, None
    head, colon, rest = text.partition(":")
    known = {fold(word): side for word, side in sides.items()}
    if colon and rest.strip() and fold(head.strip()) in known:
        text, owner = rest.strip(), known[fold(head.strip())]
    body, comma, tail = text.rpartition(",")
    if comma and body.strip():
        due_on = _day(tail.strip(), today)
        text = body.strip() if due_on is not None else text
    return TypedAgreement(text, owner, due_on)


def _day(typed: str, today: date) -> date | None:
    try:
        day = parse_date(typed, today, earliest=today) if typed else None
    except Refused:
        return None
    return day if day is not None and day >= today else None
