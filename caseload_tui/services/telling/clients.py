"""Facts of a client in plain words: the file, groups, and what holds for a while."""

from __future__ import annotations

from collections.abc import Mapping

from caseload_tui.domain.facts import client as of_client
from caseload_tui.domain.facts.base import Fact
from caseload_tui.formatting import number
from caseload_tui.i18n import tr
from caseload_tui.services.naming import chooser_name, field_name, field_words
from caseload_tui.services.telling.teller import FILE, GROUPS, SITUATION, TALKS, TERMS, Tell, Teller, Told


def registered(teller: Teller, event: str, fact: of_client.ClientRegistered) -> Told:
    """A client came in."""
    return Told(FILE, tr("registered"), fact.file_number, fact.on)


def changed(teller: Teller, event: str, fact: of_client.ClientChanged) -> Told:
    """A field changed."""
    value = " / ".join(field_words(fact.field, line) for line in (fact.value or "").splitlines())
    return Told(FILE, field_name(fact.field), value or "\N{EN DASH}")


def closed(teller: Teller, event: str, fact: of_client.ClientClosed) -> Told:
    """The dossier was closed."""
    text = tr("closed, into aftercare") if fact.aftercare else tr("closed")
    return Told(FILE, text, teller.names.reason(fact.reason), fact.on)


def reopened(teller: Teller, event: str, fact: of_client.ClientReopened) -> Told:
    """The client came back."""
    return Told(FILE, tr("reopened"), on=fact.on)


# Groups


def placed(teller: Teller, event: str, fact: of_client.PlacementSet) -> Told:
    """The client moved, or came in."""
    old = teller.groups.get(fact.axis)
    if event not in teller.dossier.undone:
        teller.groups[fact.axis] = fact.group
    name = teller.names.group(fact.group)
    text = f"{teller.names.group(old)} \N{RIGHTWARDS ARROW} {name}" if old else name
    axis = teller.names.framework.axes_by_id.get(fact.axis)
    parts = [text]
    if axis and old and fact.group and axis.is_fallback(old, fact.group):
        parts.append(tr("fallback"))
    if fact.chosen_by:
        parts.append(chooser_name(fact.chosen_by))
    return Told(GROUPS, ", ".join(parts), fact.reason or "", fact.from_, event)


def corrected(teller: Teller, event: str, fact: of_client.PlacementCorrected) -> Told:
    """A placement was wrong."""
    stays = teller.dossier.stays.get(fact.axis, ())
    if stays and stays[-1].event == fact.corrects:
        teller.groups[fact.axis] = fact.group
    text = tr("placement corrected: {name} from {day}", name=teller.names.group(fact.group), day=teller.day(fact.from_))
    return Told(GROUPS, text, fact.reason or "", about=fact.corrects)


def proposed(teller: Teller, event: str, fact: of_client.PlacementProposed) -> Told:
    """A move waits for approval."""
    return Told(GROUPS, tr("move to {name} proposed", name=teller.names.group(fact.group)), fact.reason or "", fact.on)


def approved(teller: Teller, event: str, fact: of_client.PlacementApproved) -> Told:
    """A proposal was approved."""
    return Told(GROUPS, tr("proposal approved"), on=fact.on)


def rejected(teller: Teller, event: str, fact: of_client.PlacementRejected) -> Told:
    """A proposal was rejected."""
    return Told(GROUPS, tr("proposal rejected"), fact.reason or "", fact.on)


# The client's situation


def labelled(teller: Teller, event: str, fact: of_client.LabelGiven) -> Told:
    """A target group was given."""
    return Told(SITUATION, tr("belongs to: {name}", name=teller.names.thing(fact.target_group)), on=fact.on)


def unlabelled(teller: Teller, event: str, fact: of_client.LabelEnded) -> Told:
    """A target group ended."""
    return Told(SITUATION, tr("no longer belongs to: {name}", name=teller.names.thing(fact.target_group)), on=fact.on)


def contacted(teller: Teller, event: str, fact: of_client.ContactAdded) -> Told:
    """A contact came."""
    return Told(SITUATION, tr("contact: {name}", name=_contact(teller, fact.consultant, fact.role)), on=fact.from_)


