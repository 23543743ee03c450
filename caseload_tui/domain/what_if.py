"""The same caseload under another policy, beside the present one: what it would ask, computed and never recorded.

What the other policy has no counterpart for is left open and counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy_year import Side, Tally
from caseload_tui.domain.stated import framework_on
from caseload_tui.domain.translating import Counterparts, Translation, translation

GROUP, KIND, TARGET_GROUP = "group", "kind", "target_group"
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Open:
    """Something of the present policy for which the other has no counterpart, and how many clients it is about."""

    what: str
    id: str
    axis: str | None
    clients: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both policies side by side."""

    present: Side
    other: Side
    left_open: tuple[Open, ...]


def what_if(dossiers: Iterable[Dossier], policy: Policy, other: Framework, given: Counterparts, today: date) -> WhatIf:
    """Return what the other policy would ask of the clients, had it come into force on the same day."""
    translate = translation(policy.framework, framework_on(other, today), given)
    translated = Policy((Adoption(translate.with_house(), policy.adoptions[-1].in_force_from),))
    here, there, used = Tally(policy, today), Tally(translated, today), Counter[tuple[str, str]]()
    for dossier in dossiers:
        if not dossier.present:
            continue
        here.add(dossier, _NOTHING)
        there.add(translate.dossier(dossier), translate.unknown_axes(dossier))
        used.update(_used(dossier))
    return WhatIf(here.side(), there.side(), tuple(_left_open(translate, used)))


def _used(dossier: Dossier) -> set[tuple[str, str]]:
    """Return which groups, kinds and target groups a client's dossier has today, each once."""
    return {
        *((GROUP, group) for group in dossier.groups.values()),
        *((KIND, meeting.kind) for meeting in dossier.meetings),
        *((TARGET_GROUP, label) for label in dossier.current_labels),
    }


def _left_open(translate: Translation, used: Counter[tuple[str, str]]) -> Iterable[Open]:
    present = translate.present
    for axis in present.axes:
        for group in axis.groups:
            if translate.group(group.id) is None:
                yield Open(GROUP, group.id, axis.id, used[GROUP, group.id])
    for kind in present.kinds:
        if translate.kind(kind.id) is None:
            yield Open(KIND, kind.id, None, used[KIND, kind.id])
    for target in present.target_groups:
        if translate.target_group(target.id) is None:
            yield Open(TARGET_GROUP, target.id, None, used[TARGET_GROUP, target.id])
