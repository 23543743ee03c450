"""An index with all of a name in it: who is meant is found without reading every client as a whole."""

from __future__ import annotations

from alembic import op

revision = "20261128_names"
down_revision = "20261128_reach"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    op.drop_index(op.f("ix_client_sort_name"), "client")
    op.create_index("ix_client_names", "client", ["sort_name", "search_name", "search_number", "id"])
