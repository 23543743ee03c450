"""One call of the command line: what was chosen outside the command, and the services that follow from it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import click

from caseload_tui.domain.visible import visible
from caseload_tui.errors import CaseloadError, WrongUse
from caseload_tui.i18n import tr
from caseload_tui.progress import tell_nothing
from caseload_tui.settings import Settings, settle

if TYPE_CHECKING:
    from caseload_tui.domain.rows import ClientRow
    from caseload_tui.services import Services

TABLE, JSON, JSONL, CSV = "table", "json", "jsonl", "csv"
MARKDOWN = "markdown"
FORMATS = (TABLE, JSON, JSONL, CSV)


class Call:
    """What one call of the program was given; settings and store are looked at when they are asked for."""

    def __init__(self) -> None:
        self.form: str | None = None
        """The form of the answer, one of `FORMATS`; None where nobody chose one."""
        self.framework: str | None = None
        """The policy that the answer is about."""
        self._chosen: dict[str, str | None] = {}
        self._frozen: date | None = None

    def choose(self, name: str, value: str | bool) -> None:
        """Take an option of the program itself."""
        self._chosen[name] = value if isinstance(value, str) else "yes"

    @cached_property
    def settings(self) -> Settings:
        """The settings, from flags, environment and file."""
        return settle(self._chosen, os.environ)

    @property
    def today(self) -> date:
        """The day that is looked at: the one that was asked for, else that of the open store, else the real one."""
        return self.settings.today or self._frozen or self.settings.day

    @property
    def day_of_store(self) -> date:
        """The day that is looked at, before the store is open: that of a practice store stands inside it."""
        if self.settings.today is None and self._frozen is None and self.settings.store.exists():
            from caseload_tui import bootstrap  # noqa: PLC0415 - see services

            self._frozen = bootstrap.frozen_day(self.settings, self.key)
        return self.today

    @property
    def day_chosen(self) -> bool:
        """Tell whether another day than the real one was asked for."""
        return self.settings.today is not None

    @contextmanager
    def services(self) -> Iterator[Services]:
        """Open the store and yield the services on it."""
        # Commands that open no store need not wait for the database.
        from caseload_tui import bootstrap  # noqa: PLC0415

        with bootstrap.opened(self.settings, self.key) as services:
            training = services.desk.training
            self._frozen = training.today if training is not None else None
            self.framework = services.team.framework().id
            yield services

    @cached_property
    def key(self) -> bytes:
        """The key of the store, for which the secret is asked once."""
        from caseload_tui import bootstrap  # noqa: PLC0415 - see services

        bootstrap.refuse_missing(self.settings)
        return bootstrap.unlocked(self.settings, self.secret())

    @contextmanager
    def client(self, text: str) -> Iterator[tuple[Services, ClientRow]]:
        """Open the store and yield the services, and the one client meant by a file number or part of a name."""
        with self.services() as services:
            yield services, services.clients.resolve(text)

    def secret(self) -> str:
        """Return the secret that opens the store: what the key file holds, else what is typed."""
        from caseload_tui.store.key_files import read_secret  # noqa: PLC0415 - see services

        if self.settings.key_file is not None:
            return read_secret(self.settings.key_file)
        return ask_secret(tr("Passphrase: "))

    def say(self, text: str) -> None:
        """Tell the person something that is no data."""
        tell_nothing()
        click.echo(visible(text, lines=True), err=True)

    def warn_of_bsn(self, *texts: str | None) -> None:
        """Warn where a free text may hold a citizen service number, which has no place in a dossier."""
        from caseload_tui.domain.people import mentions_bsn  # noqa: PLC0415 - only deeds with a free text need it

        if any(mentions_bsn(text) for text in texts if text):
            self.say(
                tr("Careful: the text seems to hold a BSN. The program keeps none; take it out with a correction.")
            )


def has_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask_secret(prompt: str) -> str:
    """Return what somebody types without showing it; refused where there is no terminal."""
    if not has_terminal():
        raise WrongUse(
            tr("There is no terminal to ask for the passphrase."), tr("Name a file that holds it with --key-file.")
        )
    import getpass  # noqa: PLC0415 - the app asks on screen

    return getpass.getpass(prompt, stream=sys.stderr)


def ask_new_passphrase() -> str:
    """Return a passphrase that was typed twice alike."""
    first = ask_secret(tr("Choose a passphrase: "))
    if not first.strip():
        raise WrongUse(tr("The passphrase is empty."), tr("Choose one of at least a few words."))
    if ask_secret(tr("Once more: ")) != first:
        raise WrongUse(tr("The two are not the same."), tr("Nothing was made; start again."))
    return first


def ask(question: str, known: str | None = None) -> str:
    """Return what somebody types, or what is known already; refused where there is no terminal."""
    if not has_terminal():
        raise WrongUse(tr("There is no terminal to ask on."), tr("Give all options; see --help."))
    answer: str = click.prompt(question, default=known, err=True)
    return answer


def tell_error(error: CaseloadError) -> None:
    """Say on standard error what happened and what to do about it."""
    lines = [error.title, *([error.message] if error.message else [])]
    click.echo(visible("\n".join(lines), lines=True), err=True)
