"""The same scenario, policy, day and seed give the same office to the byte; nothing else decides about it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from caseload_tui.errors import Refused, WrongUse
from caseload_tui.frameworks import library
from caseload_tui.seeding import load_scenario, plan_office
from tests.seeding.offices import POLICIES, TODAY, lines, made

GOLDEN = Path(__file__).with_name("golden.json")
_DIGEST_ELSEWHERE = """
from tests.seeding.test_seeding_determinism import digest
print(digest({policy!r}))
"""


def digest(policy: str) -> str:
    """Return the digest of an office's canonical lines and drafts."""
    seeded = made(policy).seeded
    whole = hashlib.sha256()
    for line in lines(seeded.events, without_text=True):
        whole.update(line.encode() + b"\n")
    for draft in seeded.drafts:
        whole.update(repr(draft).encode() + b"\n")
    return whole.hexdigest()


@pytest.mark.parametrize("policy", POLICIES)
def test_an_office_is_the_same_as_when_its_digest_was_written_down(policy: str) -> None:
    # A changed policy, name list, phrase or rule of making up changes the digest: look at the change, then write the
    # digests anew with `python -m tests.seeding.write_golden`.
    assert json.loads(GOLDEN.read_text(encoding="utf-8"))[policy] == digest(policy)


def test_another_process_with_another_hash_seed_makes_up_the_same_office() -> None:
    policy = POLICIES[0]
    found = set()
    for hash_seed in ("1", "2"):
        told = subprocess.run(
            [sys.executable, "-c", _DIGEST_ELSEWHERE.format(policy=policy)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Pacific/Auckland", "LC_ALL": "C"},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(told.stdout.strip())
    assert found == {digest(policy)}


def test_another_seed_gives_other_people() -> None:
    one, other = (made(POLICIES[0], clients=20, seed=seed).dossiers for seed in (1, 2))
    assert [item.value("family_name") for item in one] != [item.value("family_name") for item in other]


def test_the_text_of_the_policy_is_a_fact_of_the_office() -> None:
    framework, text, _ = library.load(POLICIES[0])
    seeded = plan_office(load_scenario("office"), text, framework, clients=0, consultants=1, seed=1, today=TODAY)
    adopted = next(event.fact for event in seeded.events if event.kind == "framework.adopted")
    assert getattr(adopted, "text", None) == text


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("clients", "consultants"), [(0, 1), (1, 1), (3, 2), (12, 7)])
def test_the_smallest_offices_work(policy: str, clients: int, consultants: int) -> None:
    office = made(policy, clients=clients, consultants=consultants)
    assert len(office.dossiers) == clients
    assert len(office.office.consultants) == consultants
    assert office.office.name


def test_an_office_without_consultants_is_refused() -> None:
    framework, text, _ = library.load(POLICIES[0])
    with pytest.raises(WrongUse):
        plan_office(load_scenario("office"), text, framework, clients=1, consultants=0, seed=1, today=TODAY)


def test_a_day_before_the_policy_was_valid_is_refused() -> None:
    framework, text, _ = library.load(POLICIES[0])
    with pytest.raises(Refused) as refusal:
        plan_office(
            load_scenario("office"), text, framework, clients=1, consultants=1, seed=1, today=framework.valid_from
        )
    assert framework.valid_from.isoformat() in refusal.value.message


def test_a_policy_that_came_into_force_lately_gives_a_young_office() -> None:
    framework, text, _ = library.load(POLICIES[0])
    today = date.fromordinal(framework.valid_from.toordinal() + 40)
    seeded = plan_office(load_scenario("office"), text, framework, clients=30, consultants=2, seed=1, today=today)
    assert min(event.at[:10] for event in seeded.events) >= date.fromordinal(today.toordinal() - 50).isoformat()
    assert max(event.at[:10] for event in seeded.events) < today.isoformat()
