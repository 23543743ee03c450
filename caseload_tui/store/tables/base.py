"""The one metadata of the store's tables, with names for every constraint so that migrations can name them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, MetaData
from sqlalchemy.sql.elements import ColumnElement

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the constraint that a column holds one of these words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)


def holds(name: str, condition: str | ColumnElement[bool]) -> CheckConstraint:
    """Return a named constraint."""
    return CheckConstraint(condition, name=name)


def of_client() -> ForeignKey:
    """Return the reference to the client a row is about; looked at on saving, since rows are replaced as a whole."""
    return ForeignKey("client.id", deferrable=True, initially="DEFERRED")
