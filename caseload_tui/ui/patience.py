"""For a place with a list: what it says while the first reading takes long, as in a very large office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseload_tui.i18n import tr
from caseload_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object


class Patient(_Base):
    """Says that a reading goes on, and that nobody has to wait for it."""

    def say_it_takes_long(self) -> None:
        """Say so in the list itself, which is empty yet."""
        if self.is_attached:
            said = tr("There is a lot to read here. You can go elsewhere meanwhile.")
            self.query_one(Rows).show((), empty=(tr("One moment …"), said))
