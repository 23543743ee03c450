"""Examining a store: what is stored is whole, the journals are unbroken, and the lists say what the facts say."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from caseload_tui.domain.rows import Check


def check_store(connection: Connection, path: Path, *, quick: bool) -> tuple[Check, ...]:
    """Examine the store as it stands at the moment of the connection."""
    return ()
