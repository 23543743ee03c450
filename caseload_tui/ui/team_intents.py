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
class EndConsultant(Intent):
    """Say that somebody no longer works here."""

    consultant: str
