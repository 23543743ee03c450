"""What somebody wants to do with group sessions."""

from __future__ import annotations

from dataclasses import dataclass

from caseload_tui.ui.intents import Intent


@dataclass
class PlanSession(Intent):
    """Plan a group session: for the clients named, else for those chosen in the form."""

    clients: tuple[str, ...] = ()
    kind: str | None = None


@dataclass
class ShowSessions(Intent):
    """Look at the group sessions there are."""


@dataclass
class OpenSession(Intent):
    """Look at a group session and everybody on its list."""

    session: str


@dataclass
class ChangeSession(Intent):
    """Change day, time or leader of a planned session."""

    session: str


@dataclass
class Enrol(Intent):
    """Put more clients on the list of a session."""

    session: str


@dataclass
class TakeOff(Intent):
    """Take a client off the list of a session."""

    session: str
    client: str


@dataclass
class CallSessionOff(Intent):
    """Call a session off for everybody on its list."""

    session: str


@dataclass
class SignSession(Intent):
    """Sign every record that one made of a session."""

    session: str
