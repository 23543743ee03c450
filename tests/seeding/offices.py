"""Made-up offices for tests, each planned once; and their journals as the lines of an export."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts import OFFICE, Event, payload
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Office, office_of
from caseload_tui.frameworks import library
from caseload_tui.seeding import SeededOffice, load_scenario, plan_office

TODAY = date(2026, 11, 23)
POLICIES = (*library.shipped(), *library.training())


@dataclass(frozen=True)
class Made:
    """A made-up office with what its facts say."""

    framework: Framework
    seeded: SeededOffice
    today: date

    @cached_property
    def by_dossier(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.seeded.events:
            found.setdefault(event.dossier, []).append(event)
        return found

    @cached_property
    def dossiers(self) -> list[Dossier]:
        return [dossier_of(events) for name, events in self.by_dossier.items() if name != OFFICE]

    @property
    def office(self) -> Office:
        return office_of(self.by_dossier[OFFICE])

    @property
    def policy(self) -> Policy:
        adopted = next(event.fact for event in self.seeded.events if isinstance(event.fact, FrameworkAdopted))
        return Policy((Adoption(self.framework, adopted.in_force_from),))


@cache
def made(policy: str, *, clients: int = 140, consultants: int = 2, seed: int = 2026, today: date = TODAY) -> Made:
    framework, text, _ = library.load(policy)
    seeded = plan_office(
        load_scenario("office"), text, framework, clients=clients, consultants=consultants, seed=seed, today=today
    )
    return Made(framework, seeded, today)


def lines(events: Iterable[Event], *, without_text: bool = False) -> list[str]:
    """Return the canonical export lines; without the policy's text, in which a comment may change."""
    found = []
    for event in events:
        values = payload(event.fact)
        if without_text and event.kind == "framework.adopted":
            values["text"] = ""
        line = {
            "id": event.id,
            "dossier": event.dossier,
            "kind": event.kind,
            "at": event.at,
            "by": event.by,
            "device": event.device,
            "version": event.version,
            "payload": values,
        }
        found.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
    return found
