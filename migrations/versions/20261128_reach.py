"""What rebalancing and planning ask of a client: language, how to meet, and since when the client is here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_reach"
down_revision = "20261128_personal"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    for name in ("language", "preferred_mode", "home_visits"):
        op.add_column("client", sa.Column(name, sa.String(), nullable=True))
    op.add_column("client", sa.Column("present_since", sa.Date(), nullable=True))
