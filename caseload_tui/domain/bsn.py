"""Finding citizen service numbers (BSN) in what comes from outside, so that it can be refused as a whole."""

from __future__ import annotations

from collections import Counter

from caseload_tui.domain.people import eleven_test, fold
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

_NAMES = frozenset({"bsn", "bsnnr", "bsnnummer", "burgerservicenummer", "sofinummer", "sofi"})
_VALUES, _SHARE = 20, 0.9


class BsnWatch:
    """Looks at named values one by one: a name that says it is refused at once, values once there are enough."""

    def __init__(self) -> None:
        self._filled: Counter[tuple[str, str]] = Counter()
        self._fitting: Counter[tuple[str, str]] = Counter()

    def look_at_name(self, name: str) -> None:
        """Refuse a name that says that such numbers stand under it."""
        if "".join(letter for letter in fold(name) if letter.isalnum()) in _NAMES:
            raise _refusal(name)

    def look(self, name: str, value: str, within: str = "") -> None:
        """Count a value under its name; `within` keeps names apart that stand in different lists."""
        if value:
            self._filled[within, name] += 1
            if value[0].isdigit() and eleven_test(value):
                self._fitting[within, name] += 1

    def refuse(self) -> None:
        """Refuse names of which nine in ten of at least twenty values pass the test of such a number."""
        for (within, name), count in self._filled.items():
            if count >= _VALUES and self._fitting[within, name] >= _SHARE * count:
                raise _refusal(name)


def _refusal(name: str) -> Refused:
    return Refused(
        tr("“{name}” holds citizen service numbers (BSN).", name=name),
        tr("The program keeps none. Nothing was imported; take them out of the file."),
    )
