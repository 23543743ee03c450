"""The postcode of a client, by which visits are grouped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_postcodes"
down_revision = "20261125_transfers"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    op.add_column("client", sa.Column("postcode", sa.String(), nullable=True))
