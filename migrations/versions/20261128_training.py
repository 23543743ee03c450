"""Trainings: the frozen day of a practice store, its number, and its tasks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_training"
down_revision = "20261128_postcodes"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    op.create_table(
        "training",
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=True),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("tasks", sa.JSON(), nullable=False),
        sa.CheckConstraint("copy > 0", name=op.f("ck_training_copy")),
        sa.PrimaryKeyConstraint("scenario", name=op.f("pk_training")),
    )
