"""Carries out what is about who works here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caseload_tui.domain.office import Consultant
    from caseload_tui.services import Services
    from caseload_tui.ui.deeds.asking import Asking
    from caseload_tui.ui.forms.consultants import Staff
    from caseload_tui.ui.forms.form import Form
    from caseload_tui.ui.intents import team as team_intents

    _Base = Asking
else:
    _Base = object


class Staffing(_Base):
    """For the app: consultants and their leave."""

    def on_add_consultant(self, intent: team_intents.AddConsultant) -> None:
        """Add somebody."""
        from caseload_tui.ui.forms import consultants  # noqa: PLC0415 - forms are imported when first asked for

        self._ask_staff(None, consultants.add_form)

    def on_change_consultant(self, intent: team_intents.ChangeConsultant) -> None:
        """Change somebody."""
        from caseload_tui.ui.forms import consultants  # noqa: PLC0415 - see above

        self._ask_staff(intent.consultant, consultants.change_form)

    def on_give_leave(self, intent: team_intents.GiveLeave) -> None:
        """Record, change or withdraw leave."""
        from caseload_tui.ui.forms import consultants  # noqa: PLC0415 - see above

        self._ask_staff(intent.consultant, consultants.leave_form, consultants.read_leaving)

    def on_end_consultant(self, intent: team_intents.EndConsultant) -> None:
        """End somebody's work here."""
        from caseload_tui.ui.forms import consultants  # noqa: PLC0415 - see above

        self._ask_staff(intent.consultant, consultants.end_form)

    def _ask_staff(
        self,
        consultant: str | None,
        make: Callable[[Staff], Form[Consultant]],
        read: Callable[[Services, str | None], Staff] | None = None,
    ) -> None:
        from caseload_tui.ui.forms.consultants import read_staff  # noqa: PLC0415 - see above

        self.work(
            partial(read or read_staff, self.services, consultant),
            lambda staff: self.ask(lambda: make(staff)),
            group="read for a form",
            description="reading what the form shows",
            exclusive=True,
            leads=True,
        )
