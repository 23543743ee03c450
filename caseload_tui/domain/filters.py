"""What a list is narrowed to: values that combine with `&`, so that a list, its count and its title agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that must all hold; within one list any one is enough, and an empty list asks nothing."""

    limit: int | None = None
    offset: int = 0
    also: tuple[Self, ...] = ()
    """Further filters that must hold too; `&` fills it."""

    def __and__(self, other: Self) -> Self:
        """Return the filter that lets through what both let through."""
        limits = [limit for limit in (self.limit, other.limit) if limit is not None]
        changes: dict[str, Any] = {
            "also": (*self.also, other),
            "limit": min(limits, default=None),
            "offset": max(self.offset, other.offset),
        }
        return dataclasses.replace(self, **changes)

    def parts(self) -> Iterator[Self]:
        """Yield the filter and all that it was combined with; the conditions of each must hold."""
        yield self
        for other in self.also:
            yield from other.parts()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFilter(Filter):
    """Which clients; without any condition all of them, closed ones too."""

    text: str = ""
    """Part of the name or the whole file number."""
    groups: tuple[str, ...] = ()
    status: str | None = None
    statuses: tuple[str, ...] = ()
    consultant: str | None = None
    """Who leads."""
    contact_of: str | None = None
    """A consultant who is a contact, leading or not."""
    label: str | None = None
    municipality: str | None = None
    ids: tuple[str, ...] | None = None
    """None asks nothing; an empty tuple lets nobody through."""
    lead_lacking: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilter(Filter):
    """Which due meetings and steps; those without a date are left out only by `due_by`."""

    consultant: str | None = None
    """On whose list."""
    kind: str | None = None
    client: str | None = None
    municipality: str | None = None
    groups: tuple[str, ...] = ()
    of: ClientFilter | None = None
    """Only of the clients whom this lets through, whatever part of their list it asks for."""
    due_by: date | None = None
    """On or before this day, before waivers."""
    showing_on: date | None = None
    """Those whose window has begun on this day, after waivers: all that a worklist of the day can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFilter(Filter):
    """Which meetings; both days are included."""

    statuses: tuple[str, ...] = ()
    consultant: str | None = None
    """On whose list."""
    client: str | None = None
    kind: str | None = None
    on_from: date | None = None
    on_to: date | None = None
    unsigned: bool = False
    """Only held ones that nobody signed."""
    sessions: tuple[str, ...] | None = None
    """Only those of these group sessions; an empty tuple lets none through."""
    session_from: date | None = None
    """Only those of group sessions that are on this day or later, with everybody on their lists."""
    session_to: date | None = None
    """Only those of group sessions that are on this day or earlier, with everybody on their lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFilter(Filter):
    """Which commitments."""

    states: tuple[str, ...] = ()
    owner: str | None = None
    """`client`, `office` or `partner`."""
    client: str | None = None
    consultant: str | None = None
    """Who leads the client."""
    due_by: date | None = None
    """On or before this day; those without a day are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFilter(Filter):
    """Which offers to hand a client over."""

    states: tuple[str, ...] = ()
    to: str | None = None
    """To whom it is offered."""
    concerns: str | None = None
    """A consultant to whom, or by whom, or whose work was offered."""
    client: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFilter:
    """Which notes; both days are included, and an empty tuple lets none through where None asks nothing."""

    text: str = ""
    """Words that all stand in the note, each perhaps only as a beginning."""
    on_from: date | None = None
    on_to: date | None = None
    domains: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    clients: tuple[str, ...] | None = None
    consultants: tuple[str, ...] | None = None
    """Who leads the client."""
    limit: int = 100
