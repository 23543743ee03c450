"""Carries out what saved views ask: saved under a name, and shown in a list to order, rename and remove them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caseload_tui.domain.views import View, Views
    from caseload_tui.ui import intents
    from caseload_tui.ui.asking import Asking

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
        from caseload_tui.ui.commands.views import UseView  # noqa: PLC0415 - opened seldom
        from caseload_tui.ui.screens.views import ViewsScreen  # noqa: PLC0415

        def chosen(view: View | None) -> None:
            if view is not None:
                self.main.post_message(UseView(view))

        pane = self.main.pane
        self.push_screen(ViewsScreen(pane.present() if pane is not None else None), chosen)

    def _take_views(self, views: Views) -> None:
        self.main.take_views(views)
