"""What the lists read from the services, as frozen pages; called in worker threads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from caseload_tui.domain.agenda import WeekAhead
from caseload_tui.domain.balance import Balance
from caseload_tui.domain.behind import EVERYBODY, NOBODY
from caseload_tui.domain.daily import DailyRow
from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, OPEN
from caseload_tui.domain.filters import ClientFilter, CommitmentFilter
from caseload_tui.domain.rows import ClientRow, CommitmentRow, TransferRow
from caseload_tui.domain.standing import State
from caseload_tui.domain.stated import StatedGroup
from caseload_tui.ui.commands.going import CASELOAD, COMMITMENTS, MEETINGS, TODAY
from caseload_tui.ui.look import Surroundings

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.worklists import DueItem

_URGENCY = (State.OVERDUE, State.UNRECORDED, State.DUE, State.PLANNED, State.UPCOMING, State.WAIVED)
_IN_CASELOAD = (ACTIVE, AFTERCARE)


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The daily list, and when the next due date falls for a day on which nothing asks for work."""

    rows: tuple[DailyRow, ...]
    next_due: DueItem | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A client with what asks for attention first."""

    client: ClientRow
    due: DueItem | None
    late: bool = False
    """Whether anything is late, be it planned."""


@dataclass(frozen=True, slots=True)
class CaseloadPage:
    """The clients of one consultant, or of everybody."""

    rows: tuple[CaseRow, ...]
    whose: str


@dataclass(frozen=True, slots=True)
class DuePage:
    """What is due, and the weeks ahead."""

    items: tuple[DueItem, ...]
    weeks: tuple[WeekAhead, ...]


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """What is open, and how often each side kept its word: kept and broken by owner."""

    rows: tuple[CommitmentRow, ...]
    settled: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The team's figures, what the sources state of each group and each axis, and the policy's municipalities."""

    figures: Balance
    stated: Mapping[str, StatedGroup]
    totals: Mapping[str, StatedGroup]
    places: tuple[str, ...]
    offers: tuple[TransferRow, ...] = ()
    """Those that wait for a decision."""
    standing_in: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each consultant who is replaced today, by whom and for how many clients."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a preview shows of a client; no notes, so that it is no opening of the dossier."""

    client: ClientRow
    dues: tuple[DueItem, ...]
    commitments: tuple[CommitmentRow, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers in the tabs: what asks for work, and how many clients there are; and the previews that came with it.

    A preview lacks what stands on a colleague's list; reading it for one client adds that.
    """

    counts: Mapping[str, int]
    beside: Mapping[str, Beside]


def read_surroundings(services: Services) -> Surroundings:
    """Return where somebody works, as of this moment."""
    desk = services.desk
    return Surroundings(
        office=services.team.office(),
        me=desk.by,
        today=desk.today(),
        framework=services.team.framework(),
        practice=desk.store.practice,
        looking_only=desk.looking_only,
        training=desk.training is not None,
    )


def read_today(services: Services) -> TodayPage:
    """Return the daily list of who is at the keyboard."""
    rows = services.worklists.today()
    coming = services.worklists.due(consultant=services.desk.by) if not rows else ()
    return TodayPage(rows, next((item for item in coming if item.standing.due_on is not None), None))


def read_caseload(services: Services, whose: str) -> CaseloadPage:
    """Return the clients whom a consultant leads, each with the most pressing due meeting."""
    leads = None if whose == EVERYBODY else whose
    chosen = ClientFilter(consultant=leads, statuses=_IN_CASELOAD)
    clients = services.clients.list(chosen)
    first: dict[str, DueItem] = {}
    late = set()
    for item in services.worklists.due(of=chosen):
        if item.standing.late:
            late.add(item.client.id)
        known = first.get(item.client.id)
        if known is None or _pressing(item) < _pressing(known):
            first[item.client.id] = item
    return CaseloadPage(tuple(CaseRow(client, first.get(client.id), client.id in late) for client in clients), whose)


def read_due(services: Services, whose: str | None = None) -> DuePage:
    """Return somebody's due meetings and steps by date, and their weeks ahead; else of who is at the keyboard.

    For all lists together, and for what stands on nobody's, there are no weeks.
    """
    if whose in (EVERYBODY, NOBODY):
        items = services.worklists.due()
        return DuePage(tuple(item for item in items if whose == EVERYBODY or item.consultant is None), ())
    consultant = whose or services.desk.by
    return DuePage(services.worklists.due(consultant=consultant), services.worklists.ahead(consultant))


def read_commitments(services: Services) -> CommitmentsPage:
    """Return the commitments with the clients of who is at the keyboard."""
    every = services.commitments.list(CommitmentFilter(consultant=services.desk.by))
    kept: Counter[str] = Counter(row.commitment.owner for row in every if row.commitment.state == "kept")
    broken: Counter[str] = Counter(row.commitment.owner for row in every if row.commitment.state == "broken")
    settled = {owner: (kept[owner], broken[owner]) for owner in sorted({*kept, *broken})}
    return CommitmentsPage(tuple(row for row in every if row.commitment.state == OPEN), settled)


def read_team(services: Services, place: str | None) -> TeamPage:
    """Return the team's figures, of one municipality or of all."""
    team, offers = services.team, services.transfers.list()
    stated, totals = team.stated(place), team.stated_totals(place)
    places, standing_in = team.framework().municipalities, services.transfers.standing_in()
    return TeamPage(team.balance(place), stated, totals, places, offers, standing_in)


def read_beside(services: Services, client: ClientRow) -> Beside:
    """Return what stands beside a list about one client."""
    dues = services.worklists.due(client=client.id)
    commitments = services.commitments.list(CommitmentFilter(client=client.id, states=(OPEN,)))
    return Beside(client, dues, commitments)


def read_tally(services: Services, *, besides: str) -> Tally:
    """Return the numbers in the tabs besides the open one, which counts its own daily list.

    With them comes what stands beside the list about each client.
    """
    me = services.desk.by
    due = services.worklists.due(consultant=me)
    commitments = services.commitments.list(CommitmentFilter(consultant=me, states=(OPEN,)))
    clients = services.clients.list(ClientFilter(consultant=me, statuses=_IN_CASELOAD))
    dues_of: dict[str, list[DueItem]] = {}
    for item in due:
        dues_of.setdefault(item.client.id, []).append(item)
    agreed_with: dict[str, list[CommitmentRow]] = {}
    for row in commitments:
        agreed_with.setdefault(row.client.id, []).append(row)
    asking = (State.OVERDUE, State.DUE, State.UNRECORDED)
    counts = {} if besides == TODAY else {TODAY: len(services.worklists.today())}
    counts |= {
        CASELOAD: len(clients),
        MEETINGS: sum(item.standing.state in asking for item in due),
        COMMITMENTS: len(commitments),
    }
    beside = {
        client.id: Beside(client, tuple(dues_of.get(client.id, ())), tuple(agreed_with.get(client.id, ())))
        for client in clients
    }
    return Tally(counts, beside)


def _pressing(item: DueItem) -> tuple[int, int]:
    due_on = item.standing.due_on
    return _URGENCY.index(item.standing.state), due_on.toordinal() if due_on else 0
