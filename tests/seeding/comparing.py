"""The due dates of a seeded office, by the program and by the second reading of the rules."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from datetime import date
from typing import Any

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.facts import payload
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.standing import standing
from caseload_tui.frameworks import library
from caseload_tui.seeding import load_scenario, plan_office
from tests.domain import reference_due

TODAY = date(2026, 11, 23)
Answer = dict[str, tuple[Any, ...]]


def rules_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rules of a policy file as the second reading wants them: steps are `once` rules with an anchor."""
    steps = []
    for step in document.get("intake", []):
        anchor = {"after": step.get("after", "registration")} if "by" not in step or "after" in step else {}
        term = {"first_within": step["within"]} if "within" in step else {}
        steps.append({"id": step["kind"], **step, **anchor, **term, "once": True})
    return [*steps, *document.get("cadences", [])]


def plain_framework(text: str) -> dict[str, Any]:
    """Return of a policy file what the second reading wants."""
    document = tomllib.loads(text)
    return {
        "rules": rules_of(document),
        "axes": {axis["id"]: [group["id"] for group in axis["groups"]] for axis in document["axes"]},
        "target_groups": [target["id"] for target in document.get("target_groups", [])],
    }


def compared(name: str, *, clients: int, seed: int = 7) -> int:
    """Seed an office, compare every due date, and return how many were compared."""
    framework, text, _ = library.load(name)
    office = plan_office(
        load_scenario("office"), text, framework, clients=clients, consultants=3, seed=seed, today=TODAY
    )
    plain = plain_framework(text)
    dossiers: dict[str, list[Any]] = defaultdict(list)
    for event in office.events:
        dossiers[event.dossier].append(event)
    in_force = next(event.fact for event in dossiers.pop("office") if event.kind == "framework.adopted").in_force_from
    policy = Policy((Adoption(framework, in_force),))
    adoptions = [{"id": framework.id, "rules": plain["rules"], "in_force_from": in_force}]
    count = 0
    for events in dossiers.values():
        lines = [{"id": event.id, "kind": event.kind, "payload": plain_payload(event.fact)} for event in events]
        expected = {
            rule: (said["base"], said["due"], said["state"], said["late"])
            for rule, said in reference_due.compute(lines, plain, adoptions, TODAY).items()
        }
        found = by_the_program(events, policy)
        assert found == expected
        count += len(found)
    return count


def plain_payload(fact: Any) -> Any:
    return json.loads(json.dumps(payload(fact)))


def by_the_program(events: list[Any], policy: Policy) -> Answer:
    answer: Answer = {}
    for base in base_dues(dossier_of(events), policy):
        if policy.framework.rules_by_id[base.rule].scope.aftercare:
            continue
        stands = standing(base, TODAY)
        shown = (stands.due_on, stands.state.value, stands.late) if stands else (None, None, False)
        answer[base.rule] = (base.due_on, *shown)
    return answer
