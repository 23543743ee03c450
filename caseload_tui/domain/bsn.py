"""Finding citizen service numbers (BSN) in what comes from outside, so that it can be refused as a whole."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from caseload_tui.domain.people import eleven_test, fold
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

_WORDS = re.compile(r"[\s_/()-]+")
_NAMES = frozenset({"bsn", "bsnnr", "bsnnummer", "burgerservicenummer", "sofinummer", "sofi"})
_PART, _WHOLE = "bsn", "burgerservice"
_VALUES, _SHARE, _DOUBTFUL = 20, 0.9, 0.5
_SIGNS = str.maketrans("", "", " .-")
_WRITTEN, _LONGEST = 9, 13


class BsnWatch:
    """Looks at named values one by one: a name that says it is refused at once, values once there are enough."""

    def __init__(self) -> None:
        self._filled: Counter[tuple[str, str]] = Counter()
        self._fitting: Counter[tuple[str, str]] = Counter()

    def look_at_name(self, name: str) -> None:
        """Refuse a name that says that such numbers stand under it."""
        if _says_it(name):
            raise _refusal(name)

    def look(self, name: str, value: str, within: str = "") -> None:
        """Count a value under its name; `within` keeps names apart that stand in different lists."""
        if value:
            self._filled[within, name] += 1
            if value[0].isdigit() and _fits(value):
                self._fitting[within, name] += 1

    def doubtful(self) -> tuple[str, ...]:
        """Return the names of which half the values or more pass the test, but too few to refuse them."""
        fitting = ((name, count, self._filled[within, name]) for (within, name), count in self._fitting.items())
        return tuple(name for name, count, filled in fitting if count >= _DOUBTFUL * filled)

    def refuse(self) -> None:
        """Refuse names of which nine in ten of at least twenty values pass the test of such a number."""
        for (within, name), count in self._filled.items():
            if count >= _VALUES and self._fitting[within, name] >= _SHARE * count:
                raise _refusal(name)


def _fits(value: str) -> bool:
    """Tell whether it passes the test, with signs between its digits too; eight digits with signs are a date."""
    if value.isdigit():
        return eleven_test(value)
    digits = value.translate(_SIGNS) if len(value) <= _LONGEST else ""
    return len(digits) == _WRITTEN and eleven_test(digits)


@lru_cache(maxsize=1024)
def _says_it(name: str) -> bool:
    words = ["".join(filter(str.isalnum, word)) for word in _WORDS.split(fold(name))]
    whole = "".join(words)
    if whole in _NAMES or _WHOLE in whole:
        return True
    return any(word in _NAMES or word.startswith(_PART) or word.endswith(_PART) for word in words)


def _refusal(name: str) -> Refused:
    return Refused(
        tr("“{name}” holds citizen service numbers (BSN).", name=name),
        tr("The program keeps none. Nothing was imported; take them out of the file."),
    )
