"""The day on which somebody begins to stand in, where an offer names a later one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_stand_ins"
down_revision = "20261128_unsigned"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    op.add_column("transfer", sa.Column("start", sa.Date(), nullable=True))
