"""What the team's figures count: clients, due dates and talks that are alike, counted together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Date, Integer, UnaryExpression, case, cast, func, literal, or_, select
from sqlalchemy.sql.operators import custom_op

from caseload_tui.domain.agenda import WAITING, WEEKS_A_QUARTER, TalksOwed
from caseload_tui.domain.dossier import ACTIVE, PLANNED
from caseload_tui.domain.load import SOON_DAYS, Carried, Dues
from caseload_tui.domain.standing import standing
from caseload_tui.store.due_rows import COLUMNS, due_of_row
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, due, meeting


def carried(
    connection: Connection, silent_before: date | None = None, acting: StandIns = NOBODY
) -> tuple[Carried, ...]:
    """Return the active clients, counted by who leads, groups and municipality, and how many are silent.

    Those are spoken to for the last time, or here since, before a day.
    """
    spoken = func.max(func.coalesce(client.c.last_contact, client.c.present_since), client.c.present_since)
    silent = func.count().filter(spoken < silent_before) if silent_before is not None else literal(0)
    alike = (_as_it_lies(acting.doing(client.c.lead, client.c.id)), client.c.groups, client.c.municipality)
    query = select(*alike, func.count(), silent).where(client.c.status == ACTIVE).group_by(*alike)
    return tuple(Carried(*row) for row in connection.execute(query))


def counted_dues(connection: Connection, today: date, acting: StandIns = NOBODY) -> tuple[Dues, ...]:
    """Return the due dates by list, municipality, rule and groups, with how many are late or fall soon."""
    late = due.c.late_after < today
    soon = (due.c.falls_on >= today) & (due.c.falls_on <= today + timedelta(days=SOON_DAYS))
    whose = _as_it_lies(acting.doing(due.c.consultant, due.c.client))
    alike = (whose, client.c.municipality, due.c.rule, due.c.kind)
    query = (
        select(*alike, func.count(), func.count().filter(late), func.count().filter(soon), client.c.groups)
        .join_from(due, client)
        .group_by(*alike, client.c.groups)
    )
    return tuple(Dues(*row) for row in connection.execute(query))


def owed_ahead(connection: Connection, today: date, acting: StandIns = NOBODY) -> tuple[TalksOwed, ...]:
    """Return the talks of the quarter ahead by consultant, week and kind: planned, and due without a plan.

    What is overdue counts in the first week.
    """
    first = today - timedelta(days=today.weekday())
    return (
        *_planned(connection, first, today, acting),
        *_waiting(connection, first, acting),
        *_waiting_or_not(connection, first, today, acting),
    )


def _planned(connection: Connection, first: date, today: date, acting: StandIns) -> Iterator[TalksOwed]:
    # With whom it is planned by name stays theirs; the rest goes with the contact.
    whose = case(
        (meeting.c.consultant.is_(None), acting.doing(meeting.c.handler, meeting.c.client)), else_=meeting.c.handler
    )
    alike = (whose, _week(meeting.c.on, first), meeting.c.kind)
    talks = func.count(func.coalesce(meeting.c.session, meeting.c.id).distinct())
    end = first + timedelta(weeks=WEEKS_A_QUARTER)
    here = (meeting.c.status == PLANNED, meeting.c.on >= today, meeting.c.on < end)
    for consultant, week, kind, count in connection.execute(select(*alike, talks).where(*here).group_by(*alike)):
        yield TalksOwed(consultant, first + timedelta(weeks=week), kind, count, planned=True)


def _waiting(connection: Connection, first: date, acting: StandIns) -> Iterator[TalksOwed]:
    """Yield what has neither plans nor waivers, which waits whatever day it is."""
    alike = (_as_it_lies(acting.doing(due.c.consultant, due.c.client)), _week(due.c.falls_on, first), due.c.kind)
    here = (~_DEPENDS, due.c.falls_on < first + timedelta(weeks=WEEKS_A_QUARTER))
    for consultant, week, kind, count in connection.execute(select(*alike, func.count()).where(*here).group_by(*alike)):
        yield TalksOwed(consultant, first + timedelta(weeks=week), kind, count, planned=False)


def _waiting_or_not(connection: Connection, first: date, today: date, acting: StandIns) -> Iterator[TalksOwed]:
    end = first + timedelta(weeks=WEEKS_A_QUARTER)
    query = select(due.c.client, due.c.consultant, *COLUMNS).where(_DEPENDS, due.c.due_on < end)
    for client_id, consultant, *row in connection.execute(query):
        base = due_of_row(*row)
        stands = standing(base, today)
        if stands is not None and stands.state in WAITING and stands.due_on is not None and stands.due_on < end:
            monday = max(first, stands.due_on - timedelta(days=stands.due_on.weekday()))
            yield TalksOwed(acting.who(client_id, consultant), monday, base.kind, 1, planned=False)


_DEPENDS = or_(*(func.json_extract(due.c.rest, f"$.{key}").is_not(None) for key in ("plans", "waivers")))


def _as_it_lies(column: ColumnElement[str | None]) -> ColumnElement[str | None]:
    """Return a column that no index is used for: where all is read, the order in which it lies is the quickest."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def _week(day: ColumnElement[date | None] | ColumnElement[date], first: date) -> ColumnElement[int]:
    """Return how many weeks after the first one a day lies; what lies before counts in the first."""
    days = cast(func.julianday(day) - func.julianday(literal(first, Date())), Integer)
    return func.max(days, 0) // 7
