"""The page on the five municipalities names what is in their files, and leaves nothing of them out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from caseload_tui.frameworks import library
from caseload_tui.frameworks.reading import read_document
from caseload_tui.frameworks.readings import NoSuchPlace, place_of

PAGE = Path(__file__).parents[2] / "docs" / "municipalities.md"
POLICIES = ("pijnacker-nootdorp-2020", "hilversum-2019", "deventer-2020", "igsd-2019", "landsmeer-2020")
LISTS = (
    "organisations",
    "roles",
    "duties",
    "dates",
    "domains",
    "kinds",
    "cadences",
    "intake",
    "target_groups",
    "instruments",
    "partners",
    "figures",
    "indicators",
    "open_points",
)
WORDS = {
    "policy",
    "text",
    "check",
    "due",
    "dossier",
    "signals",
    "move",
    "talk",
    "lists",
    "client",
    "balance",
    "what-if",
    "monitor",
    "words",
    "commitments",
}


def rows(policy: str) -> list[tuple[str, str, str]]:
    """Return the facts of a policy's table."""
    part = next(part for part in PAGE.read_text("utf-8").split("\n## ") if f"`{policy}`\n" in part)
    lines = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [(fact.strip(), where.strip(), seen.strip()) for fact, where, seen in lines[2:] if where.strip()]


def paths(policy: str) -> list[str]:
    """Return the key paths that a policy's table names."""
    return [path for _, where, _ in rows(policy) for path in re.findall(r"`([^`]+)`", where)]


def document(policy: str) -> Mapping[str, Any]:
    """Return a policy's file as a document."""
    return read_document(library.text_of(policy))


def leads_somewhere(policy: Mapping[str, Any], path: str) -> bool:
    """Tell whether there is a value at a key path."""
    here: Any = policy
    try:
        for step in place_of(policy, path):
            here = here[step]
    except (NoSuchPlace, KeyError):
        return False
    return True


@pytest.mark.parametrize("policy", POLICIES)
def test_every_key_path_of_the_table_is_in_the_file(policy: str) -> None:
    file = document(policy)
    assert [path for path in paths(policy) if not leads_somewhere(file, path)] == []


@pytest.mark.parametrize("policy", POLICIES)
def test_everything_that_the_file_lists_is_in_the_table(policy: str) -> None:
    file = document(policy)
    listed = [f"{name}.{item.get('id', item.get('kind'))}" for name in LISTS for item in file.get(name, ())]
    listed += [f"axes.{axis['id']}.groups.{group['id']}" for axis in file["axes"] for group in axis["groups"]]
    listed += [f"commitments.ladder.{step['id']}" for step in file.get("commitments", {}).get("ladder", ())]
    listed += [f"sizes.{position}" for position in range(len(file.get("sizes", ())))]
    named = {f"{path}." for path in paths(policy)}
    assert [path for path in listed if not any(one.startswith(f"{path}.") for one in named)] == []


@pytest.mark.parametrize("policy", POLICIES)
def test_every_fact_says_where_it_is_seen_or_why_it_is_not_in_the_file(policy: str) -> None:
    for fact, where, seen in rows(policy):
        assert seen, fact
        if where != "\N{EM DASH}":
            assert re.split(r"[,:;]| takes", seen)[0] in WORDS, (fact, seen)


def test_every_policy_of_a_municipality_that_ships_has_a_table() -> None:
    assert library.shipped() == sorted(POLICIES)
