"""Worklists: who is due, and what the day asks; the screens and the command line show the same rows."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.agenda import Agenda, TalkAhead, WeekAhead, agenda_of, talks_in, weeks_ahead
from caseload_tui.domain.agreeing import OFFICE_SIDE
from caseload_tui.domain.daily import Block, DailyRow, in_order, overdue_share
from caseload_tui.domain.dossier import HELD, OPEN, PLANNED
from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.filters import ClientFilter, CommitmentFilter, DueFilter, MeetingFilter, TransferFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.rows import ClientRow, CommitmentRow, DueRow, MeetingRow, TransferRow
from caseload_tui.domain.signals import NO_CONTACT, NO_LEAD, Signal
from caseload_tui.domain.standing import Standing, State, standing
from caseload_tui.formatting import long_date, near_date, short_date
from caseload_tui.i18n import language, tr
from caseload_tui.services.caps import passed_caps
from caseload_tui.services.desk import Desk
from caseload_tui.services.explain import because, signal_text
from caseload_tui.services.naming import Names
from caseload_tui.services.session_rows import session_rows
from caseload_tui.services.team import find_consultant


@dataclass(frozen=True, slots=True)
class DueItem:
    """A due meeting or step on a day."""

    client: ClientRow
    base: BaseDue
    standing: Standing
    consultant: str | None
    framework: Framework = field(repr=False, compare=False)

    @property
    def because(self) -> str:
        """The sentence that explains the date."""
        return because(self.base, self.framework)


@dataclass(frozen=True, slots=True)
class SignalItem:
    """A signal that shows, in words."""

    client: ClientRow
    signal: Signal
    text: str


class Worklists:
    """What there is to do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def due(
        self,
        *,
        consultant: str | None = None,
        kind: str | None = None,
        state: str | None = None,
        late: bool = False,
        until: date | None = None,
        client: str | None = None,
        municipality: str | None = None,
        groups: tuple[str, ...] = (),
        of: ClientFilter | None = None,
    ) -> tuple[DueItem, ...]:
        """Return due meetings and steps by date; those lifted until further notice come last."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            framework = reading.policy().framework
            chosen_dues = DueFilter(
                consultant=consultant, kind=kind, client=client, municipality=municipality, groups=groups, of=of
            )
            rows = reading.dues(chosen_dues)
        items = [item for row in rows if (item := _due_item(row, framework, today)) is not None]
        chosen = (
            item
            for item in items
            if state in (None, item.standing.state.value)
            and (item.standing.late or not late)
            and (until is None or (item.standing.due_on is not None and item.standing.due_on <= until))
        )
        return tuple(sorted(chosen, key=lambda item: item.standing.due_on or date.max))

    def today(self, *, consultant: str | None = None) -> tuple[DailyRow, ...]:
        """Return the daily list of a consultant; without one, of the person at the keyboard."""
        today, whose = self._desk.today(), consultant or self._desk.by
        with self._desk.reading() as reading:
            policy = reading.policy()
            framework = policy.framework
            names = Names(framework, reading.office(), policy.earlier)
            rows: list[DailyRow] = []
            planned = reading.meetings(MeetingFilter(statuses=(PLANNED,), consultant=whose, on_to=today))
            unsigned = reading.meetings(MeetingFilter(statuses=(HELD,), consultant=whose, unsigned=True))
            rows += _talk_rows((row for row in planned if row.meeting.session is None), names, today)
            rows += _unsigned_rows((row for row in unsigned if row.meeting.session is None), names, today)
            rows += session_rows(reading, (*planned, *unsigned), names, today)
            for draft in reading.drafts(whose):
                clients = reading.clients(ClientFilter(ids=(draft.client_id,))) if draft.client_id else ()
                rows += [_draft_row(draft.key, client, draft.saved_at) for client in clients]
            for client, proposal in reading.proposals(ClientFilter(consultant=whose)):
                rows.append(_proposal_row(client, proposal.event, proposal.group, proposal.on, framework, today))
            offers = reading.transfers(TransferFilter(to=whose, states=(OPEN,)))
            rows += (_transfer_row(offer, names, today) for offer in offers)
            promises = reading.commitments(CommitmentFilter(states=(OPEN,), consultant=whose, due_by=today))
            rows += (_commitment_row(row, today) for row in promises)
            dues = reading.dues(DueFilter(consultant=whose, showing_on=today))
            items = [item for row in dues if (item := _due_item(row, framework, today)) is not None]
            rows += _due_rows(items, framework, today)
            asked_for = {row.client.id for row in rows if row.client and row.block in (Block.OVERDUE, Block.DUE)}
            for client, signal in reading.signals(ClientFilter(consultant=whose), today):
                if signal.kind == NO_CONTACT and client.id in asked_for:
                    continue
                rows.append(_signal_row(client, signal_text(signal, framework), signal.key, signal.on, today))
            for client, signal, text in passed_caps(reading, names, whose, today):
                rows.append(_signal_row(client, text, signal.key, signal.on, today))
        return in_order(rows)

    def agenda(self, consultant: str | None = None) -> Agenda:
        """Return the appointments from today on of a consultant; without one, of the person at the keyboard."""
        whose = consultant or self._desk.by
        with self._desk.reading() as reading:
            person = find_consultant(reading.office(), whose)
            planned = MeetingFilter(statuses=(PLANNED,), consultant=person.id, on_from=self._desk.today())
            return agenda_of(person, reading.meetings(planned), reading.policy().framework)

    def ahead(self, consultant: str | None = None) -> tuple[WeekAhead, ...]:
        """Return what the twelve weeks ahead ask of a consultant, and what they can bear."""
        whose, today = consultant or self._desk.by, self._desk.today()
        agenda = self.agenda(whose)
        with self._desk.reading() as reading:
            framework = reading.policy().framework
            dues = [(row.base.kind, standing(row.base, today)) for row in reading.dues(DueFilter(consultant=whose))]
        return weeks_ahead(agenda, [(kind, stands) for kind, stands in dues if stands], framework, today)

    def talks_in(self, consultant: str, monday: date) -> tuple[TalkAhead, ...]:
        """Return the talks that a week of the quarter asks of a consultant: planned, and due without a plan."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            planned = reading.meetings(MeetingFilter(statuses=(PLANNED,), consultant=consultant, on_from=today))
            dues = reading.dues(DueFilter(consultant=consultant))
        waiting = [(row.client, row.base.kind, stands) for row in dues if (stands := standing(row.base, today))]
        return tuple(talks_in(monday, planned, waiting, today))

    def signals(self, *, consultant: str | None = None, client: str | None = None) -> tuple[SignalItem, ...]:
        """Return the signals that show, by day."""
        today = self._desk.today()
        chosen = ClientFilter(consultant=consultant, ids=(client,) if client is not None else None)
        with self._desk.reading() as reading:
            policy = reading.policy()
            found = reading.signals(chosen, today)
            items = [SignalItem(row, signal, signal_text(signal, policy.framework)) for row, signal in found]
            names = Names(policy.framework, reading.office(), policy.earlier)
            passed = passed_caps(reading, names, consultant, today)
            items += [SignalItem(*item) for item in passed if client in (None, item[0].id)]
        return tuple(sorted(items, key=lambda item: item.signal.on))


