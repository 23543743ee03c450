"""A plan for the quarter: on which day each due talk could be; planned only when somebody says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caseload_tui.domain import talking
from caseload_tui.domain.agenda import WAITING, WEEKS_A_QUARTER, Agenda, agenda_of, minutes_a_day
from caseload_tui.domain.arranging import Placed, Room, Talk, free_rooms
from caseload_tui.domain.dossier import PLANNED
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.filters import DueFilter, MeetingFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.quarter import Spread
from caseload_tui.domain.rows import ClientRow, DueRow
from caseload_tui.domain.sessions import GROUP_SESSION
from caseload_tui.domain.standing import standing
from caseload_tui.errors import Refused
from caseload_tui.formatting import near_date
from caseload_tui.i18n import language, tr, trn
from caseload_tui.progress import told
from caseload_tui.services.desk import Desk
from caseload_tui.services.team import find_consultant

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading

HOME = "home"
_ALIKE = 100
_DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A talk that could be planned, with the reason; without a day the quarter has no room for it."""

    client: ClientRow
    consultant: str
    placed: Placed
    mode: str | None
    because: str


@dataclass(frozen=True, slots=True)
class QuarterPlan:
    """What is suggested for the days from one to another, both included."""

    start: date
    end: date
    items: tuple[PlanItem, ...]
    by_minutes: bool
    """False where talks are counted and not timed."""

    @property
    def placed(self) -> tuple[PlanItem, ...]:
        """Those with a day."""
        return tuple(item for item in self.items if item.placed.on is not None)


class Quarters:
    """Plans of due talks over the weeks ahead."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def suggest(
        self, consultants: Iterable[str] = (), *, weeks: int = WEEKS_A_QUARTER, talks_a_week: int | None = None
    ) -> QuarterPlan:
        """Return a day for each due talk of these consultants, else of who is at the keyboard.

        It keeps to the hours of an fte, or to so many talks in a full week where those are given or hours are unknown.
        """
        # The solver takes a while to import, and is asked for seldom.
        from caseload_tui.solving.highs import best  # noqa: PLC0415

        today = self._desk.today()
        end = today + timedelta(weeks=weeks, days=-1)
        items: list[PlanItem] = []
        with self._desk.reading() as reading:
            framework, office = reading.policy().framework, reading.office()
            people = [find_consultant(office, name) for name in (tuple(consultants) or (self._desk.by,))]
            for person in told(people, tr("spreading the talks"), len(people)):
                due = _waiting(reading, person, framework, today, end)
                wishes = reading.wishes([row.client.id for row in due])
                talks = [_talk(row, framework, wishes, today, timed=talks_a_week is None) for row in due]
                planned = reading.meetings(
                    MeetingFilter(statuses=(PLANNED,), consultant=person.id, on_from=today, on_to=end)
                )
                rooms = _rooms(agenda_of(person, planned, framework), framework, today, end, talks_a_week)
                clients = {talk: row.client for row, talk in zip(due, talks, strict=True)}
                found = Spread(talks, rooms).placed(best)
                items += _items(found, clients, wishes, person.id, framework, today)
        items.sort(key=lambda item: (item.placed.on or date.max, item.client.file_number))
        return QuarterPlan(today, end, tuple(items), by_minutes=talks_a_week is None)

    def plan(self, items: Iterable[PlanItem]) -> int:
        """Plan these talks, all of them in one deed; return how many."""
        today, chosen = self._desk.today(), [item for item in items if item.placed.on is not None]
        if not chosen:
            raise Refused(tr("There is nothing to plan."), tr("Choose at least one talk with a day."))
        with self._desk.writing() as writing:
            framework = writing.policy().framework
            facts = [(item.client.id, self._planned(writing, item, framework, today)) for item in chosen]
            writing.record_many(facts)
        return len(facts)

    def _planned(self, reading: Reading, item: PlanItem, framework: Framework, today: date) -> Fact:
        dossier, talk = reading.dossier(item.client.id), item.placed.talk
        ahead = (meeting for meeting in dossier.meetings if meeting.status == PLANNED and meeting.kind == talk.kind)
        if any(meeting.on >= today for meeting in ahead):
            raise Refused(
                tr("{number}: this talk is planned already.", number=item.client.file_number),
                tr("Make the suggestion anew."),
            )
        return talking.decide_plan(
            dossier,
            framework,
            self._desk.author.new_id(),
            kind=talk.kind,
            on=item.placed.on or today,
            today=today,
            mode=item.mode,
        )


def _waiting(reading: Reading, person: Consultant, framework: Framework, today: date, end: date) -> list[DueRow]:
    """Return what is due until a day and not planned, without what an earlier talk of the client settles as well."""
    found: dict[str, list[DueRow]] = {}
    for row in reading.dues(DueFilter(consultant=person.id, due_by=end)):
        stands, kind = standing(row.base, today), framework.kinds_by_id.get(row.base.kind)
        waits = stands is not None and stands.state in WAITING and stands.due_on is not None and stands.due_on <= end
        if waits and kind is not None and kind.session != GROUP_SESSION and row.client.status != "closed":
            rule, here = framework.rules_by_id.get(row.base.rule), found.setdefault(row.client.id, [])
            if not any(rule is not None and rule.counts(earlier.base.kind) for earlier in here):
                here.append(row)
    return [row for rows in found.values() for row in rows]


def _talk(
    row: DueRow, framework: Framework, wishes: Mapping[str, tuple[str | None, str | None]], today: date, *, timed: bool
) -> Talk:
    base, stands = row.base, standing(row.base, today)
    due_on = stands.due_on if stands is not None and stands.due_on is not None else today
    minutes = framework.minutes_of(base.kind)
    if timed and minutes is None:
        kind = framework.kinds_by_id[base.kind].name.to(language())
        raise Refused(tr("Nobody said how long “{kind}” takes.", kind=kind), _hint())
    # A talk may be brought forward by a quarter of its term: earlier would have people come too often.
    early = base.term.nominal_days // 4 if base.term is not None else base.window_days
    visit = _mode(row, framework, wishes) == HOME
    return Talk(
        client=row.client.id,
        rule=base.rule,
        kind=base.kind,
        takes=minutes if timed and minutes is not None else _ALIKE,
        due_on=due_on,
        deadline=base.grace.after(due_on),
        earliest=max(today, due_on - timedelta(days=max(early, base.window_days))),
        wished=max(today, due_on - timedelta(days=base.window_days)),
        hood=(row.client.postcode or "")[:4] or None if visit else None,
    )


def _mode(row: DueRow, framework: Framework, wishes: Mapping[str, tuple[str | None, str | None]]) -> str | None:
    """Return how the client wishes to meet, where the policy and the client's consent allow it for this talk."""
    wished, visits = wishes.get(row.client.id, (None, None))
    if wished is None or (wished == HOME and visits == "no"):
        return None
    kind = framework.kinds_by_id[row.base.kind]
    return wished if wished in talking.modes_of(kind, row.client.groups) else None


