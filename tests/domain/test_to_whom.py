"""rules.md section 3, "To whom" and "Began"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.durations import Duration
from caseload_tui.domain.rules import Rule, Scope
from tests.domain.facts_maker import START, Journal, dues, framework, only_due, policy, registered, rule

NEAR_OR_MIDDLE = rule(per_year=4, groups=["near", "middle"])


def day(text: str) -> date:
    return date.fromisoformat(text)


def labelled(*targets: str, on: date = START) -> Journal:
    journal = registered()
    for target in targets:
        journal.add("label.given", target_group=target, on=on)
    return journal


def adopted(*steps: tuple[str, tuple[Rule, ...], str | None, str]) -> Policy:
    """Frameworks one after another: id, rules, the one it replaces, in force from."""
    return Policy(
        tuple(Adoption(framework(*rules, id=name, replaces=former), day(start)) for name, rules, former, start in steps)
    )


class TestScope:
    @pytest.mark.parametrize(
        ("scope", "applies"),
        [
            ({}, True),
            ({"groups": ["near", "far"]}, True),
            ({"groups": ["far"]}, False),
            ({"target_groups": ["young", "old"]}, True),
            ({"target_groups": ["old"]}, False),
            ({"not_target_groups": ["young"]}, False),
            ({"not_target_groups": ["old"]}, True),
            ({"groups": ["near"], "target_groups": ["young"]}, True),
            ({"groups": ["far"], "target_groups": ["young"]}, False),
            ({"groups": ["near"], "not_target_groups": ["old", "young"]}, False),
            ({"clients": "new"}, True),
            ({"clients": "existing"}, False),
        ],
    )
    def test_every_condition_must_hold_and_within_one_any_is_enough(self, scope: dict[str, Any], applies: bool) -> None:
        assert bool(dues(labelled("young"), policy(rule(per_year=4, **scope)))) is applies

    def test_who_registered_on_the_day_the_policy_came_into_force_is_new(self) -> None:
        rules = (rule("n", per_year=1, clients="new"), rule("e", "check", per_year=1, clients="existing"))
        assert set(dues(registered(), policy(*rules))) == {"n"}
        assert set(dues(registered(), policy(*rules, in_force=START + timedelta(days=1)))) == {"e"}

    def test_who_comes_back_is_new_or_existing_by_the_first_registration(self) -> None:
        journal = registered()
        journal.add("client.closed", on=day("2024-03-01"), reason="work")
        journal.add("client.reopened", on=day("2024-09-01"))
        its_policy = policy(rule(per_year=1, clients="existing"), in_force=day("2024-06-01"))
        assert set(dues(journal, its_policy)) == {"progress"}


class TestInsteadOf:
    base = rule("base", per_year=1)
    young = rule("for-young", per_year=4, target_groups=["young"], instead_of=["base"])
    old = rule("for-old", per_year=12, target_groups=["old"], instead_of=["base"])

    def test_a_target_groups_rule_replaces_the_named_rule_for_those_clients_only(self) -> None:
        its_policy = policy(self.base, self.young)
        assert set(dues(registered(), its_policy)) == {"base"}
        found = dues(labelled("young"), its_policy)
        assert set(found) == {"for-young"}
        assert found["for-young"].over_others == ("base",)

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
    def test_where_target_groups_disagree_the_first_in_the_frameworks_list_wins(
        self, order: tuple[int, int, int]
    ) -> None:
        rules = (self.base, self.young, self.old)
        found = dues(labelled("old", "young"), policy(*(rules[place] for place in order)))
        assert set(found) == {"for-young"}
        assert set(found["for-young"].over_others) == {"base", "for-old"}

    def test_they_disagree_too_where_they_stand_instead_of_different_rules(self) -> None:
        near, far = rule("near", per_year=1, groups=["near"]), rule("far", per_year=2, groups=["far"])
        young = rule("for-young", per_year=4, target_groups=["young"], instead_of=["near"])
        old = rule("for-old", per_year=12, target_groups=["old"], instead_of=["far"])
        assert set(dues(labelled("old", "young"), policy(near, far, young, old))) == {"for-young"}

    def test_target_groups_with_rules_of_different_kinds_do_not_disagree(self) -> None:
        old = rule("for-old", "check", per_year=12, target_groups=["old"])
        assert set(dues(labelled("old", "young"), policy(self.base, self.young, old))) == {"for-young", "for-old"}

    def test_a_rule_named_by_another_gives_way_whatever_the_order_of_the_list(self) -> None:
        old = rule("for-old", per_year=12, target_groups=["old"], instead_of=["base", "for-young"])
        assert set(dues(labelled("old", "young"), policy(self.base, self.young, old))) == {"for-old"}

    def test_of_two_that_name_each_other_the_first_target_group_wins(self) -> None:
        young = rule("for-young", per_year=4, target_groups=["young"], instead_of=["for-old"])
        old = rule("for-old", per_year=12, target_groups=["old"], instead_of=["for-young"])
        assert set(dues(labelled("old", "young"), policy(old, young))) == {"for-young"}

    def test_when_the_label_ends_the_replaced_rule_holds_again(self) -> None:
        journal = labelled("young")
        journal.add("label.ended", target_group="young", on=day("2024-03-01"))
        assert set(dues(journal, policy(self.base, self.young))) == {"base"}


class TestBegan:
    def began(self, journal: Journal, its_rule: Rule = NEAR_OR_MIDDLE, in_force: date = START) -> date:
        return only_due(journal, policy(its_rule, in_force=in_force)).began

    def test_a_rule_on_all_began_with_the_registration(self) -> None:
        journal = registered()
        journal.move("far", day("2024-05-01"))
        assert self.began(journal, rule(per_year=4)) == START

    def test_a_rule_on_all_began_with_the_reopening_if_later(self) -> None:
        journal = registered()
        journal.add("client.closed", on=day("2024-03-01"), reason="work")
        journal.add("client.reopened", on=day("2024-03-02"))
        journal.move("near", day("2024-03-02"))
        assert self.began(journal, rule(per_year=4)) == day("2024-03-02")
        assert self.began(journal) == day("2024-03-02")

    def test_nothing_began_before_the_policy_came_into_force(self) -> None:
        assert self.began(registered(), in_force=day("2024-02-01")) == day("2024-02-01")

    def test_a_move_inside_the_set_keeps_the_stay(self) -> None:
        journal = registered()
        journal.move("middle", day("2024-05-01"))
        assert self.began(journal) == START

    @pytest.mark.parametrize(("away", "kept"), [(1, True), (28, True), (29, False), (200, False)])
    def test_leaving_and_returning_within_the_notice_keeps_the_stay(self, away: int, kept: bool) -> None:
        journal, left = registered(), day("2024-05-01")
        journal.move("far", left)
        journal.move("near", left + timedelta(days=away))
        assert self.began(journal) == (START if kept else left + timedelta(days=away))

    def test_the_own_notice_of_the_rule_says_how_long_one_may_be_away(self) -> None:
        journal = registered()
        journal.move("far", day("2024-01-31"))
        journal.move("near", day("2024-02-29"))
        assert self.began(journal, rule(per_year=4, groups=["near"], notice="1 month")) == START
        assert self.began(journal, rule(per_year=4, groups=["near"], notice="28 days")) == day("2024-02-29")

    def test_a_label_counts_as_a_stay_too(self) -> None:
        journal = labelled("young", on=day("2024-02-01"))
        its_rule = rule(per_year=4, target_groups=["young", "old"])
        journal.add("label.ended", target_group="young", on=day("2024-06-01"))
        journal.add("label.given", target_group="old", on=day("2024-06-20"))
        assert self.began(journal, its_rule) == day("2024-02-01")

    def test_all_that_the_rule_names_must_hold_before_it_begins(self) -> None:
        journal = labelled("young", on=day("2024-02-01"))
        journal.move("far", day("2024-03-01"))
        assert self.began(journal, rule(per_year=4, groups=["far"], target_groups=["young"])) == day("2024-03-01")
        assert self.began(journal, rule(per_year=4, groups=["far"], not_target_groups=["old"])) == day("2024-03-01")

    def test_an_undone_or_corrected_move_never_happened(self) -> None:
        journal = registered()
        journal.undo(journal.move("far", day("2024-05-01")))
        assert self.began(journal) == START
        wrong = journal.move("far", day("2024-06-01"))
        journal.move("near", day("2024-09-01"))
        assert self.began(journal) == day("2024-09-01")
        journal.add("placement.corrected", corrects=wrong, axis="path", group="middle", from_=day("2024-06-01"))
        assert self.began(journal) == START

    @settings(max_examples=60)
    @given(st.lists(st.tuples(st.sampled_from(["near", "middle", "far"]), st.integers(1, 60)), max_size=6))
    def test_the_stay_is_what_a_calendar_would_show(self, moves: list[tuple[str, int]]) -> None:
        """Walk the days: the stay begins after the last time that somebody was away longer than the notice."""
        journal, today, group = registered(), START, "near"
        calendar = {}
        for move, length in moves:
            for _ in range(length):
                calendar[today] = group
                today += timedelta(days=1)
            journal.move(move, today)
            group = move
        calendar[today] = group
        if group == "far":
            assert dues(journal, policy(NEAR_OR_MIDDLE)) == {}
            return
        began, away = START, 0
        for at, here in calendar.items():
            began = at if here != "far" and away > 28 else began
            away = away + 1 if here == "far" else 0
        assert self.began(journal) == began


class TestRulesThatGoOn:
    quarterly = (rule(per_year=4),)

    def test_a_rule_that_the_replaced_policy_also_had_goes_on(self) -> None:
        its_policy = adopted(("a", self.quarterly, None, "2024-02-01"), ("b", self.quarterly, "a", "2025-01-01"))
        assert only_due(registered(), its_policy).began == day("2024-02-01")

    @pytest.mark.parametrize(
        "former",
        [
            rule("other", per_year=4),
            rule(kind="check", per_year=4),
            rule(per_year=6),
            rule(per_year=4, groups=["near"]),
            rule(per_year=4, clients="new"),
        ],
    )
    def test_another_id_kind_interval_or_scope_begins_anew(self, former: Rule) -> None:
        its_policy = adopted(("a", (former,), None, "2024-02-01"), ("b", self.quarterly, "a", "2025-01-01"))
        assert only_due(registered(), its_policy).began == day("2025-01-01")

    def test_the_same_interval_and_scope_may_be_written_another_way(self) -> None:
        former = rule(every="3 months", groups=["near", "middle"])
        its_policy = adopted(
            ("a", (former,), None, "2024-02-01"),
            ("b", (rule(per_year=4, groups=["middle", "near"]),), "a", "2025-01-01"),
        )
        assert only_due(registered(), its_policy).began == day("2024-02-01")

    def test_words_grace_and_first_term_may_change(self) -> None:
        changed = (rule(per_year=4, grace="7 days", first_within="1 month", satisfied_by="any"),)
        its_policy = adopted(("a", self.quarterly, None, "2024-02-01"), ("b", changed, "a", "2025-01-01"))
        assert only_due(registered(), its_policy).began == day("2024-02-01")

    def test_a_policy_that_replaces_nothing_begins_all_its_rules(self) -> None:
        its_policy = adopted(("a", self.quarterly, None, "2024-02-01"), ("b", self.quarterly, None, "2025-01-01"))
        assert only_due(registered(), its_policy).began == day("2025-01-01")

    def test_a_chain_of_policies_goes_back_to_the_first_that_had_it(self) -> None:
        its_policy = adopted(
            ("a", (), None, "2023-01-01"),
            ("b", self.quarterly, "a", "2024-02-01"),
            ("c", self.quarterly, "b", "2024-06-01"),
            ("c", self.quarterly, "b", "2024-09-01"),
        )
        assert only_due(registered(), its_policy).began == day("2024-02-01")

    def test_who_was_new_stays_new_for_a_rule_that_goes_on(self) -> None:
        rules = (rule(per_year=4, clients="new"),)
        its_policy = adopted(("a", rules, None, "2023-12-01"), ("b", rules, "a", "2025-01-01"))
        assert only_due(registered(), its_policy).began == START


class TestAftercare:
    care = rule("care", "check", per_year=4, during="aftercare")
    talks = rule("talks", per_year=2)

    def worker(self) -> Journal:
        journal = registered()
        journal.add("work.started", work="w1", on=day("2024-03-01"), employer="Bakery")
        return journal

    def test_it_begins_with_the_work_and_runs_beside_the_other_rules(self) -> None:
        found = dues(self.worker(), policy(self.care, self.talks))
        assert {name: due.began for name, due in found.items()} == {"care": day("2024-03-01"), "talks": START}

    def test_without_work_there_is_none(self) -> None:
        assert set(dues(registered(), policy(self.care, self.talks))) == {"talks"}

    def test_closed_into_aftercare_it_runs_alone(self) -> None:
        journal = self.worker()
        journal.add("client.closed", on=day("2024-04-01"), reason="work", aftercare=True)
        found = dues(journal, policy(self.care, self.talks))
        assert {name: due.began for name, due in found.items()} == {"care": day("2024-03-01")}

    def test_it_ends_with_the_work_and_with_closing_the_aftercare(self) -> None:
        journal = self.worker()
        end = journal.add("work.ended", work="w1", on=day("2024-06-01"))
        assert set(dues(journal, policy(self.care, self.talks))) == {"talks"}
        journal.undo(end)
        journal.add("client.closed", on=day("2024-07-01"), reason="work", aftercare=True)
        journal.add("client.closed", on=day("2024-09-01"), reason="work")
        assert dues(journal, policy(self.care, self.talks)) == {}

    @pytest.mark.parametrize(
        ("scope", "applies"),
        [({"groups": ["near"]}, True), ({"groups": ["far"]}, False), ({"target_groups": ["old"]}, False)],
    )
    def test_its_other_conditions_must_hold_too(self, scope: dict[str, list[str]], applies: bool) -> None:
        care = rule("care", "check", per_year=4, during="aftercare", **scope)
        assert bool(dues(self.worker(), policy(care))) is applies

    def test_closed_into_aftercare_without_recorded_work_it_begins_with_the_closing(self) -> None:
        journal = registered()
        journal.add("client.closed", on=day("2024-04-01"), reason="work", aftercare=True)
        assert only_due(journal, policy(self.care, self.talks)).began == day("2024-04-01")

    def test_closed_into_aftercare_the_group_that_one_left_from_goes_on_counting(self) -> None:
        journal = self.worker()
        journal.add("client.closed", on=day("2024-04-01"), reason="work", aftercare=True)
        care = rule("care", "check", per_year=4, during="aftercare", groups=["near"])
        assert only_due(journal, policy(care)).began == day("2024-03-01")

    def test_closed_into_aftercare_a_group_that_one_had_left_before_does_not_count(self) -> None:
        journal = self.worker()
        journal.move("far", day("2024-03-15"))
        journal.add("client.closed", on=day("2024-04-01"), reason="work", aftercare=True)
        assert dues(journal, policy(rule("care", "check", per_year=4, during="aftercare", groups=["near"]))) == {}


def test_the_same_scope_in_another_order_is_the_same() -> None:
    assert Scope(groups=("a", "b")).same_as(Scope(groups=("b", "a")))
    assert not Scope(groups=("a", "b")).same_as(Scope(groups=("a",)))
    assert not Scope(target_groups=("a",)).same_as(Scope(not_target_groups=("a",)))
    assert rule(every="1 year").same_rule_as(rule(per_year=1))
    assert Duration(0, "days").calendar == Duration(0, "weeks").calendar
