"""What one types to filter the caseload: free words, and words with a colon for a group, a municipality, a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr

GROUP, STATE, LABEL, LEAD, MUNICIPALITY, STATUS = "group", "state", "label", "of", "municipality", "status"
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
    "municipality": MUNICIPALITY,
    "gemeente": MUNICIPALITY,
    "status": STATUS,
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
_STATUSES = {"active": "active", "actief": "active", "aftercare": "aftercare", "nazorg": "aftercare"}
_NOBODY = ("nobody", "niemand")
_EVERYBODY = (*_NOBODY, "all", "everybody", "allen", "iedereen", "*")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """A filter that was typed, taken apart; every word must fit, of several for one key any one is enough."""

    words: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    @property
    def everybody(self) -> bool:
        """Tell whether clients of all consultants are asked for."""
        return any(lead in _EVERYBODY for lead in self.leads)

    @property
    def nobody(self) -> bool:
        """Tell whether clients whom nobody leads are asked for."""
        return any(lead in _NOBODY for lead in self.leads)


def parsed(text: str) -> CaseFilter:
    """Take a typed filter apart; what is half typed is a free word."""
    words: list[str] = []
    keyed: dict[str, list[str]] = {key: [] for key in (GROUP, STATE, LABEL, LEAD, MUNICIPALITY, STATUS)}
    for word in fold(text).split():
        key, colon, value = word.partition(":")
        if colon and key in _KEYS:
            if value:
                keyed[_KEYS[key]].append(value)
        else:
            words.append(word)
    return CaseFilter(tuple(words), *(tuple(typed) for typed in keyed.values()))


def state_fits(states: tuple[str, ...], state: str) -> bool:
    """Tell whether a due meeting's state is among the typed ones; beginnings of their names are enough."""
    if not states:
        return True
    return any(state in _meant(typed) for typed in states)


def client_fits(
    client: ClientRow,
    wanted: CaseFilter,
    state: str,
    *,
    group_name: Callable[[str], str],
    label_name: Callable[[str], str],
    lead_name: Callable[[str | None], str],
) -> bool:
    """Tell whether a client is meant by what was typed; `state` is that of the next meeting."""
    texts = " ".join(map(fold, about(client)))
    return (
        all(word in texts for word in wanted.words)
        and state_fits(wanted.states, state)
        and _any(wanted.groups, client.groups.values(), map(group_name, client.groups.values()))
        and _any(wanted.labels, client.labels, map(label_name, client.labels))
        and _any(wanted.municipalities, (client.municipality or "",))
        and _status_fits(wanted.statuses, client.status)
        and not (wanted.nobody and client.lead)
        and (wanted.everybody or _any(wanted.leads, (client.lead or "",), (lead_name(client.lead),)))
    )


def about(client: ClientRow) -> tuple[str, ...]:
    """Return the texts of a client that free words look in."""
    return (client.listed_name, client.name, client.file_number, client.municipality or "")


def _any(typed: tuple[str, ...], *texts: Iterable[str]) -> bool:
    """Tell whether one of the typed words stands in one of the texts, or after `=` is one; nothing asks nothing."""
    if not typed:
        return True
    folded = [fold(text) for group in texts for text in group]
    exactly = {exact(text) for text in folded}
    return any(word in exactly or any(word in text for text in folded) for word in typed)


def exact(text: str) -> str:
    """Return what is typed to mean exactly this id or name, without white in it."""
    return "=" + "_".join(fold(text).split())


def _status_fits(typed: tuple[str, ...], status: str) -> bool:
    return not typed or status in {
        name for start in typed for word, name in _STATUSES.items() if word.startswith(start)
    }


def _meant(typed: str) -> set[str]:
    if typed in _STATES:
        return set(_STATES[typed])
    return {name for word, names in _STATES.items() if word.startswith(typed) for name in names}


def hint() -> str:
    """Return what can be typed."""
    return tr("name  group:…  state:late  label:…  municipality:…  of:all")
