"""Hand-overs: offers, and contacts that stand in until a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_transfers"
down_revision = "20261122_first"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    op.create_table(
        "transfer",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'rejected', 'withdrawn', 'lapsed')", name=op.f("ck_transfer_state")
        ),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_transfer_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_transfer")),
    )
    op.create_index(op.f("ix_transfer_client"), "transfer", ["client"])
    op.create_index(op.f("ix_transfer_to_state"), "transfer", ["to", "state"])
    op.create_index(op.f("ix_contact_until"), "contact", ["until"])