def _act(*words: str) -> str:
    """Return the command line that deals with a row, to be pasted into a shell."""
    return shlex.join(("caseload", *words))


def _due_item(row: DueRow, framework: Framework, today: date) -> DueItem | None:
    stands = standing(row.base, today)
    if stands is None:
        return None
    return DueItem(row.client, row.base, stands, row.consultant, framework)


def _kind_name(kind: str, framework: Framework) -> str:
    known = framework.kinds_by_id.get(kind)
    return known.name.to(language()) if known else kind


def _talk_rows(rows: Iterable[MeetingRow], names: Names, today: date) -> Iterator[DailyRow]:
    for row in rows:
        meeting = row.meeting
        name = names.kind(meeting.kind)
        number, day = row.client.file_number, meeting.on.isoformat()
        record = _act("meeting", "record", number, "--kind", meeting.kind, "--on", day)
        if meeting.on == today:
            yield DailyRow(
                Block.TALKS,
                "talk",
                row.client,
                name,
                tr("planned today"),
                record,
                on=meeting.on,
                at=meeting.time,
                order=float(meeting.time is None),
                key=meeting.id,
                meeting=meeting,
            )
        else:
            yield DailyRow(
                Block.UNFINISHED,
                "unrecorded",
                row.client,
                name,
                tr("was planned for {day}, not recorded", day=near_date(meeting.on, today)),
                record,
                on=meeting.on,
                order=meeting.on.toordinal(),
                key=meeting.id,
                meeting=meeting,
            )


