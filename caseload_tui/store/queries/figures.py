"""What the team's figures count: clients and due dates that are alike, counted together."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, Integer, case, cast, func, select

from caseload_tui.domain.dossier import ACTIVE
from caseload_tui.domain.load import SOON_DAYS, WEEKS_AHEAD, Carried, Dues
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, due


def carried(connection: Connection, acting: StandIns = NOBODY) -> tuple[Carried, ...]:
    """Return the active clients, counted by who leads, groups and municipality."""
    alike = (acting.doing(client.c.lead, client.c.id), client.c.groups, client.c.municipality)
    query = select(*alike, func.count()).where(client.c.status == ACTIVE).group_by(*alike)
    return tuple(Carried(*row) for row in connection.execute(query))


def counted_dues(connection: Connection, today: date, acting: StandIns = NOBODY) -> tuple[Dues, ...]:
    """Return the due dates by list, municipality, rule and week ahead, with how many are late or fall soon."""
    days = cast(func.julianday(due.c.falls_on) - func.julianday(today.isoformat()), Integer)
    ahead = (due.c.falls_on >= today) & (due.c.falls_on < today + timedelta(weeks=WEEKS_AHEAD))
    week = case((ahead, days / 7))
    soon = (due.c.falls_on >= today) & (due.c.falls_on <= today + timedelta(days=SOON_DAYS))
    alike = (acting.doing(due.c.consultant, due.c.client), client.c.municipality, due.c.rule, due.c.kind)
    query = (
        select(*alike, func.count(), func.count().filter(due.c.late_after < today), func.count().filter(soon), week)
        .join_from(due, client)
        .group_by(*alike, week)
    )
    return tuple(Dues(*row) for row in connection.execute(query))
