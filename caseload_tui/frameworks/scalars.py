"""The values of the format that stand in one place: ids, durations, dates, texts, numbers and closed words.

Each type says in its own words what it expects, so that a mistake reads the same wherever it is made.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator
from pydantic_core import PydanticCustomError

from caseload_tui.domain.durations import Duration
from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.making import horizon
from caseload_tui.frameworks.problems import ID, LONGEST_ID, nearest
from caseload_tui.i18n import tr

EXPECTED = "expected"
EXPECTED_ID = "expected_id"
_YEARS = range(1900, 2200)
_LONGEST = Duration(100, "years")
_LONGEST_NUMBER = 20


def expected(what: str, found: object, hint: str = "") -> PydanticCustomError:
    """Return the error that says what was expected and what was found."""
    message = tr("Expected {what}; found {found}.", what=what, found=shown(found)) + hint
    return PydanticCustomError(EXPECTED, "{message}", {"message": message})


def shown(found: object) -> str:
    """Return a value of the document as a message shows it, cut short."""
    if isinstance(found, Mapping):
        return tr("a table")
    if isinstance(found, list) and any(isinstance(item, list | Mapping) for item in found):
        return tr("a list")
    if isinstance(found, list):
        return _cut("[" + ", ".join(shown(item) for item in found) + "]")
    if isinstance(found, bool):
        return "true" if found else "false"
    text = f"“{found}”" if isinstance(found, str) else str(found)
    return _cut(text, "”" if isinstance(found, str) else "")


def _cut(text: str, end: str = "") -> str:
    return text if len(text) <= 60 else text[:57] + "…" + end


def _check(test: Callable[[Any], bool], what: Callable[[], str]) -> PlainValidator:
    def validate(found: Any) -> Any:
        if not test(found):
            raise expected(what(), found, _quoted(test, found))
        return found

    return PlainValidator(validate)


def _quoted(test: Callable[[Any], bool], found: object) -> str:
    """Return a hint where only the quotes are too much, as around a number; else nothing."""
    try:
        meant = json.loads(found) if isinstance(found, str) and len(found) < _LONGEST_NUMBER else None
    except ValueError:
        return ""
    return " " + tr("Write it without quotes.") if isinstance(meant, int | float) and test(meant) else ""


def one_of(*words: str | int) -> PlainValidator:
    """Return a validator for a closed list of words."""

    def validate(found: Any) -> Any:
        if isinstance(found, bool) or found not in words:
            texts = [word for word in words if isinstance(word, str)]
            hint = nearest(found, texts) if isinstance(found, str) else ""
            hint = hint or _quoted(lambda meant: not isinstance(meant, bool) and meant in words, found)
            raise expected(tr("one of {words}", words=", ".join(str(word) for word in words)), found, hint)
        return found

    return PlainValidator(validate)


def _is_text(found: object) -> bool:
    return isinstance(found, str) and bool(found.strip())


def _is_int(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool)


def _is_number(found: object) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)


def _reads(read: Callable[[str], object], found: object) -> bool:
    if not isinstance(found, str):
        return False
    try:
        read(found)
    except ValueError:
        return False
    return True


def _is_spoken(found: object) -> bool:
    if isinstance(found, Mapping):
        return bool(found) and all(key in vocabulary.LANGUAGES and _is_text(text) for key, text in found.items())
    return _is_text(found)


def _is_day(found: object) -> bool:
    if isinstance(found, str):
        return _reads(date.fromisoformat, found)
    return isinstance(found, date) and not isinstance(found, datetime)


def _day(found: Any) -> Any:
    if not _is_day(found):
        raise expected(tr("a date such as 2026-01-31"), found)
    year = (date.fromisoformat(found) if isinstance(found, str) else found).year
    if year not in _YEARS:
        raise expected(tr("a date from 1900 to 2199"), found)
    return found


def _day_or_text(found: Any) -> Any:
    if isinstance(found, date) or _is_day(found):
        return _day(found)
    if not _is_text(found):
        raise expected(tr("a date or a text"), found)
    return found


def _not_too_long(term: Duration | None, found: str) -> str:
    if term is not None and term.nominal_days > _LONGEST.nominal_days:
        raise expected(tr("a duration of at most 100 years"), found)
    return found


def _term(found: Any) -> str:
    if not _reads(Duration.parse, found):
        raise expected(tr("a duration such as “7 days”, “2 weeks”, “6 months” or “1 year”"), found)
    return _not_too_long(Duration.parse(found), found)


def _horizon(found: Any) -> str:
    if not _reads(horizon, found):
        raise expected(tr("a duration such as “6 months”, “ca. 3 years”, or “none”"), found)
    return _not_too_long(horizon(found).term, found)


def _stated(found: Any) -> Any:
    ends = found if isinstance(found, list) and len(found) == 2 else [found]
    if not all(_is_number(end) for end in ends):
        raise expected(tr("a number, or a range [from, to] with the lower one first"), found)
    if ends[0] > ends[-1]:
        message = tr("The range runs backwards: from {low} to {high}.", low=ends[0], high=ends[-1])
        raise PydanticCustomError(EXPECTED, "{message}", {"message": message})
    return found


def _at_least_nothing(found: Any) -> Any:
    ends = found if isinstance(_stated(found), list) else [found]
    if ends[0] < 0:
        raise expected(tr("no number below 0"), ends[0])
    return found


def _some(found: list[Any]) -> list[Any]:
    if not found:
        message = tr("An empty list restricts to nobody: leave the key out, or name at least one.")
        raise PydanticCustomError(EXPECTED, "{message}", {"message": message})
    return found


def _is_pair(found: object) -> bool:
    return isinstance(found, list) and len(found) == 2 and all(_is_text(word) for word in found)


def _is_counted(found: object) -> bool:
    return isinstance(found, str) and (
        found in vocabulary.COUNTED
        or (found.startswith(vocabulary.MANUAL) and bool(ID.fullmatch(found.removeprefix(vocabulary.MANUAL))))
    )


def _participants(found: Any) -> Any:
    wrong = [item for item in found if item not in vocabulary.PARTICIPANTS] if isinstance(found, list) else []
    if wrong or not isinstance(found, list) or not found:
        hint = nearest(wrong[0], vocabulary.PARTICIPANTS) if wrong and isinstance(wrong[0], str) else ""
        raise expected(tr("a list of {words}", words=_words(vocabulary.PARTICIPANTS)), found, hint)
    return found


def _id(found: Any) -> Any:
    if not (isinstance(found, str) and ID.fullmatch(found)):
        what = tr("an id of lower-case letters, digits, _ and -, at most {longest} characters", longest=LONGEST_ID)
        raise PydanticCustomError(EXPECTED_ID, "{message}", {"message": expected(what, found).message()})
    return found


def _words(words: Iterable[str]) -> str:
    return ", ".join(words)


Line = Annotated[str, _check(_is_text, lambda: tr("a text"))]
Id = Annotated[str, PlainValidator(_id)]
Flag = Annotated[bool, _check(lambda found: isinstance(found, bool), lambda: tr("true or false"))]
Count = Annotated[int, _check(lambda found: _is_int(found) and found >= 1, lambda: tr("a whole number from 1"))]
Age = Annotated[
    int, _check(lambda found: _is_int(found) and 0 <= found <= 120, lambda: tr("an age in whole years, 0 to 120"))
]
AtLeastOne = Annotated[float, _check(lambda found: _is_number(found) and found >= 1, lambda: tr("a number from 1"))]
Number = Annotated[float, _check(_is_number, lambda: tr("a number"))]
NotNegative = Annotated[
    float, _check(lambda found: _is_number(found) and found >= 0, lambda: tr("a number that is not below 0"))
]
Relative = Annotated[
    float, _check(lambda found: _is_number(found) and found >= -1, lambda: tr("a number from -1 (0.10 is 10% more)"))
]
Day = Annotated[date, PlainValidator(_day)]
DayOrText = Annotated[object, PlainValidator(_day_or_text)]
Spoken = Annotated[
    object, _check(_is_spoken, lambda: tr("a text, or a table with a text per language: {{ nl = …, en = … }}"))
]
Term = Annotated[str, PlainValidator(_term)]
HorizonText = Annotated[str, PlainValidator(_horizon)]
Stated = Annotated[object, PlainValidator(_stated)]
Amount = Annotated[object, PlainValidator(_at_least_nothing)]
Ids = Annotated[list[Id], AfterValidator(_some)]
Pair = Annotated[object, _check(_is_pair, lambda: tr('two texts, for one and for many: ["client", "clients"]'))]
Counted = Annotated[
    str, _check(_is_counted, lambda: tr("one of {words}, or manual:<id>", words=_words(vocabulary.COUNTED)))
]
IdOrIds = Annotated[
    object,
    _check(
        lambda found: (
            isinstance(found, str)
            or (isinstance(found, list) and bool(found) and all(isinstance(item, str) for item in found))
        ),
        lambda: tr("a list of meeting kinds, or “any”"),
    ),
]
ParticipantList = Annotated[object, PlainValidator(_participants)]
LineOrLines = Annotated[
    object,
    _check(
        lambda found: _is_text(found) or (isinstance(found, list) and bool(found) and all(map(_is_text, found))),
        lambda: tr("the path of a key, or a list of paths"),
    ),
]
Anything = Annotated[object, PlainValidator(lambda found: found)]
