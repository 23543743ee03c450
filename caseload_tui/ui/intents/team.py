"""What somebody wants to do with who works here."""

from __future__ import annotations

from dataclasses import dataclass

from caseload_tui.ui.intents import Intent


@dataclass
class AddConsultant(Intent):
    """Say that somebody begins to work here."""


@dataclass
class ChangeConsultant(Intent):
    """Change somebody's name, function, roles, fte or days from a day on."""

    consultant: str


@dataclass
class GiveLeave(Intent):
    """Record leave, change it or withdraw it."""

    consultant: str


@dataclass
class HandCaseloadOver(Intent):
    """Offer all that somebody has here to a colleague."""

    consultant: str


@dataclass
class ShowHistory(Intent):
    """Show who had whom: of one consultant, or of one client."""

    consultant: str | None = None
    client: str | None = None


@dataclass
class EndConsultant(Intent):
    """Say that somebody no longer works here."""

    consultant: str
