"""Deferrals and waivers as people ask for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseload_tui.domain.terms import (
    decide_deferral,
    decide_end_of_deferral,
    decide_end_of_waiver,
    decide_waiver,
    find_rule,
)
from caseload_tui.errors import Refused
from tests.domain.facts_maker import START, only_due, policy, registered, rule

PROGRESS = rule(per_year=4)
LATER = START + timedelta(days=100)


def test_a_rule_is_found_by_its_kind_or_its_id() -> None:
    its_policy = policy(PROGRESS, rule("c1", "check", per_year=1), rule("c2", "check", once=True))
    dossier = registered().dossier
    assert find_rule(dossier, its_policy, kind="progress") == PROGRESS
    assert find_rule(dossier, its_policy, kind="check").id == "c1"
    assert find_rule(dossier, its_policy, rule="c2").id == "c2"


def test_a_rule_that_does_not_apply_or_is_one_of_several_is_not_found() -> None:
    its_policy = policy(PROGRESS, rule("far", "check", per_year=1, groups=["far"]), rule("monthly", per_year=12))
    dossier = registered().dossier
    with pytest.raises(Refused, match="No such rule"):
        find_rule(dossier, its_policy, kind="check")
    with pytest.raises(Refused, match="progress, monthly"):
        find_rule(dossier, its_policy, kind="progress")


def test_a_deferral_needs_a_reason_and_a_day_to_come() -> None:
    with pytest.raises(Refused, match="reason"):
        decide_deferral(PROGRESS, LATER, " ", today=START)
    with pytest.raises(Refused, match="already passed"):
        decide_deferral(PROGRESS, START, "ill", today=START)
    assert decide_deferral(PROGRESS, LATER, " ill ", today=START).reason == "ill"


def test_a_deferral_is_withdrawn_only_where_there_is_one() -> None:
    journal = registered()
    with pytest.raises(Refused, match="Nothing is put off"):
        decide_end_of_deferral(journal.dossier, "progress", None)
    journal.record(decide_deferral(PROGRESS, LATER, "ill", today=START))
    journal.record(decide_end_of_deferral(journal.dossier, "progress", None))
    assert journal.dossier.deferrals == ()


def test_a_waiver_needs_a_reason_and_ends_after_it_begins() -> None:
    with pytest.raises(Refused, match="reason"):
        decide_waiver(PROGRESS, START, None, "")
    with pytest.raises(Refused, match="before the first"):
        decide_waiver(PROGRESS, LATER, START, "ill")
    assert decide_waiver(PROGRESS, START, START, "ill").through == START


def test_a_waiver_is_ended_on_a_day_it_would_have_passed() -> None:
    journal = registered()
    journal.record(decide_waiver(PROGRESS, START, None, "ill"))
    journal.record(*decide_end_of_waiver(journal.dossier, "progress", LATER, None))
    assert only_due(journal, policy(PROGRESS)).waivers == ((START, LATER),)
    with pytest.raises(Refused, match="No waiver runs past"):
        decide_end_of_waiver(journal.dossier, "progress", LATER, None)


def test_every_waiver_that_runs_is_ended_and_one_that_comes_later_stays() -> None:
    journal = registered()
    journal.record(decide_waiver(PROGRESS, date(2024, 3, 1), None, "ill"))
    journal.record(decide_waiver(PROGRESS, date(2024, 2, 1), date(2024, 6, 1), "ill"))
    journal.record(decide_waiver(PROGRESS, date(2024, 9, 1), date(2024, 9, 30), "away"))
    journal.record(*decide_end_of_waiver(journal.dossier, "progress", date(2024, 5, 1), None))
    assert only_due(journal, policy(PROGRESS)).waivers == (
        (date(2024, 2, 1), date(2024, 5, 1)),
        (date(2024, 9, 1), date(2024, 9, 30)),
    )
    journal.record(*decide_end_of_waiver(journal.dossier, "progress", date(2024, 6, 1), None))
    assert only_due(journal, policy(PROGRESS)).waivers == ((date(2024, 2, 1), date(2024, 5, 1)),)
