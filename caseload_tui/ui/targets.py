"""What the keys work on: the client under the cursor, and what the row is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A client, and of a meeting, a rule, a commitment or a signal what the row is about; all identifiers."""

    client: str
    active: bool = True
    """False for a closed dossier, in which little can still be done."""
    kind: str | None = None
    rule: str | None = None
    meeting: str | None = None
    planned: bool = False
    """True where `meeting` is planned; else it was held, missed or cancelled."""
    unsigned: bool = False
    """True where `meeting` was held and waits for a signature."""
    draft: str | None = None
    """The key of a draft."""
    commitment: str | None = None
    """An open commitment."""
    transfer: bool = False
    """True where the row is an offer that waits for a decision."""
    signal: str | None = None
    """The key of a signal."""
