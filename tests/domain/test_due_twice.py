"""The program's due dates against a second reading of the rules, on random dossiers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.standing import standing
from tests.domain import reference_due
from tests.domain.facts_maker import AXES, TARGETS, framework, rule
from tests.domain.random_dossiers import TODAY, Case, case

LOOKED_AT = tuple(TODAY - timedelta(days=days) for days in (0, 30, 200, 400))
KEYS = ("began", "last", "base", "due", "state", "late", "planned")
Answer = dict[str, dict[str, Any]]


def made(table: dict[str, Any]) -> Rule:
    return rule(table["id"], table["kind"], **{key: table[key] for key in table if key not in ("id", "kind")})


def said_by_the_program(asked: Case, today: date) -> Answer:
    adoptions = tuple(
        Adoption(framework(*map(made, one["rules"]), id=one["id"], replaces=one.get("replaces")), one["in_force_from"])
        for one in asked.adoptions
    )
    answer = {}
    for base in base_dues(asked.journal.dossier, Policy(adoptions)):
        stands = standing(base, today)
        plan = stands.plan.on if stands and stands.plan and stands.plan.on >= today else None
        values = (
            *(base.began, base.last_on, base.due_on),
            *((stands.due_on, stands.state.value, stands.late) if stands else (None, None, False)),
            plan,
        )
        answer[base.rule] = dict(zip(KEYS, values, strict=True))
    return answer


def said_by_the_rules(asked: Case, today: date) -> Answer:
    axes = {axis: list(ids) for axis, ids in AXES.items()}
    policy = {"rules": asked.rules, "axes": axes, "target_groups": list(TARGETS)}
    answer = reference_due.compute(asked.journal.rows, policy, asked.adoptions, today)
    return {name: {key: said[key] for key in KEYS} for name, said in answer.items()}


@settings(max_examples=250)
@given(seed=st.integers(0, 2**32), rules=st.integers(3, 6), steps=st.integers(4, 20))
def test_two_readings_of_the_rules_give_the_same_due_dates(seed: int, rules: int, steps: int) -> None:
    asked = case(seed, rules, steps)
    for today in LOOKED_AT:
        assert said_by_the_program(asked, today) == said_by_the_rules(asked, today)
