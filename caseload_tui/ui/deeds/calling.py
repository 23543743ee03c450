"""Calls a client: shows the number, then writes down what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseload_tui.i18n import tr
from caseload_tui.ui.deeds.asking import Asking

if TYPE_CHECKING:
    from caseload_tui.ui import intents
    from caseload_tui.ui.deeds.capturing import Capturing
    from caseload_tui.ui.forms.matter import Matter
    from caseload_tui.ui.forms.pick import Answers

    _Base = Capturing
else:
    _Base = Asking

BY_PHONE = "phone"
SPOKEN, NOTE, PLAN, NUMBER = "spoken", "note", "plan", "number"


class Calling(_Base):
    """For the app: phone calls."""

    def on_call_client(self, intent: intents.CallClient) -> None:
        """Show the number; what follows is asked while it rings."""
        self.about(intent.client, lambda matter: self._call(intent, matter))

    def _call(self, intent: intents.CallClient, matter: Matter) -> None:
        from caseload_tui.ui import intents  # noqa: PLC0415 - the unlock screen stands without them
        from caseload_tui.ui.forms.pick import Pick  # noqa: PLC0415 - imported with the first call
        from caseload_tui.ui.forms.talks import plan_of  # noqa: PLC0415 - see above
        from caseload_tui.ui.intents import dossier as dossier_intents  # noqa: PLC0415 - the unlock screen stands without them

        plan = plan_of(matter, intent.meeting)
        talk = plan.id if plan is not None and plan.on <= matter.today else None
        number = matter.dossier.value("phone") or ""

        def whom() -> str:
            look = self.look
            return f"{look.full_name(matter.client)}\n{look.said(number) or tr('no phone number is known')}"

        def chosen(answer: str | None) -> None:
            match answer:
                case "spoken":
                    self.post_message(intents.RecordTalk(intent.client, intent.kind, talk, mode=BY_PHONE))
                case "note":
                    self._guess(intent.client, self._capture)
                case "plan":
                    self.post_message(intents.PlanTalk(intent.client, intent.kind, intent.meeting))
                case "number":
                    self.post_message(dossier_intents.ChangeDetails(intent.client, ("phone",)))

        answers: Answers = (
            (SPOKEN, tr("Record a talk"), tr("by phone, today")),
            (NOTE, tr("Quick note"), tr("a few words, to be worked out later")),
            (PLAN, tr("Plan a talk"), tr("another moment was agreed")),
        )
        if not number:
            answers = ((NUMBER, tr("Fill in the number"), tr("it is kept in the dossier")), *answers)
        self.push_screen(Pick(tr("Call"), whom, answers), chosen)
