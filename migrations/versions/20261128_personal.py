"""What one person keeps for themselves: saved views, and where they left off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_personal"
down_revision = "20261128_training"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    op.create_table(
        "personal",
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.CheckConstraint("key IN ('views', 'left_off')", name=op.f("ck_personal_key")),
        sa.PrimaryKeyConstraint("by", "key", name=op.f("pk_personal")),
    )
