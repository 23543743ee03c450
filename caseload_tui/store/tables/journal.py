"""What is written once and only grows: the facts, the log of who looked, and what is known about the store itself.

Both journals are chained: `digest` is over the salt and the entry, `link` over the link before and the digest. After
an erasure the digest stays while payload and salt are gone.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Named, Table, TypedColumns

from caseload_tui.store.tables.base import holds, metadata, one_of


class MetaColumns(TypedColumns):
    """What the store says about itself."""

    key: Named[str] = Column(primary_key=True)
    value: Named[str]


class EventColumns(TypedColumns):
    """One fact a row, in the order of the journal; the payload is kept as the text it came as."""

    seq: Named[int] = Column(primary_key=True, autoincrement=False)
    id: Named[str] = Column(unique=True)
    dossier: Named[str]
    kind: Named[str]
    at: Named[str]
    by: Named[str]
    device: Named[str]
    version: Named[int]
    payload: Named[str | None]
    salt: Named[str | None]
    digest: Named[str]
    link: Named[str]


class AccessColumns(TypedColumns):
    """One opening, showing, exporting or unlocking a row."""

    seq: Named[int] = Column(primary_key=True, autoincrement=False)
    at: Named[str]
    by: Named[str]
    device: Named[str]
    what: Named[str]
    dossier: Named[str | None]
    salt: Named[str]
    digest: Named[str]
    link: Named[str]


class AdoptionColumns(TypedColumns):
    """The checked document of each adopted framework, so that a start need not read its text again."""

    seq: Named[int] = Column(ForeignKey("event.seq"), primary_key=True, autoincrement=False)
    event: Named[str] = Column(unique=True)
    framework: Named[str]
    in_force_from: Named[date]
    document: Named[dict[str, Any]] = Column(JSON)
    readings: Named[dict[str, Any]] = Column(JSON)
    house: Named[dict[str, Any]] = Column(JSON)


class DraftColumns(TypedColumns):
    """Half-typed work: neither a fact nor made of facts."""

    by: Named[str] = Column(primary_key=True)
    key: Named[str] = Column(primary_key=True)
    client: Named[str | None]
    meeting: Named[str | None]
    saved_at: Named[str]
    content: Named[dict[str, Any]] = Column(JSON)


class TrainingColumns(TypedColumns):
    """What a practice store was handed out for: one row at most, and no fact."""

    scenario: Named[str] = Column(primary_key=True)
    today: Named[date]
    copy: Named[int | None]
    facts: Named[int]
    looks: Named[int]
    tasks: Named[list[dict[str, Any]]] = Column(JSON)


class PersonalColumns(TypedColumns):
    """What one person keeps for themselves, neither a fact nor made of facts: saved views, and where they left off."""

    by: Named[str] = Column(primary_key=True)
    key: Named[str] = Column(primary_key=True)
    content: Named[dict[str, Any]] = Column(JSON)


def _chained() -> tuple[CheckConstraint, ...]:
    hashes = ("digest", "link")
    return holds("seq", "seq > 0"), *(holds(name, f"length({name}) = 64") for name in hashes)


meta = Table("meta", metadata, MetaColumns, one_of("key", "practice", "rules", "made_at", "device"))
event = Table(
    "event",
    metadata,
    EventColumns,
    *_chained(),
    holds("version", "version > 0"),
    holds("erased", "(payload IS NULL) = (salt IS NULL)"),
)
Index(None, event.c.dossier, event.c.seq)
Index(None, event.c.kind)
Index(None, event.c.by, event.c.at)
access = Table("access", metadata, AccessColumns, *_chained())
adoption = Table("adoption", metadata, AdoptionColumns)
draft = Table("draft", metadata, DraftColumns)
training = Table("training", metadata, TrainingColumns, holds("copy", "copy > 0"))
personal = Table("personal", metadata, PersonalColumns, one_of("key", "views", "left_off"))
