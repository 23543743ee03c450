"""The monitor of seeded offices against a second reading of the rules, from exported lines and the policy file."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.monitor.blocks import Monitor
from caseload_tui.domain.monitor.counting import Inquiry, monitor
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.sight import Sight
from caseload_tui.domain.monitor.stock import differences
from caseload_tui.frameworks import library
from tests.domain import reference_indicators as second_of_indicators
from tests.domain import reference_monitor as second
from tests.domain.random_indicators import entered
from tests.domain.test_monitor_indicators import rounded, summary
from tests.seeding.comparing import plain_payload, rules_of
from tests.seeding.offices import POLICIES, TODAY, Made, made

PERIOD = Period(date(2026, 4, 14), date(2026, 9, 30))
CLIENTS = 36


@cache
def office(name: str) -> Made:
    return made(name, clients=CLIENTS, consultants=3, seed=11)


@cache
def document(name: str) -> dict[str, Any]:
    return tomllib.loads(library.load(name)[1])


@cache
def clients(name: str) -> list[second.Client]:
    found = []
    for dossier, events in office(name).by_dossier.items():
        if dossier != OFFICE:
            rows = [
                {
                    "id": event.id,
                    "kind": event.kind,
                    "at": event.at,
                    "by": event.by,
                    "payload": plain_payload(event.fact),
                }
                for event in events
            ]
            found.append(second.Client(rows, document(name), set()))
    return found


def by_the_program(name: str, sight: Sight = Sight()) -> Monitor:  # noqa: B008 - it is frozen
    asked = Inquiry(period=PERIOD, sight=sight, policy=office(name).policy, today=TODAY)
    return monitor(office(name).dossiers, asked)


def stock_of(found: Monitor) -> dict[tuple[str, str | None], Counter[str]]:
    cells = {}
    for row in found.stock:
        if row.axis is not None:
            cells[row.axis, row.group] = +Counter({column: row.count(column) for column in row.figures})
    return {key: counts for key, counts in cells.items() if counts}


def sights(name: str) -> list[tuple[Sight, second.Sees]]:
    """Everybody, a municipality, who a consultant leads, a target group, and two of these together."""
    town = document(name)["municipalities"][-1]
    [*_, who] = sorted({item.consultant for dossier in office(name).dossiers for item in dossier.contacts})
    labels = Counter(label.id for dossier in office(name).dossiers for label in dossier.labels)
    found: list[tuple[Sight, second.Sees]] = [
        (Sight(), second.everybody),
        (Sight(municipality=town), lambda client, day, last: client.town(day) == town),
        (Sight(consultant=who), lambda client, day, last: client.lead(day) == who),
    ]
    if labels:
        label = labels.most_common(1)[0][0]
        found.append((Sight(target_groups=(label,)), lambda client, day, last: client.has_label(label, day)))
        both = Sight(consultant=who, target_groups=(label,))
        found.append((both, lambda client, day, last: client.lead(day) == who and client.has_label(label, day)))
    return found


@pytest.mark.parametrize("name", POLICIES)
def test_stock_and_flows_are_those_of_a_second_reading_whoever_one_looks_at(name: str) -> None:
    axes = [axis["id"] for axis in document(name)["axes"]]
    for sight, sees in sights(name):
        found = by_the_program(name, sight)
        assert differences(found.stock) == ()
        assert stock_of(found) == second.stock(clients(name), PERIOD.first, PERIOD.last, sees, axes)


@pytest.mark.parametrize("name", POLICIES)
def test_what_was_done_is_that_of_a_second_reading(name: str) -> None:
    found, everybody = by_the_program(name), clients(name)
    held = Counter(item["kind"] for client in everybody for item in client.meetings if PERIOD.holds(item["on"]))
    assert {row.kind: len(row.clients) for row in found.held} == held
    left = Counter(
        event["payload"]["reason"]
        for client in everybody
        for on, what, event in client.gates
        if what == "closed" and PERIOD.holds(on)
    )
    assert {row.reason: len(row.clients) for row in found.outflow} == left
    commitments = second.settled(everybody, PERIOD.first, PERIOD.last)
    for row in found.commitments:
        counts = {"kept": len(row.kept), "broken": len(row.broken), "overdue": len(row.overdue)}
        assert +Counter(counts) == +commitments[row.owner]
    started = [event["payload"] for client in everybody for event in client.of("work.started", "referral.made")]
    mine = Counter(item["partner"] for item in started if "partner" in item and PERIOD.holds(second.iso(item["on"])))
    assert {row.partner: len(row.clients) for row in found.referrals} == mine
    there = [client for client in everybody if client.inside(PERIOD.last)]
    ages = Counter(second.age_band(client.latest("born_on"), PERIOD.last) for client in there)
    assert {row.band: len(row.clients) for row in found.ages if row.clients} == ages
    durations = Counter(second.duration_band(client.latest("benefit_since"), PERIOD.last) for client in there)
    assert {row.band: len(row.clients) for row in found.durations if row.clients} == durations
    labels = Counter(label for client in there for label in client.labels(PERIOD.last))
    assert {row.target_group: len(row.end) for row in found.labels if row.end} == labels
    works = Counter(item.get("sector") for item in started if "work" in item and PERIOD.holds(second.iso(item["on"])))
    assert {row.sector: len(row.full_time) + len(row.part_time) for row in found.works} == works


@pytest.mark.parametrize("name", POLICIES)
def test_cadence_reached_is_that_of_a_second_reading(name: str) -> None:
    policy = {
        "id": name,
        "rules": rules_of(document(name)),
        "axes": {axis["id"]: [group["id"] for group in axis["groups"]] for axis in document(name)["axes"]},
        "target_groups": [target["id"] for target in document(name).get("target_groups", [])],
    }
    in_force, expected = office(name).policy.adoptions[0].in_force_from, Counter[tuple[str, str]]()
    for client in clients(name):
        expected += second.Watch(client, policy, in_force).over(PERIOD.first, PERIOD.last, TODAY)
    found = {
        (row.rule.id, how): len(who)
        for row in by_the_program(name).cadence
        for how, who in row.outcomes.items()
        if who and not row.rule.scope.aftercare
    }
    assert found == expected
    assert sum(found.values()) > 9 or not any(rule.makes_due_dates for rule in office(name).framework.rules)


def typed_in(name: str) -> list[dict[str, Any]]:
    """Figures of what nobody's facts tell: in two parts that fill the period, and for years before."""
    spans = [(PERIOD.first, date(2026, 6, 30)), (date(2026, 7, 1), PERIOD.last)]
    spans += [(date(year, 1, 1), date(year, 12, 31)) for year in (2023, 2024, 2025)]
    found = []
    for indicator in document(name).get("indicators", []):
        things = [None, *indicator.get("counts", [])] if indicator["formula"] != "count" else indicator["counts"]
        groups = {item.get("group") for item in indicator.get("targets", [])} or {None}
        for (number, (first, last)), what, group in product(enumerate(spans, 2), things, groups):
            if what not in second_of_indicators.OF_FACTS:
                found.append({"indicator": indicator["id"], "counts": what, "municipality": None, "group": group,
                              "from": first.isoformat(), "through": last.isoformat(), "value": number})  # fmt: skip
    return found


@pytest.mark.parametrize("name", POLICIES)
def test_indicators_targets_and_baselines_are_those_of_a_second_reading(name: str) -> None:
    since, typed = date(2024, 1, 1), typed_in(name)
    asked = Inquiry(
        period=PERIOD,
        sight=Sight(),
        policy=office(name).policy,
        today=TODAY,
        entered=entered(typed),
        recorded_since=since,
    )
    again = second_of_indicators.Asked(document(name), clients(name), PERIOD.first, PERIOD.last, TODAY, since, typed)
    found = {(row.indicator.id, row.group): row for row in monitor(office(name).dossiers, asked).indicators}
    expected = second_of_indicators.indicators(again)
    assert list(found) == list(expected)
    for key, row in found.items():
        assert summary(row) == rounded(expected[key]), key
    assert any(row.value for row in found.values()) or not found
