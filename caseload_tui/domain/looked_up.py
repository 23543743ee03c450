"""What somebody types to find a note: `schuld lente`, `"betaling gemist" since:maart domain:financien client:smit`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from re import fullmatch

from caseload_tui.domain.asked import TERM, plain
from caseload_tui.domain.people import fold
from caseload_tui.domain.typed_dates import parse_date
from caseload_tui.domain.typed_periods import LAST, is_season, parse_period
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

FROM, UNTIL, WITHIN, DOMAIN, KIND, CLIENT, CONSULTANT = (
    "from",
    "until",
    "in",
    "domain",
    "kind",
    "client",
    "consultant",
)
FIELDS = {
    **{"from": FROM, "since": FROM, "vanaf": FROM, "sinds": FROM},
    **{"until": UNTIL, "till": UNTIL, "tot": UNTIL, "tm": UNTIL},
    **{"in": WITHIN, "during": WITHIN, "tijdens": WITHIN},
    **{"domain": DOMAIN, "leefgebied": DOMAIN, "kind": KIND, "soort": KIND},
    **{"client": CLIENT, "klant": CLIENT, "cliënt": CLIENT, "wie": CLIENT, "who": CLIENT},
    **{"consultant": CONSULTANT, "van": CONSULTANT, "of": CONSULTANT},
}
_BACK = r"[0-9]{1,4}[dwmjy]"
_YEAR = r"[12][0-9]{3}"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What is asked of notes, taken apart; `wrong` says what could not be read and asks nothing."""

    words: str = ""
    first: date | None = None
    last: date | None = None
    values: tuple[tuple[str, str], ...] = ()
    """Field and value of what names a life domain, kind, client or consultant."""
    wrong: tuple[str, ...] = ()

    def of(self, field: str) -> tuple[str, ...]:
        """Return the values that were given for a field."""
        return tuple(value for name, value in self.values if name == field)

    @property
    def asks(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.words or self.values or self.first or self.last)


def read_lookup(text: str, today: date) -> LookedUp:
    """Take what is typed apart; a season says when, unless it stands in quotes."""
    words, values, wrong, first, last = list[str](), list[tuple[str, str]](), list[str](), None, None
    for name, typed, quoted in _parts(text):
        field = FIELDS.get(name, name)
        span = None
        if not name and not quoted:
            begun = fold(typed).replace("-", " ").partition(" ")[0]
            span = parse_period(fold(typed), today) if is_season(begun) else None
            field = WITHIN if span else ""
        if field in (FROM, UNTIL, WITHIN):
            try:
                begin, end = span or _days(typed, today)
            except Refused as error:
                wrong.append(error.title)
                continue
            first = begin if field in (FROM, WITHIN) else first
            last = end if field in (UNTIL, WITHIN) else last
        elif field in (DOMAIN, KIND, CLIENT, CONSULTANT):
            values += [(field, value) for part in typed.split(",") if (value := plain(part))]
        elif name and name not in FIELDS:
            known = " ".join(f"{known}:" for known in (FROM, UNTIL, WITHIN, DOMAIN, CLIENT, CONSULTANT, KIND))
            wrong.append(tr("There is no “{name}:”; choose from {fields}.", name=name, fields=known))
        else:
            words.append(typed)
    if first and last and last < first:
        wrong.append(tr("The last day comes before the first."))
    return LookedUp(" ".join(words), first, last, tuple(values), tuple(wrong))


def _parts(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield field, value and whether it stands in quotes; `last spring` and `lente 2025` stay together."""
    parts = []
    for match in TERM.finditer(text):
        _, name, _, typed = match.groups()
        value = typed.strip('"').strip()
        if value:
            parts.append((fold(name or ""), value, typed.startswith('"')))
    place = 0
    while place < len(parts):
        name, value, quoted = parts[place]
        following = parts[place + 1] if place + 1 < len(parts) else ("", "", True)
        if not name and not quoted and not following[0] and not following[2]:
            before = fold(value) in LAST and is_season(fold(following[1]))
            after = is_season(fold(value)) and fullmatch(_YEAR, following[1])
            if before or after:
                value, place = following[1] if before else f"{value} {following[1]}", place + 1
        yield name, value, quoted
        place += 1


def _days(typed: str, today: date) -> tuple[date, date]:
    """Return the days that are meant: of a period, or the day; `3m` is three months back."""
    span = parse_period(fold(typed), today)
    if span is not None:
        return span
    day = parse_date(f"-{typed}" if fullmatch(_BACK, typed) else typed, today)
    return day, day
