"""What somebody wants to do in a dossier, beyond what every list offers."""

from __future__ import annotations

from dataclasses import dataclass

from caseload_tui.ui.intents import Intent


@dataclass
class ChangeDetails(Intent):
    """Change fields of the client; without names all of them."""

    client: str
    names: tuple[str, ...] = ()


@dataclass
class CorrectPlacement(Intent):
    """Correct a placement's group or day."""

    client: str
    placement: str


@dataclass
class DecideProposal(Intent):
    """Approve or reject the proposal that waits on an axis."""

    client: str
    axis: str


@dataclass
class Renegotiate(Intent):
    """Replace a commitment by another one."""

    client: str
    commitment: str


@dataclass
class StepUp(Intent):
    """Take a broken or overdue commitment one step up the ladder."""

    client: str
    commitment: str


@dataclass
class SettleWithNote(Intent):
    """Say on which day a commitment was kept, broken or withdrawn, with a note."""

    client: str
    commitment: str
    how: str


@dataclass
class Waive(Intent):
    """Lift a rule for a while."""

    client: str
    rule: str | None = None


@dataclass
class EndTerm(Intent):
    """End the deferral or the waiver of a rule."""

    client: str
    rule: str
    waiver: bool


@dataclass
class AddToSituation(Intent):
    """Give a target group, a contact, freedom from a duty, an instrument, work or a referral."""

    client: str


@dataclass
class EndOfSituation(Intent):
    """End something of the client's situation: `what` is its sort, `thing` its identifier."""

    client: str
    what: str
    thing: str


@dataclass
class DidNotCome(Intent):
    """Record that the client did not come to a planned meeting."""

    client: str
    meeting: str


@dataclass
class FollowNoShow(Intent):
    """Do what the policy asks after missed invitations."""

    client: str


@dataclass
class CallOff(Intent):
    """Call a planned meeting off."""

    client: str
    meeting: str


@dataclass
class WithdrawTalk(Intent):
    """Withdraw a record that was made in the wrong dossier."""

    client: str
    meeting: str


@dataclass
class AmendTalk(Intent):
    """Add to a signed record, or change an unsigned one of one's own."""

    client: str
    meeting: str


@dataclass
class EraseDossier(Intent):
    """Erase a closed dossier for good."""

    client: str


@dataclass
class CloseDossier(Intent):
    """Close the dossier, or reopen a closed one."""

    client: str


@dataclass
class WriteLetter(Intent):
    """Put in plain words what was agreed: in a meeting, or all that is open."""

    client: str
    meeting: str | None = None
