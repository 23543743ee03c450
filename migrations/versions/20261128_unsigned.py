"""Records that wait for a signature are looked up by themselves, not among all that their author ever recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_unsigned"
down_revision = "20261128_names"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    op.drop_index("ix_meeting_unsigned", "meeting")
    op.create_index(
        "ix_meeting_unsigned",
        "meeting",
        ["handler", "status", "on"],
        sqlite_where=sa.text("status = 'held' AND signed_on IS NULL"),
    )
