"""What one types in the filter of the caseload: free words, and words with a colon for a group, a state, a label."""

from __future__ import annotations

from dataclasses import dataclass

from caseload_tui.domain.people import fold
from caseload_tui.i18n import tr

GROUP, STATE, LABEL, LEAD = "group", "state", "label", "of"
# Both languages are understood whatever the screen speaks, so that a typed filter can be told to a colleague.
_KEYS = {
    "group": GROUP,
    "groep": GROUP,
    "state": STATE,
    "stand": STATE,
    "label": LABEL,
    "doelgroep": LABEL,
    "of": LEAD,
    "van": LEAD,
}
_STATES = {
    "overdue": ("overdue",),
    "late": ("overdue",),
    "laat": ("overdue",),
    "due": ("due",),
    "nu": ("due",),
    "planned": ("planned",),
    "gepland": ("planned",),
    "unrecorded": ("unrecorded",),
    "open": ("unrecorded",),
    "waived": ("waived",),
    "ontheven": ("waived",),
    "upcoming": ("upcoming",),
    "later": ("upcoming",),
    "none": ("",),
    "geen": ("",),
}
_EVERYBODY = ("all", "everybody", "allen", "iedereen", "*")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """A filter that was typed, taken apart; every word must fit, of several for one key any one is enough."""

    words: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()

    @property
    def everybody(self) -> bool:
        """Tell whether clients of all consultants are asked for."""
        return any(lead in _EVERYBODY for lead in self.leads)


def parsed(text: str) -> CaseFilter:
    """Take a typed filter apart; what is half typed is a free word."""
    words: list[str] = []
    keyed: dict[str, list[str]] = {GROUP: [], STATE: [], LABEL: [], LEAD: []}
    for word in fold(text).split():
        key, colon, value = word.partition(":")
        if colon and key in _KEYS:
            if value:
                keyed[_KEYS[key]].append(value)
        else:
            words.append(word)
    return CaseFilter(tuple(words), tuple(keyed[GROUP]), tuple(keyed[STATE]), tuple(keyed[LABEL]), tuple(keyed[LEAD]))


def state_fits(states: tuple[str, ...], state: str) -> bool:
    """Tell whether a due meeting's state is among the typed ones; beginnings of their names are enough."""
    if not states:
        return True
    return any(state in _meant(typed) for typed in states)


def _meant(typed: str) -> set[str]:
    if typed in _STATES:
        return set(_STATES[typed])
    return {name for word, names in _STATES.items() if word.startswith(typed) for name in names}


def hint() -> str:
    """Return what can be typed."""
    return tr("name  group:…  state:late  label:…  of:all")
