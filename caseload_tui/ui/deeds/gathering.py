"""Carries out what has to do with group sessions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr
from caseload_tui.ui.deeds.asking import Asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from caseload_tui.domain.sessions import Session
    from caseload_tui.services import Services
    from caseload_tui.ui.forms.sessions import Gathering
    from caseload_tui.ui.intents import sessions as gathering
    from caseload_tui.ui.marking import Marking


class Sessions(Asking):
    """For the app: group sessions."""

    def on_plan_session(self, intent: gathering.PlanSession) -> None:
        """Ask kind, day and clients, plan it, and show the session."""
        from caseload_tui.ui.forms.sessions import plan_session_form, read_gathering  # noqa: PLC0415 - see Asking
        from caseload_tui.ui.intents.sessions import OpenSession  # noqa: PLC0415 - see Asking

        def planned(session: Session) -> None:
            self.post_message(OpenSession(session.id))

        def asked(known: Gathering) -> None:
            make = partial(plan_session_form, known, lambda: self.look, intent.clients, intent.kind)
            self.ask(make, planned)

        self.work(
            partial(read_gathering, self.services),
            asked,
            group="read for a form",
            description="reading who fits a session",
            exclusive=True,
        )

    def on_show_sessions(self, intent: gathering.ShowSessions) -> None:
        """Show the list of sessions."""
        from caseload_tui.ui.screens.sessions import SessionsScreen  # noqa: PLC0415 - opened seldom

        self.push_screen(SessionsScreen())

    def on_open_session(self, intent: gathering.OpenSession) -> None:
        """Show one session, with what was marked before and not saved."""
        from caseload_tui.ui.marking import Marking, draft_key  # noqa: PLC0415 - opened seldom

        def read(services: Services) -> tuple[Session, Marking]:
            session = services.sessions.show(intent.session)
            return session, Marking.of(session, services.meetings.draft(draft_key(session.id)))

        self.work(
            partial(read, self.services),
            self._show_session,
            group="read session",
            description="reading a session",
            exclusive=True,
        )

    def on_enrol(self, intent: gathering.Enrol) -> None:
        """Put more clients on the list."""
        from caseload_tui.ui.forms.sessions import enrol_form  # noqa: PLC0415 - see Asking

        self._with_gathering(
            intent.session,
            lambda session, known: self.ask(lambda: enrol_form(known, lambda: self.look, session)),
        )

    def on_change_session(self, intent: gathering.ChangeSession) -> None:
        """Put it on another day, or let somebody else lead it."""
        from caseload_tui.ui.forms.sessions import change_session_form  # noqa: PLC0415 - see Asking

        self._with_gathering(
            intent.session, lambda session, known: self.ask(lambda: change_session_form(known, session))
        )

    def on_take_off(self, intent: gathering.TakeOff) -> None:
        """Take somebody off the list."""
        from caseload_tui.ui.forms.sessions import take_off_form  # noqa: PLC0415 - see Asking

        self._with_session(
            intent.session, lambda session: self.ask(lambda: take_off_form(self.services, session, intent.client))
        )

    def on_call_session_off(self, intent: gathering.CallSessionOff) -> None:
        """Call it off."""
        from caseload_tui.ui.forms.sessions import call_off_form  # noqa: PLC0415 - see Asking

        self._with_session(
            intent.session,
            lambda session: self.ask(lambda: call_off_form(self.services, session, self.look.kind(session.kind))),
        )

    def on_sign_session(self, intent: gathering.SignSession) -> None:
        """Sign it."""
        call = partial(self.services.sessions.sign, intent.session)
        self.deed(call, tr("Signed."), description="signing a session", hint="")

    def _with_gathering(self, session: str, then: Callable[[Session, Gathering], None]) -> None:
        from caseload_tui.ui.forms.sessions import read_gathering  # noqa: PLC0415 - see Asking

        def read(services: Services) -> tuple[Session, Gathering]:
            found = services.sessions.show(session)
            return found, read_gathering(services, found.kind)

        self.work(
            partial(read, self.services),
            lambda known: then(*known),
            group="read for a form",
            description="reading who fits a session",
            exclusive=True,
        )

    def _with_session(self, session: str, then: object) -> None:
        self.work(
            partial(self.services.sessions.show, session),
            then,  # type: ignore[arg-type]
            group="read session",
            description="reading a session",
            exclusive=True,
        )

    def _show_session(self, known: tuple[Session, Marking]) -> None:
        from caseload_tui.ui.screens.session import SessionScreen  # noqa: PLC0415 - imported with the first session

        self.push_screen(SessionScreen(*known))
