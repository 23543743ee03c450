"""Days as other systems write them: strictly by a form such as `dd-mm-yyyy`."""

from __future__ import annotations

import re
from datetime import date

_PARTS = {"yyyy": "year", "mm": "month", "dd": "day"}
_TOKEN = re.compile("yyyy|mm|dd")
_MIDNIGHT = re.compile(r"(?:[T ]+0?0:00(?::00(?:\.0+)?)?)?Z?")
"""Systems that only know moments write a day as its midnight."""


class DayForm:
    """One way of writing a day; where signs stand between its parts, day and month may have one digit."""

    def __init__(self, form: str) -> None:
        """Read the form; ValueError where year, month and day do not each stand in it once."""
        if sorted(_TOKEN.findall(form)) != sorted(_PARTS):
            raise ValueError(form)
        self.form = form
        loose = all(_TOKEN.split(form)[1:-1])
        pattern, at = "", 0
        for token in _TOKEN.finditer(form):
            width = "{4}" if token[0] == "yyyy" else "{1,2}" if loose else "{2}"
            pattern += re.escape(form[at : token.start()]) + f"(?P<{_PARTS[token[0]]}>[0-9]{width})"
            at = token.end()
        self._pattern = re.compile(pattern + re.escape(form[at:]) + _MIDNIGHT.pattern)

    def read(self, text: str) -> date | None:
        """Return the day that is written so; None where it is not, or there is no such day."""
        found = self._pattern.fullmatch(text)
        if found is None:
            return None
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return None