def _unsigned_rows(rows: Iterable[MeetingRow], names: Names, today: date) -> Iterator[DailyRow]:
    for row in rows:
        yield DailyRow(
            Block.UNFINISHED,
            "unsigned",
            row.client,
            names.kind(row.meeting.kind),
            tr("held {day}, not signed", day=near_date(row.meeting.on, today)),
            _act("meeting", "sign", row.client.file_number, "--meeting", row.meeting.id),
            on=row.meeting.on,
            order=row.meeting.on.toordinal(),
            key=row.meeting.id,
            meeting=row.meeting,
        )


def _draft_row(key: str, client: ClientRow, saved_at: str) -> DailyRow:
    day = date.fromisoformat(saved_at[:10])
    return DailyRow(
        Block.UNFINISHED,
        "draft",
        client,
        tr("draft"),
        tr("half-typed on {day}", day=short_date(day)),
        _act("show", client.file_number),
        on=day,
        order=day.toordinal(),
        key=key,
    )


def _proposal_row(
    client: ClientRow, event: str, group: str | None, on: date, framework: Framework, today: date
) -> DailyRow:
    known = framework.groups_by_id.get(group or "")
    return DailyRow(
        Block.UNFINISHED,
        "proposal",
        client,
        tr("move to {name}", name=known.name.to(language()) if known else group),
        tr("proposed {day}, waits for a decision", day=near_date(on, today)),
        _act("move", "approve", client.file_number),
        on=on,
        order=on.toordinal(),
        key=event,
    )


def _transfer_row(row: TransferRow, names: Names, today: date) -> DailyRow:
    offer = row.transfer
    if offer.until is None:
        text = tr("hand-over from {name}", name=names.consultant(offer.consultant))
    else:
        name, until = names.consultant(offer.consultant), near_date(offer.until, today)
        text = tr("stand in for {name} until {day}", name=name, day=until)
        if offer.start is not None and offer.start > today:
            start = near_date(offer.start, today)
            text = tr("stand in for {name} from {start} until {day}", name=name, start=start, day=until)
    return DailyRow(
        Block.UNFINISHED,
        "transfer",
        row.client,
        text,
        tr("offered {day}, waits for a decision", day=near_date(offer.on, today)),
        _act("transfer", "accept", row.client.file_number),
        on=offer.on,
        order=offer.on.toordinal(),
        key=offer.event,
    )


def _commitment_row(row: CommitmentRow, today: date) -> DailyRow:
    item = row.commitment
    due_on = item.due_on or today
    theirs = Block.BROKEN_TERMS if due_on < today else Block.DUE_TODAY
    block = Block.OUR_PROMISES if item.owner == OFFICE_SIDE else theirs
    who = {OFFICE_SIDE: tr("we"), "client": row.client.given_name}.get(item.owner, item.partner or tr("partner"))
    return DailyRow(
        block,
        "commitment",
        row.client,
        f"{who}: {item.text}",
        tr("agreed {made}, by {due}", made=long_date(item.made_on), due=long_date(due_on)),
        _act("commitment", "keep", row.client.file_number, item.id),
        on=due_on,
        order=due_on.toordinal(),
        key=item.id,
        commitment=item,
    )


def _due_rows(items: Iterable[DueItem], framework: Framework, today: date) -> Iterator[DailyRow]:
    for item in items:
        stands, base = item.standing, item.base
        if stands.state not in (State.OVERDUE, State.DUE) or stands.due_on is None:
            continue
        rule = framework.rules_by_id.get(base.rule)
        overdue = stands.state is State.OVERDUE
        if rule is not None and rule.scope.aftercare:
            block, what, order = Block.AFTERCARE, "aftercare", float(stands.due_on.toordinal())
        elif overdue:
            block, what, order = Block.OVERDUE, "overdue", -overdue_share(base, stands)
        else:
            block, what, order = Block.DUE, "due", float(stands.due_on.toordinal())
        yield DailyRow(
            block,
            what,
            item.client,
            _kind_name(base.kind, framework),
            item.because,
            _act("meeting", "plan", item.client.file_number, "--kind", base.kind, "--on", today.isoformat()),
            on=stands.due_on,
            order=order,
            rule=base.rule,
            key=f"{item.client.id}:{base.rule}",
            due=base,
            standing=stands,
        )


def _signal_row(client: ClientRow, text: str, key: str, on: date, today: date) -> DailyRow:
    lasting = key.startswith(NO_LEAD)
    return DailyRow(
        Block.SIGNALS,
        "signal",
        client,
        text,
        tr("since {day}", day=near_date(on, today)) if lasting or on < today else near_date(on, today),
        _act("signal", "acknowledge", client.file_number, key),
        on=on,
        order=on.toordinal(),
        key=f"{client.id}:{key}",
    )
