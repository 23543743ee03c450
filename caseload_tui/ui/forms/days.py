"""Fields for days and times, read as people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from textual.widgets import Input

from caseload_tui.domain.agenda import Agenda
from caseload_tui.domain.holidays import holidays
from caseload_tui.domain.typed_dates import parse_date, parse_time
from caseload_tui.errors import Refused
from caseload_tui.formatting import short_date, time_text, week_header
from caseload_tui.i18n import tr, trn
from caseload_tui.ui.forms.fields import TextField
from caseload_tui.ui.forms.values import Value, Values

SEPARATOR = " \N{MIDDLE DOT} "
_SATURDAY = 5


class DayField(TextField):
    """A day as people type it; beside it the day as it was understood, and what speaks against it for a meeting."""

    beside = True
    replaced = True

    def __init__(
        self,
        name: str,
        label: str,
        value: date | None,
        today: date,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        agenda: Agenda | None = None,
        hint: str = "",
        needed: bool = False,
        when: Callable[[Values], bool] | None = None,
    ) -> None:
        first = short_date(value) if value else ""
        super().__init__(name, label, first, hint=hint, needed=needed, when=when)
        self._today = today
        self._earliest, self._latest = earliest, latest
        self._agenda = agenda

    def on_mount(self) -> None:
        """Say how the first day reads."""
        self.changed()

    @property
    def value(self) -> Value:
        """The day; None where nothing or no day was typed."""
        typed = self.query_one(Input).value.strip()
        try:
            return self._day_of(typed) if typed else None
        except Refused:
            return None

    def trouble(self) -> str:
        """Return what is wrong with the day."""
        typed = self.query_one(Input).value.strip()
        if not typed:
            return super().trouble()
        try:
            day = self._day_of(typed)
        except Refused as refused:
            return str(refused)
        if self._earliest is not None and day < self._earliest:
            return tr("The earliest day possible is {day}.", day=short_date(self._earliest))
        if self._latest is not None and day > self._latest:
            return tr("The latest day possible is {day}.", day=short_date(self._latest))
        return ""

    def _day_of(self, typed: str) -> date:
        return parse_date(typed, self._today, earliest=self._earliest, latest=self._latest)

    def changed(self) -> None:
        """Say how the day was understood, and what is special about it."""
        day = self.value
        if not isinstance(day, date):
            self.remark("")
            return
        text = week_header(day)
        if self._agenda is None:
            self.remark(text.partition(SEPARATOR)[0])
            return
        warning = odd_day(day) or busy_day(day, self._agenda)
        parts = (text, warning, appointments_text(day, self._agenda))
        self.remark(SEPARATOR.join(part for part in parts if part), warned=bool(warning))


class TimeField(TextField):
    """A time of day."""

    beside = True
    replaced = True

    def changed(self) -> None:
        """Say nothing while a time is typed."""

    @property
    def value(self) -> Value:
        """The time as HH:MM."""
        typed = self.query_one(Input).value.strip()
        try:
            return parse_time(typed).strftime("%H:%M") if typed else None
        except Refused:
            return None

    def trouble(self) -> str:
        """Return what is wrong with the time."""
        typed = self.query_one(Input).value.strip()
        try:
            if typed:
                parse_time(typed)
        except Refused as refused:
            return str(refused)
        return super().trouble()


def odd_day(day: date) -> str:
    """Return why a day is no good day for a meeting: a weekend or a public holiday; nothing where it is."""
    holiday = holidays(day.year).get(day)
    if holiday is not None:
        return tr(holiday)
    return tr("weekend") if day.weekday() >= _SATURDAY else ""


def busy_day(day: date, agenda: Agenda) -> str:
    """Return why another day is better: leave, a day off, or no time left; nothing where the day fits."""
    if agenda.has_leave_on(day):
        return tr("you have leave")
    if not agenda.works_on(day):
        return tr("you do not work")
    return tr("full") if agenda.is_full_on(day) else ""


def appointments_text(day: date, agenda: Agenda) -> str:
    """Return the times at which the consultant has something already; nothing on a free day."""
    appointments = agenda.on(day)
    if not appointments:
        return ""
    times = [time_text(time.fromisoformat(item.time)) for item in appointments if item.time]
    said = trn("{n} talk", "{n} talks", len(appointments))
    return f"{said}: {', '.join(times)}" if times else said
