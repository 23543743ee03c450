"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = "${up_revision}"
down_revision = "${down_revision}"
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
