"""What the events up to some point say, while a dossier is being read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from caseload_tui.domain import dossier as d
from caseload_tui.domain.facts import Event
from caseload_tui.domain.placing import Placing, stays_of
from caseload_tui.domain.spans import Span


class Folding:
    """What the events up to here say; a handler a kind of fact changes it."""

    def __init__(self) -> None:
        self.status = d.CLOSED
        self.spells: list[Span] = []
        self.closed_reason: str | None = None
        self.closings: list[d.Closing] = []
        self.fields: dict[str, tuple[d.FieldValue, ...]] = {}
        self.placings: list[Placing] = []
        self.proposals: dict[str, d.Proposal] = {}
        self.transfers: dict[str, d.Transfer] = {}
        self.labels: list[d.Held] = []
        self.contacts: list[d.Contact] = []
        self.duties: list[d.Held] = []
        self.instruments: list[d.Held] = []
        self.payments: list[d.Payment] = []
        self.works: list[d.Work] = []
        self.referrals: list[d.Referral] = []
        self.dates: dict[str, date] = {}
        self.meetings: dict[str, d.Meeting] = {}
        self.deferrals: dict[str, d.Deferral] = {}
        self.waivers: list[d.Waiver] = []
        self.commitments: dict[str, d.Commitment] = {}
        self.answered: list[date] = []
        self.acknowledged: set[str] = set()

    def dossier(self, events: tuple[Event, ...], undone: frozenset[str]) -> d.Dossier:
        """Return the dossier as it stands."""
        spells = tuple(self.spells)
        stays, wrong = stays_of(self.placings, spells)
        meetings = tuple(sorted(self.meetings.values(), key=lambda item: (item.on, item.recorded_seq)))
        return d.Dossier(
            id=events[0].dossier,
            status=self.status,
            spells=spells,
            closed_on=spells[-1].end if spells else None,
            closed_reason=self.closed_reason,
            closings=tuple(self.closings),
            fields=self.fields,
            stays=stays,
            wrong_stays=wrong,
            proposals=tuple(self.proposals.values()),
            transfers=tuple(self.transfers.values()),
            labels=tuple(self.labels),
            contacts=tuple(self.contacts),
            duties=tuple(self.duties),
            instruments=tuple(self.instruments),
            payments=tuple(self.payments),
            works=tuple(self.works),
            referrals=tuple(self.referrals),
            dates=self.dates,
            meetings=meetings,
            deferrals=tuple(self.deferrals.values()),
            waivers=tuple(self.waivers),
            commitments=tuple(self.commitments.values()),
            answered=tuple(self.answered),
            acknowledged=frozenset(self.acknowledged),
            events=events,
            undone=undone,
        )


Handler = Callable[[Folding, Event, Any], None]
