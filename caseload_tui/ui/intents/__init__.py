"""What somebody wants to do, posted by lists and dossiers; `ui/deeds/` carries every one of them out.

A screen never calls a service to change anything: it posts an intent, which bubbles up to the app.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

KEPT, BROKEN = "kept", "broken"


@dataclass
class Intent(Message):
    """Something that somebody wants to do."""


@dataclass
class OpenDossier(Intent):
    """Look into a client's dossier, at a meeting or a commitment if one is named."""

    client: str
    meeting: str | None = None
    commitment: str | None = None


@dataclass
class RecordTalk(Intent):
    """Write down a talk: the planned meeting, a draft, or one that was not planned."""

    client: str
    kind: str | None = None
    meeting: str | None = None
    draft: str | None = None
    mode: str | None = None


@dataclass
class CallClient(Intent):
    """See a client's phone number, and say what came of the call: perhaps the planned meeting."""

    client: str
    kind: str | None = None
    meeting: str | None = None


@dataclass
class SignTalk(Intent):
    """Read a held talk once more and sign it."""

    client: str
    meeting: str


@dataclass
class PlanTalk(Intent):
    """Plan a meeting, or plan one anew that was planned already."""

    client: str
    kind: str | None = None
    meeting: str | None = None


@dataclass
class Defer(Intent):
    """Put a due date off until a day, with a reason."""

    client: str
    rule: str | None = None
    kind: str | None = None


@dataclass
class MoveClient(Intent):
    """Move a client to another group."""

    client: str


@dataclass
class HandOver(Intent):
    """Hand clients over to somebody else; of one client who is offered already, decide about that."""

    clients: tuple[str, ...]
    consultant: str | None = None
    """Whose work it is, where their list is looked at; else that of who asks, or leads."""


@dataclass
class AddCommitment(Intent):
    """Write down what was agreed."""

    client: str


@dataclass
class SettleCommitment(Intent):
    """Say what became of a commitment: `kept` or `broken`."""

    client: str
    commitment: str
    how: str


@dataclass
class AcknowledgeSignal(Intent):
    """Say that a signal was seen."""

    client: str
    signal: str


@dataclass
class RegisterClient(Intent):
    """Take a client into the caseload."""


@dataclass
class Undo(Intent):
    """Take back the last deed that can be taken back."""


@dataclass
class SaveView(Intent):
    """Save what a list shows, to see it again with one key."""

    tab: str
    filter: str


@dataclass
class ShowCaseload(Intent):
    """Show the clients behind a figure: those of a consultant, or those that a filter lets through."""

    consultant: str | None = None
    query: str = ""


@dataclass
class ShowDues(Intent):
    """Show the due meetings behind a figure: those on somebody's list that a filter lets through."""

    whose: str
    query: str = ""
