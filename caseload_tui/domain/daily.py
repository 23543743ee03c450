"""The daily list: one list of everything that asks for work today, in the order in which to do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from caseload_tui.domain.dossier import Commitment, Meeting
from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.people import sort_key
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.signals import Signal
from caseload_tui.domain.standing import Standing

TERM_WITHOUT_A_TERM = 365


class Block(IntEnum):
    """The blocks of the daily list, in their order."""

    TALKS = 1
    UNFINISHED = 2
    OUR_PROMISES = 3
    OVERDUE = 4
    BROKEN_TERMS = 5
    DUE_TODAY = 6
    DUE = 7
    AFTERCARE = 8
    SIGNALS = 9


@dataclass(frozen=True, slots=True)
class DailyRow:
    """One thing to do. Of `meeting`, `commitment`, `due` and `signal` those are filled that it is about."""

    block: Block
    what: str
    """`talk`, `unrecorded`, `unsigned`, `draft`, `proposal`, `transfer`, and for each further block its own word:
    `commitment`, `overdue`, `due`, `aftercare`, `signal`."""
    client: ClientRow | None
    text: str
    because: str
    act: str
    """The command that deals with it."""
    on: date | None = None
    at: str | None = None
    """The time of a talk, HH:MM."""
    order: float = 0.0
    """Place within the block: lower comes first."""
    rule: str = ""
    key: str = ""
    """What the row stands for, stable from day to day: an identifier of the meeting, commitment, rule or signal."""
    meeting: Meeting | None = None
    commitment: Commitment | None = None
    due: BaseDue | None = None
    standing: Standing | None = None
    signal: Signal | None = None
    session: str | None = None
    """The group session, of a row that stands for everybody on its list."""
    clients: tuple[ClientRow, ...] = ()
    """Whom the row of a group session is about, in place of `client`."""


def in_order(rows: Iterable[DailyRow]) -> tuple[DailyRow, ...]:
    """Return the rows in the order in which a good consultant would work."""
    return tuple(sorted(rows, key=_place))


def _place(row: DailyRow) -> tuple[int, float, str, str, str, str]:
    client = row.client
    name = sort_key(client.family_name, client.given_name, client.file_number) if client else ""
    return (row.block, row.order, row.at or "", name, row.rule, row.key)


def overdue_share(base: BaseDue, stands: Standing) -> float:
    """Return the days overdue as a share of the rule's nominal term: the larger, the more urgent."""
    days = -(stands.days or 0)
    term = base.term.nominal_days if base.term is not None else TERM_WITHOUT_A_TERM
    return days / max(term, 1)
