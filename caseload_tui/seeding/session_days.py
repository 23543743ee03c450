"""On which days an office has its group sessions: a few fixed working days of every fortnight for each kind."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from caseload_tui.domain.framework import Framework, Kind
from caseload_tui.domain.holidays import is_working_day
from caseload_tui.domain.sessions import GROUP_SESSION

_ONE_DAY = timedelta(days=1)
_FORTNIGHT, _WORKING_DAYS = 14, (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)
_CLIENTS_A_DAY = 150
"""So many clients ask for one more session a fortnight of each kind."""
_APART = 3


def is_session(kind: Kind) -> bool:
    """Tell whether many clients come to a meeting of this kind at once."""
    return kind.session == GROUP_SESSION


class SessionDays:
    """The days of the fortnight on which sessions of a kind are."""

    def __init__(self, framework: Framework, clients: int) -> None:
        often = min(max(clients // _CLIENTS_A_DAY, 1), len(_WORKING_DAYS))
        weekly = [
            rule.kind for rule in framework.rules if rule.interval and rule.interval.nominal_days <= _FORTNIGHT // 2
        ]
        kinds = [kind.id for kind in framework.kinds if is_session(kind)]
        self._days = {
            kind: _spread(1 + _APART * place, often + often % 2 if kind in weekly else often)
            for place, kind in enumerate(kinds)
        }

    def until(self, kind: str, day: date) -> date:
        """Return the last day with a session, this day included."""
        return _walk(self._days[kind], day, -_ONE_DAY)

    def since(self, kind: str, day: date) -> date:
        """Return the first day with a session, this day included."""
        return _walk(self._days[kind], day, _ONE_DAY)


def _spread(first: int, often: int) -> frozenset[int]:
    """Return so many days of the fortnight, evenly apart; an even number of them comes back every week."""
    count = len(_WORKING_DAYS)
    return frozenset(_WORKING_DAYS[(first + count * turn // often) % count] for turn in range(often))


@lru_cache(maxsize=8192)
def _walk(days: frozenset[int], day: date, step: timedelta) -> date:
    while (day.toordinal() - 1) % _FORTNIGHT not in days or not is_working_day(day):
        day += step
    return day
