"""For a tab: whom the row under the cursor is about and why it is there, beside the list or in the line under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from caseload_tui.domain.rows import ClientRow
from caseload_tui.ui.reading import Beside, read_beside
from caseload_tui.ui.widgets.foot import News
from caseload_tui.ui.widgets.preview import Preview

if TYPE_CHECKING:
    from textual.containers import Vertical

    from caseload_tui.ui.shell import Shell

    _Base = Vertical
else:
    _Base = object

_REST_BEFORE_PREVIEW = 0.12


class Previewing(_Base):
    """Shows at once what is known; the rest is read when the cursor rests."""

    _resting: Timer | None = None

    @property
    def shell(self) -> Shell:
        """The app, which has the services."""
        raise NotImplementedError

    @property
    def resting(self) -> bool:
        """Tell whether the cursor rests on a row whose preview is not yet asked for."""
        return self._resting is not None

    def show_beside(self, client: ClientRow | None, because: str) -> None:
        """Show a client and the reason of the row."""
        beside = False
        for preview in self.query(Preview):
            preview.show(client, because, self.shell.beside.get(client.id) if client else None)
            beside = preview.display
        for news in self.screen.query(News):
            news.aside = "" if beside else self.shell.look.said(" \N{MIDDLE DOT} ".join(because.splitlines()))
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if client is not None and beside:
            self._resting = self.set_timer(_REST_BEFORE_PREVIEW, partial(self._read_beside, client))

    def _read_beside(self, client: ClientRow) -> None:
        self._resting = None
        self.shell.work(
            partial(read_beside, self.shell.services, client),
            self._take_beside,
            group="read beside",
            description="reading the preview",
            exclusive=True,
        )

    def _take_beside(self, beside: Beside) -> None:
        for preview in self.query(Preview):
            if preview.client is not None and preview.client.id == beside.client.id:
                preview.beside = beside
