"""What a practice store knows of the training it was made for: one row, which is no fact."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, func, insert, select, update

from caseload_tui.domain.training import Training
from caseload_tui.store.tables import access, event, meta, training

_COLUMNS = (
    training.c.scenario,
    training.c.today,
    training.c.copy,
    training.c.facts,
    training.c.looks,
    training.c.tasks,
)


def read_training(connection: Connection) -> Training | None:
    """Return the training, or None where the store was made for none."""
    row = connection.execute(select(*_COLUMNS)).first()
    if row is None:
        return None
    return Training(
        scenario=row.scenario,
        today=row.today,
        copy=row.copy,
        facts=row.facts,
        looks=row.looks,
        tasks=tuple(row.tasks),
    )


def text_to_mark(connection: Connection) -> str:
    """Return all that a store was handed out with, as one text: the training, and the chain of the facts up to then."""
    row = connection.execute(select(*_COLUMNS)).first()
    if row is None:
        return ""
    link = connection.execute(select(event.c.link).where(event.c.seq == row.facts)).scalar()
    return json.dumps([*row, link], sort_keys=True, default=str)


def keep_training(connection: Connection, item: Training) -> None:
    """Keep the training in the place of an earlier one."""
    connection.execute(delete(training))
    row = {"scenario": item.scenario, "today": item.today, "copy": item.copy, "facts": item.facts}
    connection.execute(insert(training), row | {"looks": item.looks, "tasks": [dict(task) for task in item.tasks]})


def number_copy(connection: Connection, number: int, device: str) -> None:
    """Say which copy the store is; from here on its facts carry a name of its own."""
    connection.execute(update(training).values(copy=number))
    connection.execute(update(meta).where(meta.c.key == "device").values(value=device))


def count_looks(connection: Connection) -> int:
    """Return how many entries the access log has."""
    return connection.execute(select(func.count()).select_from(access)).scalar_one()
