"""What-if: the caseload of the store under another policy, side by side with the present one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy_year import Side
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.translating import Counterparts
from caseload_tui.domain.what_if import WhatIf, what_if
from caseload_tui.frameworks import library
from caseload_tui.frameworks.counterparts import read_counterparts
from caseload_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of both policies, and the clients they name."""

    figures: WhatIf
    clients: Mapping[str, ClientRow]
    """By identifier, in the order of the caseload."""


class WhatIfs:
    """Looks at the caseload through another policy; nothing is recorded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def policies(self) -> tuple[Framework, ...]:
        """Return the policies that ship and are not the present one."""
        with self._desk.reading() as reading:
            present = reading.policy().framework.id
        return tuple(library.load(name)[0] for name in library.shipped() if name != present)

    def compare(self, framework: str, counterparts: Path | None = None) -> Comparison:
        """Return the caseload under a policy, by its id or file; `counterparts` says which ids stand for which."""
        other, _, _ = library.load(framework)
        with self._desk.reading() as reading:
            policy = reading.policy()
            given = read_counterparts(counterparts, policy, other) if counterparts is not None else Counterparts()
            clients = {row.id: row for row in reading.clients(ClientFilter())}
            figures = what_if(reading.dossiers(), policy, other, given, self._desk.today())
        order = {client: place for place, client in enumerate(clients)}
        present, wanted = (_by_caseload(side, order) for side in (figures.present, figures.other))
        return Comparison(replace(figures, present=present, other=wanted), clients)


def _by_caseload(side: Side, order: Mapping[str, int]) -> Side:
    """Return the figures with what is late in the order of the caseload."""
    return replace(side, late=tuple(sorted(side.late, key=lambda item: order[item.client])))
