"""Opening the app: on the store, or on a throw-away practice office (`demo`)."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from caseload_tui import paths
from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.speaking import command, option
from caseload_tui.errors import WrongUse
from caseload_tui.i18n import tr
from caseload_tui.settings import Settings, keep

if TYPE_CHECKING:
    from caseload_tui.services import Services

DEMO_SCENARIO = "office"
DEMO_CLIENTS, DEMO_CONSULTANTS, DEMO_SEED = 140, 3, 42


class StoreKeyring:
    """Opens the store of the settings and has it to oneself until the end; imports only when it must."""

    def __init__(self, settings: Settings, until_the_end: ExitStack) -> None:
        self.name = str(settings.store)
        self._settings = settings
        self._until_the_end = until_the_end

    def warm_up(self) -> None:
        """Import what opening and the first lists need, while the passphrase is typed."""
        import caseload_tui.bootstrap  # noqa: PLC0415 - the unlock screen starts without the database
        import caseload_tui.services.clients  # noqa: PLC0415
        import caseload_tui.services.commitments  # noqa: PLC0415
        import caseload_tui.services.counting  # noqa: PLC0415
        import caseload_tui.services.journal  # noqa: PLC0415
        import caseload_tui.services.personal  # noqa: PLC0415
        import caseload_tui.services.worklists  # noqa: PLC0415
        import caseload_tui.store.writing  # noqa: F401, PLC0415

    def open(self, passphrase: str) -> Services:
        """Open the store and return the services on it."""
        from caseload_tui import bootstrap  # noqa: PLC0415 - see warm_up
        from caseload_tui.services.journal import UNLOCKED  # noqa: PLC0415
        from caseload_tui.store.lock import hold  # noqa: PLC0415

        store = bootstrap.open_store(self._settings, passphrase)
        self._until_the_end.callback(store.close)
        self._until_the_end.enter_context(hold(self._settings.store, tr("The app")))
        services = bootstrap.services_for(store, self._settings)
        services.clients.log_opening(UNLOCKED, None)
        return services

    def check(self, passphrase: str) -> None:
        """Refuse a passphrase that does not open the store."""
        from caseload_tui.store.keys import unlock  # noqa: PLC0415 - see warm_up

        unlock(self._settings.store, passphrase)


def open_app(call: Call) -> None:
    """Open the app on the store; without a store, make one first."""
    refuse_no_terminal()
    if not call.settings.store.exists():
        _welcome(call)
    _refuse_held(call.settings)
    with ExitStack() as until_the_end:
        keyring = StoreKeyring(call.settings, until_the_end)
        # With a key file nobody typed a passphrase, so none can be asked for after a while either.
        by_file = call.settings.key_file is not None
        services = keyring.open(call.secret()) if by_file else None
        code = run(call.settings, services, None if by_file else keyring)
    click.get_current_context().exit(code)


@command("demo")
@option("--framework", metavar="ID_OR_FILE", help="The policy of the office.")
@pass_call
def demo(call: Call, framework: str | None) -> None:
    """Open the app on a practice office that is thrown away afterwards; nothing is asked and nothing stays."""
    refuse_no_terminal()
    # The database and the seeds are wanted here at once; elsewhere in this module they would be in the way.
    from caseload_tui import bootstrap  # noqa: PLC0415
    from caseload_tui.cli.making import plan  # noqa: PLC0415
    from caseload_tui.services.founding import fill_seeded  # noqa: PLC0415
    from caseload_tui.store.demo_place import demo_place, sweep_leftovers  # noqa: PLC0415
    from caseload_tui.store.keys import random_database_key  # noqa: PLC0415
    from caseload_tui.store.lock import hold  # noqa: PLC0415
    from caseload_tui.store.store import Store  # noqa: PLC0415

    sweep_leftovers()
    call.say(tr("A practice office is being made …"))
    made = plan(call, DEMO_SCENARIO, framework, DEMO_CLIENTS, DEMO_CONSULTANTS, DEMO_SEED)
    with demo_place() as path, ExitStack() as until_the_end:
        store = Store.create(path, random_database_key(), practice=True)
        until_the_end.callback(store.close)
        until_the_end.enter_context(hold(path, tr("The app")))
        fill_seeded(store, bootstrap.author("", store.device), made.office)
        settings = replace(call.settings, store=path, acting=bootstrap.known_acting(store, call.settings))
        code = run(settings, bootstrap.services_for(store, settings), None, lasting=False)
    click.get_current_context().exit(code)


def run(settings: Settings, services: Services | None, keyring: StoreKeyring | None, *, lasting: bool = True) -> int:
    """Run the app and return its exit code; with `lasting` a look that is chosen is there again at the next start."""
    # The list of commands, which imports every one of them, need not wait for the screens.
    from caseload_tui.ui.app import CaseloadApp  # noqa: PLC0415
    from caseload_tui.ui.preferences import Preferences  # noqa: PLC0415

    preferences = Preferences(
        theme=settings.theme,
        plain=settings.no_color,
        lock_after=settings.idle_lock_minutes * 60.0,
        keys=settings.keys or {},
        keep=keep if lasting else None,
        remembers=lasting,
        greets=True,
    )
    app = CaseloadApp(services, preferences, keyring=keyring)
    app.crash_log = paths.log_folder() / "caseload.log"
    app.run()
    return app.return_code or 0


def refuse_no_terminal() -> None:
    """Refuse to draw screens where there is no terminal for them."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise WrongUse(
            tr("The app needs a terminal."),
            tr("Everything can be done with commands too: see `caseload --help`, and begin with `caseload today`."),
        )


def _refuse_held(settings: Settings) -> None:
    """Refuse a store that another app has to itself, before a passphrase is asked for."""
    from caseload_tui.store.files import holder_file  # noqa: PLC0415 - only where there is a store
    from caseload_tui.store.places import refuse_unsafe_place  # noqa: PLC0415

    refuse_unsafe_place(settings.store)
    # Whoever holds a store says so beside it; without that file the slower look at the lock can wait until opening.
    if holder_file(settings.store).exists():
        from caseload_tui.store.lock import hold  # noqa: PLC0415

        with hold(settings.store, tr("The app")):
            pass


def _welcome(call: Call) -> None:
    from caseload_tui.cli.making import make  # noqa: PLC0415 - only a first start makes a store

    call.say(tr("There is no store yet, so let us make one: {path}", path=call.settings.store))
    call.say(tr("To look around first, interrupt with ctrl+c and start `caseload demo`."))
    make(call, None, None, "", practice=False)
    # The app takes the whole screen, and the recovery key with it.
    click.prompt(tr("Press enter when you have written it down"), default="", show_default=False, err=True)
