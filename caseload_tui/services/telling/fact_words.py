"""What a recorded fact is called, for the list of what undo would take back and for timelines."""

from __future__ import annotations

from caseload_tui.i18n import tr


def fact_words(kind: str) -> str:
    """Return in a few words what a fact of this kind says; the kind itself where there are none."""
    return _words().get(kind, kind)


def _words() -> dict[str, str]:
    return {
        "client.registered": tr("registered"),
        "client.changed": tr("personal details changed"),
        "client.closed": tr("dossier closed"),
        "client.reopened": tr("dossier reopened"),
        "client.dated": tr("date noted"),
        "placement.set": tr("placed in a {group}"),
        "placement.corrected": tr("placement corrected"),
        "placement.proposed": tr("move proposed"),
        "placement.approved": tr("move approved"),
        "placement.rejected": tr("move rejected"),
        "label.given": tr("target group given"),
        "label.ended": tr("target group ended"),
        "contact.added": tr("contact added"),
        "contact.ended": tr("contact ended"),
        "duty.freed": tr("freed from a duty"),
        "duty.restored": tr("duty holds again"),
        "instrument.started": tr("instrument started"),
        "instrument.ended": tr("instrument ended"),
        "instrument.paid": tr("amount spent"),
        "work.started": tr("work found"),
        "work.ended": tr("work ended"),
        "referral.made": tr("referred"),
        "source.seen": tr("row taken over"),
        "client.answered": tr("answered after missed invitations"),
        "transfer.offered": tr("hand-over offered"),
        "transfer.accepted": tr("hand-over accepted"),
        "transfer.rejected": tr("hand-over rejected"),
        "transfer.withdrawn": tr("hand-over withdrawn"),
        "signal.acknowledged": tr("signal seen"),
        "meeting.planned": tr("meeting planned"),
        "meeting.held": tr("talk recorded"),
        "meeting.missed": tr("did not come"),
        "meeting.cancelled": tr("meeting cancelled"),
        "meeting.withdrawn": tr("talk withdrawn"),
        "meeting.signed": tr("record signed"),
        "meeting.amended": tr("record amended"),
        "deferral.set": tr("due date put off"),
        "deferral.withdrawn": tr("due date no longer put off"),
        "waiver.set": tr("exempt from a talk"),
        "waiver.ended": tr("exemption from a talk ended"),
        "commitment.made": tr("commitment made"),
        "commitment.kept": tr("commitment kept"),
        "commitment.broken": tr("commitment broken"),
        "commitment.renegotiated": tr("commitment renegotiated"),
        "commitment.withdrawn": tr("commitment withdrawn"),
        "commitment.escalated": tr("commitment escalated"),
        "office.founded": tr("office made"),
        "framework.adopted": tr("policy or setting adopted"),
        "dossier.erased": tr("dossier erased"),
        "consultant.added": tr("works here"),
        "consultant.scheduled": tr("part-time days changed"),
        "consultant.reaches": tr("languages and municipalities changed"),
        "leave.set": tr("leave recorded"),
        "leave.withdrawn": tr("leave withdrawn"),
        "indicator.entered": tr("figure typed in"),
    }
