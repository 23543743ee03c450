"""A dossier as it stood: today it is what it is, and on each earlier day it is what it was then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import HELD, Dossier
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.monitor.as_it_stood import as_it_stood
from tests.domain.facts_maker import START, framework, registered, rule
from tests.domain.random_dossiers import TODAY, case
from tests.domain.test_due_twice import made

SAME = ("rule", "due_on", "began", "last_on", "deferred_until", "waivers")


def stood(dossier: Dossier, day: date) -> Dossier:
    found = as_it_stood(dossier, day)
    assert found is not None
    held = tuple(item for item in dossier.meetings if item.status == HELD and item.on <= day)
    return replace(found, meetings=held)


@settings(max_examples=80)
@given(seed=st.integers(0, 2**32), rules=st.integers(2, 5), steps=st.integers(4, 18))
def test_today_every_due_date_is_the_one_of_the_dossier(seed: int, rules: int, steps: int) -> None:
    asked = case(seed, rules, steps)
    policy = Policy(
        tuple(
            Adoption(
                framework(*map(made, one["rules"]), id=one["id"], replaces=one.get("replaces")), one["in_force_from"]
            )
            for one in asked.adoptions
        )
    )
    dossier = asked.journal.dossier
    now, before = (base_dues(item, policy) for item in (dossier, stood(dossier, TODAY)))
    assert [[getattr(due, key) for key in SAME] for due in now] == [
        [getattr(due, key) for key in SAME] for due in before
    ]


def test_before_a_closing_everything_ran_on_and_before_the_registration_there_was_nothing() -> None:
    journal = registered()
    journal.move("far", date(2026, 3, 1))
    journal.add("label.given", target_group="young", on=date(2026, 3, 1))
    journal.add("client.closed", on=date(2026, 4, 1), reason="work")
    policy = Policy((Adoption(framework(rule(per_year=4, groups=["near"])), START),))
    dossier = journal.dossier
    assert as_it_stood(dossier, date(2023, 12, 31)) is None
    assert base_dues(dossier, policy) == ()
    february, march = stood(dossier, date(2026, 2, 28)), stood(dossier, date(2026, 3, 31))
    assert (february.groups, march.groups) == ({"path": "near"}, {"path": "far"})
    assert (february.current_labels, march.current_labels) == ((), ("young",))
    assert [due.rule for due in base_dues(february, policy)] == ["progress"]
    assert base_dues(march, policy) == ()


def test_a_client_in_aftercare_was_active_before_and_is_gone_after() -> None:
    journal = registered()
    journal.add("client.closed", on=date(2026, 3, 1), reason="work", aftercare=True)
    journal.add("client.closed", on=date(2026, 5, 1), reason="work")
    dossier = journal.dossier
    days = (date(2026, 2, 1), date(2026, 3, 1), date(2026, 5, 1))
    assert [stood(dossier, day).status for day in days] == ["active", "aftercare", "closed"]
