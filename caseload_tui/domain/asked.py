"""What somebody types to narrow a list: `group:groeien due<14d -label:ouder "schuld" smit`, read into values.

All of it must hold; of several values for one field any one is enough. The same words work on every list and on the
command line, in both languages whatever the screen speaks, so that a filter can be told to a colleague.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.people import fold
from caseload_tui.domain.typed_dates import parse_date
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

GROUP, STATE, DUE, LABEL, MUNICIPALITY = "group", "state", "due", "label", "municipality"
CONSULTANT, KIND, DOMAIN, STATUS, IS = "consultant", "kind", "domain", "status", "is"
WORD, NOTE = "", "note"
"""A word of a name or text, and a text in quotes, which stands in a note."""
_NAMES = {
    GROUP: ("group", "groep"),
    STATE: ("state", "stand"),
    DUE: ("due", "datum", "termijn"),
    LABEL: ("label", "doelgroep", "flag"),
    MUNICIPALITY: ("municipality", "gemeente"),
    CONSULTANT: ("consultant", "van", "of"),
    KIND: ("kind", "soort"),
    DOMAIN: ("domain", "leefgebied"),
    STATUS: ("status",),
    IS: ("is",),
}
FIELDS = {name: key for key, names in _NAMES.items() for name in names}
STATES = {
    "late": "overdue",
    "laat": "overdue",
    "overdue": "overdue",
    "due": "due",
    "nu": "due",
    "planned": "planned",
    "gepland": "planned",
    "unrecorded": "unrecorded",
    "open": "unrecorded",
    "waived": "waived",
    "ontheven": "waived",
    "upcoming": "upcoming",
    "later": "upcoming",
    "none": "",
    "geen": "",
}
_STATUSES = {"active": "active", "actief": "active", "aftercare": "aftercare", "nazorg": "aftercare"}
LATE, SILENT, NO_NORM = "late", "silent", "no norm"
THINGS = {LATE: ("late", "laat"), SILENT: ("silent", "lang niet gesproken"), NO_NORM: ("no norm", "zonder norm")}
"""What a row can be, in both languages: late, of somebody not spoken to for long, of somebody without a norm."""
_NOBODY = frozenset(("nobody", "niemand"))
_NOWHERE = frozenset(("none", "geen"))
_EVERYBODY = frozenset(("all", "everybody", "allen", "iedereen", "*"))
TERM = re.compile(r'(-?)(?:([^\W\d_]+)(:|<=|>=|<|>))?("[^"]*"?|[^\s"]*)')
"""One word of what is typed: unwanted or not, field, sign, value."""
_AHEAD = re.compile(r"[0-9]+[dwmy]")
_HOLDS: dict[str, Callable[[date, date], bool]] = {
    ":": lambda day, bound: day == bound,
    "<": lambda day, bound: day < bound,
    "<=": lambda day, bound: day <= bound,
    ">": lambda day, bound: day > bound,
    ">=": lambda day, bound: day >= bound,
}


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked; `day` is what a date means on the day of asking."""

    field: str
    value: str
    sign: str = ":"
    unwanted: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be asked of a row, folded and with `-` and `_` as spaces."""

    client: str
    text: str
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By field: ids and names."""
    state: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter, taken apart; `wrong` says what could not be read and asks nothing."""

    terms: tuple[Term, ...] = ()
    wrong: tuple[str, ...] = ()

    def __and__(self, other: Asked) -> Asked:
        """Return the filter that lets through what both let through."""
        return Asked(self.terms + other.terms, self.wrong + other.wrong)

    @property
    def everybody(self) -> bool:
        """Tell whether the clients of all consultants must be looked through: somebody, all or nobody is named."""
        return any(term.field == CONSULTANT and not term.unwanted for term in self.terms)

    @property
    def noted(self) -> tuple[Term, ...]:
        """What must be looked up in notes: texts in quotes, and life domains."""
        return tuple(term for term in self.terms if term.field in (NOTE, DOMAIN))

    def lets(self, row: Facets, noted: Callable[[Term], frozenset[str]]) -> bool:
        """Tell whether a row is let through; `noted` gives the clients in whose notes something stands."""
        wanted: dict[str, bool] = {}
        for term in self.terms:
            holds = _holds(term, row, noted)
            if term.unwanted or term.field in (WORD, NOTE, DUE):
                if holds is term.unwanted:
                    return False
            else:
                wanted[term.field] = wanted.get(term.field, False) or holds
        return all(wanted.values())


def read_filter(text: str, today: date) -> Asked:
    """Take a typed filter apart; what is half typed asks nothing yet."""
    terms, wrong = list[Term](), list[str]()
    for match in TERM.finditer(text):
        minus, name, sign, typed = match.groups()
        value = plain(typed.strip('"'))
        if name is None:
            if typed.startswith('"'):
                terms += [Term(NOTE, typed.strip('"').strip(), unwanted=bool(minus))] if value.strip() else []
            else:
                word = fold(typed)
                terms += [Term(WORD, word, unwanted=bool(minus))] if word else []
            continue
        key = FIELDS.get(fold(name))
        if key is None:
            wrong.append(_unknown(name))
        elif sign != ":" and key != DUE:
            wrong.append(tr("Only due can be compared with {sign}.", sign=sign))
        elif value and key == DUE:
            _add_day(terms, wrong, Term(DUE, value, sign, bool(minus)), typed.strip('"'), today)
        elif value:
            terms += [Term(key, part, sign, bool(minus)) for part in value.split(",") if part]
    return Asked(tuple(terms), tuple(wrong))


def facet_values(*texts: str | None) -> tuple[str, ...]:
    """Return ids and names as they are compared."""
    return tuple(plain(text) for text in texts if text)


def states_meant(typed: str) -> frozenset[str]:
    """Return the states that are meant; beginnings of their names are enough."""
    if typed in STATES:
        return frozenset((STATES[typed],))
    return frozenset(state for word, state in STATES.items() if word.startswith(typed))


def completions(text: str, values: Callable[[str], Iterable[str]], spoken: str) -> tuple[str, ...]:
    """Return what the last word may become: fields as one language calls them, then their values."""
    begun = text.rpartition(" ")[2]
    minus = "-" if begun.startswith("-") else ""
    name, colon, typed = begun.removeprefix("-").partition(":")
    if not colon:
        fields = (names[min(spoken == "nl", len(names) - 1)] for names in _NAMES.values())
        return tuple(f"{minus}{known}:" for known in fields if name and known.startswith(fold(name)))
    key = FIELDS.get(fold(name))
    if key is None:
        return ()
    known = dict.fromkeys(values(key))
    return tuple(
        f'{minus}{name}:"{value}"' if " " in value else f"{minus}{name}:{value}"
        for value in known
        if plain(typed.strip('"')) in plain(value) and plain(typed.strip('"')) != plain(value)
    )


def _holds(term: Term, row: Facets, noted: Callable[[Term], frozenset[str]]) -> bool:
    match term.field:
        case "":
            return term.value in row.text
        case "domain" if DOMAIN in row.values:
            return any(term.value in value for value in row.values[DOMAIN])
        case "note" | "domain":
            return row.client in noted(term)
        case "state":
            return row.state in states_meant(term.value)
        case "due":
            return row.due_on is not None and term.day is not None and _HOLDS[term.sign](row.due_on, term.day)
        case "consultant" if term.value in _EVERYBODY:
            return True
        case "consultant" if term.value in _NOBODY:
            return not row.values.get(CONSULTANT)
        case "municipality" if term.value in _NOWHERE:
            return not row.values.get(MUNICIPALITY)
        case "is":
            return any(text.startswith(term.value) for text in row.values.get(IS, ()))
        case "status":
            named = {status for word, status in _STATUSES.items() if word.startswith(term.value)}
            return bool(named & {*row.values.get(STATUS, ())}) or row.state in states_meant(term.value)
    texts = row.values.get(term.field, ())
    if term.value.startswith("="):
        return term.value[1:] in texts
    return any(term.value in text for text in texts)


def exact(text: str) -> str:
    """Return what is typed to mean exactly this id or name, without white in it."""
    return "=" + "_".join(fold(text).split())


def _add_day(terms: list[Term], wrong: list[str], term: Term, typed: str, today: date) -> None:
    try:
        day = parse_date(f"+{typed}" if _AHEAD.fullmatch(typed) else typed, today)
    except Refused as error:
        wrong.append(error.title)
    else:
        terms.append(Term(DUE, term.value, term.sign, term.unwanted, day))


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(fold(name), FIELDS, 1, 0.5)
    if near:
        return tr("There is no “{name}:”; do you mean {near}:?", name=name, near=near[0])
    return tr("There is no “{name}:”; choose from {fields}.", name=name, fields=" ".join(f"{key}:" for key in _NAMES))


def plain(text: str) -> str:
    """Return a typed value as it is compared: folded, with `-` and `_` as spaces."""
    return fold(text).replace("-", " ").replace("_", " ").strip()
