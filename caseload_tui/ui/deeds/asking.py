"""Carries out the intents that need a form: reads what the form must know, asks, and tells what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from caseload_tui.errors import CaseloadError, Refused
from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.domain.rows import ClientRow
    from caseload_tui.ui import intents
    from caseload_tui.ui.forms.clients import Reception
    from caseload_tui.ui.forms.form import Form
    from caseload_tui.ui.forms.matter import Matter
    from caseload_tui.ui.intents import dossier as more
    from caseload_tui.ui.shell import Shell

    _Base = Shell
else:
    _Base = object

Answer = TypeVar("Answer")


class Asking(_Base):
    """For the app: forms."""

    def about(self, client: str, then: Callable[[Matter], None]) -> None:
        """Read what forms must know about a client, then go on."""
        from caseload_tui.ui.forms.matter import read_matter  # noqa: PLC0415 - the unlock screen stands without services

        self.work(
            partial(read_matter, self.services, client),
            then,
            group="read for a form",
            description="reading what the form shows",
            exclusive=True,
            leads=True,
        )

    def ask(self, make: Callable[[], Form[Answer]], then: Callable[[Answer], None] | None = None) -> None:
        """Show a form; when its deed is done, tell it and read the lists again."""
        try:
            form = make()
        except CaseloadError as error:
            self.refused(error)
            return

        def closed(answer: Answer | None) -> None:
            if answer is None:
                return
            said = form.said(answer)
            if said:
                self.tell(said, self.takes_back if form.undoable else "")
                self.refresh_lists()
            if then is not None:
                then(answer)

        self.push_screen(form, closed)

    def _ask_about(self, client: str, make: Callable[[Matter], Form[Any]]) -> None:
        self.about(client, lambda matter: self.ask(partial(make, matter)))

    # From every list

    def on_plan_talk(self, intent: intents.PlanTalk) -> None:
        """Plan a talk."""
        from caseload_tui.ui.forms.talks import plan_form  # noqa: PLC0415 - forms are imported when first asked for

        self._ask_about(intent.client, lambda matter: plan_form(matter, kind=intent.kind, meeting=intent.meeting))

    def on_defer(self, intent: intents.Defer) -> None:
        """Put a due date off."""
        from caseload_tui.ui.forms.terms import defer_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: defer_form(matter, rule=intent.rule, kind=intent.kind))

    def on_move_client(self, intent: intents.MoveClient) -> None:
        """Move to another group."""
        from caseload_tui.ui.forms.groups import move_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, move_form)

    def on_add_commitment(self, intent: intents.AddCommitment) -> None:
        """Write down what was agreed."""
        from caseload_tui.ui.forms.agreed import add_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, add_form)

    def on_register_client(self, intent: intents.RegisterClient) -> None:
        """Register a client, then look into the dossier."""
        from caseload_tui.ui.forms.clients import read_reception, register_form  # noqa: PLC0415 - see above
        from caseload_tui.ui.intents import OpenDossier  # noqa: PLC0415 - see above

        def asked(reception: Reception) -> None:
            self.ask(lambda: register_form(reception), opened)

        def opened(row: ClientRow) -> None:
            self.post_message(OpenDossier(row.id))

        self.work(
            partial(read_reception, self.services),
            asked,
            group="read for a form",
            description="reading what the form shows",
            exclusive=True,
            leads=True,
        )

    # From the dossier

    def on_change_details(self, intent: more.ChangeDetails) -> None:
        """Change fields."""
        from caseload_tui.ui.forms.clients import change_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: change_form(matter, intent.names))

    def on_correct_placement(self, intent: more.CorrectPlacement) -> None:
        """Correct a placement."""
        from caseload_tui.ui.forms.groups import correct_form  # noqa: PLC0415 - see above

        def make(matter: Matter) -> Form[Any]:
            stays = (stay for stays in matter.dossier.stays.values() for stay in stays)
            stay = next((stay for stay in stays if stay.event == intent.placement), None)
            if stay is None:
                raise Refused(tr("That placement is not there."), tr("Look at the placements in the dossier."))
            return correct_form(matter, stay)

        self._ask_about(intent.client, make)

    def on_decide_proposal(self, intent: more.DecideProposal) -> None:
        """Approve or reject."""
        from caseload_tui.ui.forms.groups import decide_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: decide_form(matter, intent.axis))

    def on_renegotiate(self, intent: more.Renegotiate) -> None:
        """Agree something else."""
        from caseload_tui.ui.forms.agreed import renegotiate_form  # noqa: PLC0415 - see above

        self._ask_about(
            intent.client,
            lambda matter: renegotiate_form(matter, matter.commitment(intent.commitment)),
        )

    def on_step_up(self, intent: more.StepUp) -> None:
        """Go one step up the ladder."""
        from caseload_tui.ui.forms.agreed import escalate_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: escalate_form(matter, matter.commitment(intent.commitment)))

    def on_settle_with_note(self, intent: more.SettleWithNote) -> None:
        """Say what became of a commitment, on which day and why."""
        from caseload_tui.ui.forms.agreed import settle_form  # noqa: PLC0415 - see above

        self._ask_about(
            intent.client,
            lambda matter: settle_form(matter, matter.commitment(intent.commitment), intent.how),
        )

    def on_waive(self, intent: more.Waive) -> None:
        """Lift a rule for a while."""
        from caseload_tui.ui.forms.terms import waive_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: waive_form(matter, rule=intent.rule))

    def on_end_term(self, intent: more.EndTerm) -> None:
        """End a deferral or a waiver."""
        from caseload_tui.ui.forms.terms import end_deferral_form, end_waiver_form  # noqa: PLC0415 - see above

        form = end_waiver_form if intent.waiver else end_deferral_form
        self._ask_about(intent.client, lambda matter: form(matter, intent.rule))

    def on_add_to_situation(self, intent: more.AddToSituation) -> None:
        """Add to the client's situation."""
        from caseload_tui.ui.forms.situation import add_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, add_form)

    def on_end_of_situation(self, intent: more.EndOfSituation) -> None:
        """End something of the client's situation."""
        from caseload_tui.ui.forms.situation import end_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: end_form(matter, intent.what, intent.thing))

    def on_did_not_come(self, intent: more.DidNotCome) -> None:
        """Record a missed invitation."""
        from caseload_tui.ui.forms.talks import no_show_form  # noqa: PLC0415 - see above

        def make(matter: Matter) -> None:
            self.ask(
                lambda: no_show_form(matter, matter.meeting(intent.meeting)),
                lambda _: self.about(intent.client, partial(self._follow_up, asked=True)),
            )

        self.about(intent.client, make)

    def on_follow_no_show(self, intent: more.FollowNoShow) -> None:
        """Do what the policy asks after missed invitations."""
        self.about(intent.client, self._follow_up)

    def _follow_up(self, matter: Matter, *, asked: bool = False) -> None:
        """Show the form of the step that follows missed invitations; nothing where none does."""
        from caseload_tui.services.following import following_of  # noqa: PLC0415 - see above
        from caseload_tui.ui.forms.missed import follow_form  # noqa: PLC0415

        following = following_of(matter.dossier, matter.framework, matter.today)
        if following is None or (asked and following.action == "note"):
            return
        self.ask(lambda: follow_form(matter, following))

    def on_call_off(self, intent: more.CallOff) -> None:
        """Call a plan off."""
        from caseload_tui.ui.forms.talks import cancel_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: cancel_form(matter, matter.meeting(intent.meeting)))

    def on_withdraw_talk(self, intent: more.WithdrawTalk) -> None:
        """Withdraw a record."""
        from caseload_tui.ui.forms.talks import withdraw_form  # noqa: PLC0415 - see above

        self._ask_about(intent.client, lambda matter: withdraw_form(matter, matter.meeting(intent.meeting)))

    def on_close_dossier(self, intent: more.CloseDossier) -> None:
        """Close the dossier, or reopen a closed one."""
        from caseload_tui.ui.forms.clients import close_form, reopen_form  # noqa: PLC0415 - see above

        self._ask_about(
            intent.client,
            lambda matter: close_form(matter) if matter.dossier.present else reopen_form(matter),
        )
