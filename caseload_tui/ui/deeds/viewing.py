"""Carries out what saved views ask: saved under a name, and shown in a list to order, rename and remove them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.domain.views import View, Views
    from caseload_tui.ui import intents
    from caseload_tui.ui.commands.going import Go
    from caseload_tui.ui.commands.views import SavingViews, UseView
    from caseload_tui.ui.deeds.asking import Asking
    from caseload_tui.ui.screens.main import MainScreen

    _Base = Asking
else:
    _Base = object


class Viewing(_Base):
    """For the app: saved views."""

    def on_save_view(self, intent: intents.SaveView) -> None:
        """Ask for the name."""
        from caseload_tui.ui.forms.views import save_form  # noqa: PLC0415 - forms are imported when first asked for

        make = partial(save_form, self.services.personal, intent.tab, intent.filter, self.main.views)
        self.ask(make, self._take_views)

    def action_views(self) -> None:
        """Show the saved views; the one that is chosen is shown in its list."""
        from caseload_tui.ui.screens.views import ViewsScreen  # noqa: PLC0415 - opened seldom

        def chosen(view: View | None) -> None:
            if view is not None:
                self.main.show_view(view)

        pane = self.main.pane
        self.push_screen(ViewsScreen(pane.present() if pane is not None else None), chosen)

    def on_go(self, event: Go) -> None:
        """Go to a tab from elsewhere, and leave what is open there."""
        self._back_to_lists().show_tab(event.tab)

    def on_use_view(self, event: UseView) -> None:
        """Show a saved view from elsewhere."""
        self._back_to_lists().show_view(event.view)

    def on_saving_views(self, event: SavingViews) -> None:
        """Say how one saves a view."""
        self.tell(
            tr("No view is saved here yet."),
            tr("Filter a list, then save it: see “Save this view” in the help."),
            tone="due",
        )

    def _back_to_lists(self) -> MainScreen:
        while self.screen is not self.main:
            self.pop_screen()
        return self.main

    def _take_views(self, views: Views) -> None:
        self.main.take_views(views)