def uncontacted(teller: Teller, event: str, fact: of_client.ContactEnded) -> Told:
    """A contact left."""
    text = tr("no longer contact: {name}", name=_contact(teller, fact.consultant, fact.role))
    return Told(SITUATION, text, on=fact.on)


def freed(teller: Teller, event: str, fact: of_client.DutyFreed) -> Told:
    """A duty was lifted."""
    text = tr("freed from {duty}", duty=teller.names.thing(fact.duty))
    text = teller.until(text, fact.until) if fact.until else tr("{text}, lastingly", text=text)
    return Told(SITUATION, text, on=fact.from_)


def bound(teller: Teller, event: str, fact: of_client.DutyRestored) -> Told:
    """A duty holds again."""
    return Told(SITUATION, tr("{duty} holds again", duty=teller.names.thing(fact.duty)), on=fact.on)


def started(teller: Teller, event: str, fact: of_client.InstrumentStarted) -> Told:
    """An instrument began."""
    text = tr("{name} started", name=teller.names.thing(fact.instrument))
    return Told(SITUATION, teller.until(text, fact.until), on=fact.from_)


def ended(teller: Teller, event: str, fact: of_client.InstrumentEnded) -> Told:
    """An instrument ended."""
    return Told(SITUATION, tr("{name} ended", name=teller.names.thing(fact.instrument)), on=fact.on)


def paid(teller: Teller, event: str, fact: of_client.InstrumentPaid) -> Told:
    """An amount was spent."""
    text = tr("{name}: € {amount}", name=teller.names.thing(fact.instrument), amount=number(fact.amount, 2))
    return Told(SITUATION, text, on=fact.on)


def worked(teller: Teller, event: str, fact: of_client.WorkStarted) -> Told:
    """Work was found."""
    text = tr("found work, part-time") if fact.part_time else tr("found work")
    hours = tr("{hours} hours a week", hours=fact.hours) if fact.hours else ""
    return Told(SITUATION, text, ", ".join(part for part in (fact.employer, fact.sector, hours) if part), fact.on)


def unworked(teller: Teller, event: str, fact: of_client.WorkEnded) -> Told:
    """Work or aftercare ended."""
    return Told(SITUATION, tr("work or its aftercare ended"), fact.reason or "", fact.on)


def referred(teller: Teller, event: str, fact: of_client.ReferralMade) -> Told:
    """A referral."""
    return Told(SITUATION, tr("referred to {name}", name=teller.names.thing(fact.partner)), fact.note or "", fact.on)


def dated(teller: Teller, event: str, fact: of_client.ClientDated) -> Told:
    """A dated fact that rules count from."""
    return Told(SITUATION, teller.names.thing(fact.fact), on=fact.on)


def answered(teller: Teller, event: str, fact: of_client.ClientAnswered) -> Told:
    """Tell that the client answered after missing invitations."""
    return Told(TALKS, tr("answered after missed invitations"), fact.note or "", on=fact.on)


def acknowledged(teller: Teller, event: str, fact: of_client.SignalAcknowledged) -> Told:
    """A signal was seen."""
    return Told(TERMS, tr("signal seen"), fact.note or "")


def _contact(teller: Teller, consultant: str, role: str | None) -> str:
    name = teller.names.consultant(consultant)
    return f"{name} ({teller.names.role(role)})" if role else name


TELLING: Mapping[type[Fact], Tell] = {
    of_client.ClientRegistered: registered,
    of_client.ClientChanged: changed,
    of_client.ClientClosed: closed,
    of_client.ClientReopened: reopened,
    of_client.ClientDated: dated,
    of_client.PlacementSet: placed,
    of_client.PlacementCorrected: corrected,
    of_client.PlacementProposed: proposed,
    of_client.PlacementApproved: approved,
    of_client.PlacementRejected: rejected,
    of_client.LabelGiven: labelled,
    of_client.LabelEnded: unlabelled,
    of_client.ContactAdded: contacted,
    of_client.ContactEnded: uncontacted,
    of_client.DutyFreed: freed,
    of_client.DutyRestored: bound,
    of_client.InstrumentStarted: started,
    of_client.InstrumentEnded: ended,
    of_client.InstrumentPaid: paid,
    of_client.WorkStarted: worked,
    of_client.WorkEnded: unworked,
    of_client.ReferralMade: referred,
    of_client.ClientAnswered: answered,
    of_client.SignalAcknowledged: acknowledged,
}