def _rooms(agenda: Agenda, framework: Framework, today: date, end: date, talks_a_week: int | None) -> tuple[Room, ...]:
    hours = framework.house.hours_per_fte
    if talks_a_week is not None:
        return free_rooms(agenda, today, end, a_day=talks_a_week * _ALIKE / _DAYS_A_WEEK, each=_ALIKE)
    if hours is None:
        raise Refused(tr("Nobody said how many hours an fte has for talks."), _hint())
    return free_rooms(agenda, today, end, a_day=minutes_a_day(hours))


def _items(
    found: Iterable[Placed],
    clients: Mapping[Talk, ClientRow],
    wishes: Mapping[str, tuple[str | None, str | None]],
    consultant: str,
    framework: Framework,
    today: date,
) -> Iterator[PlanItem]:
    placed = list(found)
    for item in placed:
        row = clients[item.talk]
        kind = framework.kinds_by_id[item.talk.kind]
        wished, visits = wishes.get(row.id, (None, None))
        allowed = wished in talking.modes_of(kind, row.groups) and not (wished == HOME and visits == "no")
        others = sum(
            other.on == item.on and other.talk.hood == item.talk.hood
            for other in placed
            if other is not item and item.talk.hood is not None
        )
        yield PlanItem(row, consultant, item, wished if allowed else None, _because(item, others, today))


def _because(item: Placed, others: int, today: date) -> str:
    talk = item.talk
    parts = [tr("due {day}", day=near_date(talk.due_on, today))]
    if item.on is None:
        parts.append(tr("no room for it in these weeks"))
    elif talk.deadline < today:
        parts.append(tr("late already, so as soon as there is room"))
    elif item.late:
        parts.append(trn("no room in time: {n} day late", "no room in time: {n} days late", item.late))
    if talk.hood is not None and item.on is not None:
        parts.append(tr("visit in {hood}", hood=talk.hood))
        if others:
            parts.append(trn("with {n} other there that day", "with {n} others there that day", others))
    return "; ".join(parts) + "."


def _hint() -> str:
    return tr("Give it in the settings, or say how many talks a full week may have.")
