"""Days as other systems write them: strictly by a form such as `dd-mm-yyyy`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

_PARTS = {"yyyy": "year", "mm": "month", "dd": "day"}
_TOKEN = re.compile("yyyy|mm|dd")
_OF_A_SPREADSHEET = re.compile(r"[1-9][0-9]{4}(?:[.,][0-9]+)?")
"""A spreadsheet counts days from 1900 on."""
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1[0-9]{2}")
_EARLIEST, _LATEST = 1900, 2199
_MIDNIGHT = re.compile(r"(?:[T ]+0?0:00(?::00(?:\.0+)?)?)?Z?")
"""Systems that only know moments write a day as its midnight."""


class DayForm:
    """One way of writing a day; where signs stand between its parts, day and month may have one digit."""

    def __init__(self, form: str) -> None:
        """Read the form; ValueError where year, month and day do not each stand in it once."""
        self.form = form
        form = form.lower().replace("jjjj", "yyyy")
        if sorted(_TOKEN.findall(form)) != sorted(_PARTS):
            raise ValueError(self.form)
        loose = all(_TOKEN.split(form)[1:-1])
        pattern, at = "", 0
        for token in _TOKEN.finditer(form):
            width = "{4}" if token[0] == "yyyy" else "{1,2}" if loose else "{2}"
            pattern += re.escape(form[at : token.start()]) + f"(?P<{_PARTS[token[0]]}>[0-9]{width})"
            at = token.end()
        self._pattern = re.compile(pattern + re.escape(form[at:]) + _MIDNIGHT.pattern)

    def parts(self, text: str) -> tuple[int, int, int] | None:
        """Return year, month and day of what is written so, whether or not there is such a day; else None."""
        found = self._pattern.fullmatch(text)
        return None if found is None else (int(found["year"]), int(found["month"]), int(found["day"]))


def read_day(text: str, forms: Sequence[DayForm]) -> date:
    """Return the day that is written in one of the forms; Refused, with what to do, where it is none."""
    written = {parts for form in forms if (parts := form.parts(text)) is not None}
    days = {day for parts in written if (day := _day(*parts)) is not None}
    if not written:
        raise Refused(tr("no day written as {forms}", forms=", ".join(form.form for form in forms)), _why(text))
    if not days:
        raise Refused(tr("there is no such day"), tr("if it stands for nothing, say so in the mapping with `empty`"))
    if len(days) > 1:
        raise Refused(tr("it can be two days"), tr("name one form in the mapping"))
    [day] = days
    if not _EARLIEST <= day.year <= _LATEST:
        raise Refused(tr("this cannot be its year"), tr("if it stands for nothing, say so in the mapping with `empty`"))
    return day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _why(text: str) -> str:
    if _OF_A_SPREADSHEET.fullmatch(text):
        return tr("it is a number of a spreadsheet: give the column the form of a date there")
    if _SHORT_YEAR.fullmatch(text):
        return tr("write the year in four digits: the century is not guessed")
    return tr("say in the mapping how it is written, or mend it")
