"""Clients whose story was written by hand, with the colleagues and group sessions in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caseload_tui.seeding.deeds import Deed
from caseload_tui.seeding.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who works in the office, by name; what is left out is made up."""

    name: str
    id: str | None = None
    roles: tuple[str, ...] | None = None
    fte: float = 1.0
    function: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A client written by hand; `id` is what sessions and tasks call them."""

    id: str
    given_name: str
    family_name: str
    registered: When
    groups: tuple[str, ...]
    prefix: str | None = None
    file_number: str | None = None
    born_on: When | None = None
    municipality: str | None = None
    benefit_since: When | None = None
    consultant: str | None = None
    """Who leads; the first colleague if nobody is named."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Further fields, such as phone and home_visits."""
    about: str | None = None
    """What the trainer should know; the trainee never sees it."""
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSession:
    """A group session with clients of the script; one that has been says who was there."""

    kind: str
    planned: When
    day: When
    clients: tuple[str, ...]
    time: str | None = None
    consultant: str | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    called_off: tuple[str, ...] = ()
    note: str = ""
    signed: bool = True
    id: str | None = None
