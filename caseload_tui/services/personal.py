"""What somebody keeps for themselves: saved views, and where they left off. None of it is a fact, nor in an export.

It names clients now and then, so it stays in the encrypted store; as with drafts, it is kept on any day.
"""

from __future__ import annotations

from collections.abc import Callable

from caseload_tui.domain import views
from caseload_tui.domain.left_off import LEFT_OFF, LeftOff, read_left_off
from caseload_tui.domain.views import VIEWS, View, Views
from caseload_tui.services.desk import Desk


class Personal:
    """What the person at the keyboard keeps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def views(self) -> Views:
        """Return the saved views in their order."""
        with self._desk.reading() as reading:
            return views.read_views(reading.personal(self._desk.by, VIEWS))

    def save_view(self, view: View) -> Views:
        """Save a view, in the place of the one with its name; return all of them."""
        return self._change(lambda known: views.with_view(known, view))

    def rename_view(self, name: str, wanted: str) -> Views:
        """Give a view another name; return all of them."""
        return self._change(lambda known: views.renamed(known, name, wanted))

    def move_view(self, name: str, step: int) -> Views:
        """Move a view some places down, or up; return all of them."""
        return self._change(lambda known: views.moved(known, name, step))

    def remove_view(self, name: str) -> Views:
        """Remove a view; return those that are left."""
        return self._change(lambda known: views.without_view(known, name))

    def left_off(self) -> LeftOff:
        """Return where one left off."""
        with self._desk.reading() as reading:
            return read_left_off(reading.personal(self._desk.by, LEFT_OFF))

    def keep_left_off(self, place: LeftOff) -> None:
        """Keep where one is, for the next start."""
        with self._desk.store.writing(self._desk.author) as writing:
            writing.keep_personal(LEFT_OFF, place.content())

    def _change(self, change: Callable[[Views], Views]) -> Views:
        with self._desk.store.writing(self._desk.author) as writing:
            changed = change(views.read_views(writing.personal(self._desk.by, VIEWS)))
            writing.keep_personal(VIEWS, views.views_content(changed))
        return changed
