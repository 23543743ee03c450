"""What people type on the command line: days, times, DOMAIN=TEXT, and agreements in one word."""

from __future__ import annotations

import re

# The rules are imported where a word is read: starting the app reads none.
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from caseload_tui.cli.context import Call
from caseload_tui.domain.visible import visible
from caseload_tui.errors import Refused, WrongUse
from caseload_tui.i18n import tr

_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

if TYPE_CHECKING:
    from caseload_tui.domain.agreeing import Agreement


class Day(click.ParamType[date]):
    """A day: 2026-11-27, 27-11-2026, 27-11, today, tomorrow, a weekday, +2w."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day; what cannot be read is wrong use."""
        if isinstance(value, date):
            return value
        try:
            # A whole date means the same on every day, so that the store need not be opened to know which one it has.
            return _near(str(value), None if _WHOLE.fullmatch(str(value)) else ctx)
        except Refused as error:
            self.fail(str(error), param, ctx)


def _near(text: str, ctx: click.Context | None) -> date:
    """Read a day that depends on the one that is looked at."""
    from caseload_tui.domain.typed_dates import parse_date  # noqa: PLC0415 - see the top

    return parse_date(text, ctx.ensure_object(Call).day_of_store if ctx is not None else date.today())


class Time(click.ParamType[str]):
    """A time of day: 9:30, 14.15, 9u; as HH:MM."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a time; what cannot be read is wrong use."""
        from caseload_tui.domain.typed_dates import parse_time  # noqa: PLC0415 - see the top

        try:
            return parse_time(str(value)).strftime("%H:%M")
        except Refused as error:
            self.fail(str(error), param, ctx)


DAY = Day()
TIME = Time()


def by_name(typed: Iterable[str], *, alone: str | None = None) -> dict[str, str]:
    """Return NAME=TEXT words as a dictionary; a word without = is text for the name `alone`, if there is one."""
    found: dict[str, str] = {}
    for word in typed:
        name, separator, text = word.partition("=")
        if not separator and alone is not None:
            name, text = alone, word
        elif not separator:
            raise WrongUse(tr("“{text}” has no =.", text=visible(word)), tr("Write it as NAME=TEXT."))
        if name.strip() in found:
            raise WrongUse(tr("“{name}” is given twice.", name=visible(name)), tr("Give each one once."))
        found[name.strip()] = text
    return found


def numbers_by_name(typed: Iterable[str]) -> dict[str, int]:
    """Return NAME=NUMBER words as a dictionary."""
    found = {}
    for name, text in by_name(typed).items():
        try:
            found[name] = int(text)
        except ValueError as error:
            raise WrongUse(
                tr("“{text}” is no whole number.", text=visible(text)), tr("Write it as NAME=NUMBER.")
            ) from error
    return found


def agreement(typed: str, today: date) -> Agreement:
    """Read OWNER:TEXT:DATE; OWNER is `client`, `office` or `partner=NAME`, and DATE may be left out with its colon."""
    from caseload_tui.domain.agreeing import OWNERS, PARTNER, Agreement  # noqa: PLC0415 - see the top
    from caseload_tui.domain.typed_dates import parse_date  # noqa: PLC0415 - see the top

    owner, first, rest = typed.partition(":")
    text, last, day = rest.rpartition(":")
    if not first or not rest.strip():
        raise WrongUse(
            tr("“{text}” is no agreement.", text=visible(typed)),
            tr("Write it as OWNER:TEXT:DATE, such as {example}.", example="client:cv:+2w"),
        )
    try:
        due_on = parse_date(day, today) if last and day.strip() else None
    except Refused as error:
        raise WrongUse(error.title, error.message) from error
    side, _, partner = owner.strip().partition("=")
    if side not in OWNERS or bool(partner) != (side == PARTNER):
        raise WrongUse(
            tr("“{name}” can promise nothing here.", name=visible(owner)),
            tr("Choose `client`, `office` or `partner=NAME`."),
        )
    return Agreement(owner=side, partner=partner or None, text=text if last else rest, due_on=due_on)
