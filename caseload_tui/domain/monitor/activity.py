"""What was done in a period: meetings, commitments, work found, referrals; each with the clients it was done for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.agreeing import CLIENT, OFFICE_SIDE, PARTNER
from caseload_tui.domain.dossier import BROKEN, HELD, KEPT, OPEN, Commitment, CommitmentChange, Dossier
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.stock import Clients

SIDES = (CLIENT, OFFICE_SIDE, PARTNER)
_SETTLING = (KEPT, BROKEN, "renegotiated", "withdrawn")


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Meetings of a kind that were held; everybody who was at a group session had one."""

    kind: str
    clients: Clients
    sessions: int
    """How many group sessions they were at."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """What became of the commitments of one side."""

    owner: str
    kept: Clients
    kept_late: Clients
    """Those of the kept ones that were kept after their day."""
    broken: Clients
    overdue: Clients
    """Open at the end, and past their day."""

    @property
    def share(self) -> float | None:
        """The share that was kept; None where none was kept or broken."""
        settled = len(self.kept) + len(self.broken)
        return len(self.kept) / settled if settled else None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Placements in work in one sector; None is not known."""

    sector: str | None
    full_time: Clients
    part_time: Clients


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """Referrals to one partner."""

    partner: str
    clients: Clients


@dataclass
class Activity:
    """Counts what was done in a period, for clients in sight on the day itself."""

    period: Period
    held: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sessions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    settled: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    works: dict[tuple[str | None, bool], list[str]] = field(default_factory=lambda: defaultdict(list))
    referrals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, dossier: Dossier, in_sight: Callable[[date], bool]) -> None:
        """Count what was done for a client."""
        for meeting in dossier.meetings:
            if meeting.status == HELD and self._counts(meeting.on, in_sight):
                self.held[meeting.kind].append(dossier.id)
                if meeting.session is not None:
                    self.sessions[meeting.kind].add(meeting.session)
        for commitment in dossier.commitments:
            self._add_commitment(dossier.id, commitment, in_sight)
        for work in dossier.works:
            if self._counts(work.start, in_sight):
                self.works[work.sector, work.part_time].append(dossier.id)
        for referral in dossier.referrals:
            if self._counts(referral.on, in_sight):
                self.referrals[referral.partner].append(dossier.id)

    def _counts(self, day: date, in_sight: Callable[[date], bool]) -> bool:
        return self.period.holds(day) and in_sight(day)

    def _add_commitment(self, client: str, item: Commitment, in_sight: Callable[[date], bool]) -> None:
        last = _last_change(item, self.period.last)
        if last is None:
            return
        if last.what in (KEPT, BROKEN) and self._counts(last.on, in_sight):
            self.settled[item.owner, last.what].append(client)
            if last.what == KEPT and item.due_on is not None and last.on > item.due_on:
                self.settled[item.owner, "late"].append(client)
        overdue = last.what not in _SETTLING and item.due_on is not None and item.due_on < self.period.last
        if overdue and in_sight(self.period.last):
            self.settled[item.owner, OPEN].append(client)

    def held_rows(self, order: tuple[str, ...]) -> Iterator[HeldRow]:
        """Yield meetings by kind: the policy's own in its order, then those of earlier policies."""
        for kind in (*order, *sorted(set(self.held) - set(order))):
            if kind in self.held:
                yield HeldRow(kind, tuple(self.held[kind]), len(self.sessions.get(kind, ())))

    def sides(self) -> Iterator[SideRow]:
        """Yield what became of the commitments of each side."""
        for owner in SIDES:
            kept, late, broken, overdue = (
                tuple(self.settled.get((owner, what), ())) for what in (KEPT, "late", BROKEN, OPEN)
            )
            yield SideRow(owner, kept, late, broken, overdue)

    def work_rows(self) -> Iterator[WorkRow]:
        """Yield placements by sector, those of which it is not known last."""
        for sector in sorted({sector for sector, _ in self.works}, key=lambda name: (name is None, name)):
            full, part = (tuple(self.works.get((sector, part_time), ())) for part_time in (False, True))
            yield WorkRow(sector, full, part)

    def partners(self) -> Iterator[PartnerRow]:
        """Yield referrals by partner, most first."""
        for partner, clients in sorted(self.referrals.items(), key=lambda item: (-len(item[1]), item[0])):
            yield PartnerRow(partner, tuple(clients))


def _last_change(item: Commitment, day: date) -> CommitmentChange | None:
    """Return what had last become of a commitment by a day: made, kept, broken ...; None before it was made.

    Going up the ladder settles nothing.
    """
    by_then = [change for change in item.changes if change.on <= day and change.what != "escalated"]
    return by_then[-1] if by_then else None
