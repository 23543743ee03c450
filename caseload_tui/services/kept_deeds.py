"""Why a deed stays: what is done instead of taking it back."""

from __future__ import annotations

from collections.abc import Iterable

from caseload_tui.domain.facts import Event
from caseload_tui.i18n import tr


def why_kept(events: Iterable[Event]) -> str:
    """Return what one does instead of taking back a deed of these facts; else that something later builds on it."""
    instead = {
        "client.registered": tr("close the dossier, and erase it if it never should have been there"),
        "client.closed": tr("reopen the dossier"),
        "client.reopened": tr("close the dossier"),
        "meeting.held": tr("write the record again, or withdraw it with a reason"),
        "meeting.signed": tr("a signed record takes an amendment"),
        "meeting.amended": tr("a signed record takes another amendment"),
        "meeting.withdrawn": tr("record the talk anew"),
        "consultant.added": tr("change or end it on the team's tab"),
        "office.founded": tr("an office is made once"),
        "framework.adopted": tr("adopt the former policy, or set the former setting"),
        "source.seen": tr("correct what was read in, or close the dossier"),
        "dossier.erased": tr("what was erased is gone"),
    }
    found = [instead[event.kind] for event in events if event.kind in instead]
    return found[0] if found else tr("something later builds on it: take that back first")
