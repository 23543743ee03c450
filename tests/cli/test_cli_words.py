"""The policy's words for client, group and consultant stand in all that the command line says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Run
from tests.makers import POLICY_WITH_ITS_OWN_WORDS, other_words

LISTS = (
    "today",
    "clients",
    "due",
    "ahead",
    "balance",
    "meeting list",
    "meeting session list",
    "commitment list",
    "consultant list",
    "transfer list",
    "signal list",
    "monitor --from 2026-01-01 --to 2026-12-31",
    "indicator list",
    "settings show",
    "framework list",
    "framework show",
    "doctor",
)
NAMES = r"rebuilt \w+|^\s*(?:nl|en)\s+(?:client|group|consultant)\b|(?:aan|van) de consulent|Wmo-consulent"
"""What stays: tables that were rebuilt, the keys of the policy's file beside its words, what made-up people wrote."""
OF_ONE = (
    "show {n}",
    "history {n}",
    "client reopen {n}",
    "move {n} nergens",
    "contact add {n} niemand",
    "label add {n} x",
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_command_says_a_word_for_which_the_policy_has_its_own(run: Run, tmp_path: Path, language: str) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY_WITH_ITS_OWN_WORDS, "utf-8")
    shared = ["--store", tmp_path / "a.store", "--key-file", tmp_path / "key", "--today", TODAY, "--lang", language]
    made = run(*shared, "seed", "office", "--framework", policy, "--clients", "14", "--consultants", "2")
    assert made.code == 0, made.err
    number = run(*shared, "clients", "--json").items[0]["file_number"]
    told = {
        command: run(*shared, *command.format(n=number).split())
        for command in (*LISTS, *OF_ONE, "clients --consultant niemand", "client add --family-name X --group nergens")
    }
    wrong = {
        command: line
        for command, answer in told.items()
        for line in (answer.out + answer.err).splitlines()
        if other_words(re.sub(NAMES, "", line))
    }
    assert wrong == {}
    assert [command for command in LISTS if told[command].code == 2] == []
    one = {"nl": r"\b(gasten|Gast)\b", "en": r"\b(guests|Guest)\b"}[language]
    assert re.search(one, told["clients"].out + told["balance"].out)
