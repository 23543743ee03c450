"""Whatever somebody types, in whatever order: an answer, never a fault, and a store that the doctor finds well."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.talking import MODES
from caseload_tui.frameworks.library import load
from tests.cli.conftest import TODAY, Run

STEPS = 60
DAYS = ("today", "yesterday", "+1d", "+3w", "-2w", "-1y", "+1y", "1-1-1950")

Make = Callable[[random.Random, Framework, str], list[str]]


def pick(dice: random.Random, items: object) -> str:
    ids = [getattr(item, "id", item) for item in items] or ["none"]  # type: ignore[attr-defined]
    return str(dice.choice(ids))


def client_words(dice: random.Random, framework: Framework, client: str) -> list[str]:
    groups = [word for axis in framework.axes for word in ("--group", pick(dice, axis.groups))]
    return dice.choice(
        [
            ["client", "edit", client, "--phone", str(dice.random()), "--benefit-since", dice.choice(DAYS)],
            ["client", "edit", client, "--home-visits", dice.choice(["yes", "no", "maybe"])],
            ["client", "close", client, "--reason", pick(dice, framework.outflow_reasons), "--on", dice.choice(DAYS)],
            ["client", "close", client, "--reason", pick(dice, framework.outflow_reasons), "--aftercare"],
            ["client", "reopen", client, *groups],
            ["client", "add", "--given-name", "Ré", "--family-name", "de Boer", "--on", dice.choice(DAYS), *groups],
        ]
    )


def meeting_words(dice: random.Random, framework: Framework, client: str) -> list[str]:
    kind = dice.choice(framework.kinds)
    here = [client, "--kind", kind.id]
    note = f"{pick(dice, kind.domains)}=tekst" if kind.domains else "tekst"
    return dice.choice(
        [
            ["meeting", "plan", *here, "--on", dice.choice(DAYS), "--mode", dice.choice(MODES)],
            ["meeting", "record", *here, "--on", dice.choice(DAYS), "--note", note, "--plan-next", dice.choice(DAYS)],
            ["meeting", "record", *here, "--note", note, "--sign", "--agreed", "client:bellen:+1w"],
            ["meeting", "sign", client],
            ["meeting", "amend", client, "--reason", "fout", "--on", dice.choice(DAYS), "--note", note],
            ["meeting", "no-show", *here, "--on", dice.choice(DAYS)],
            ["meeting", "cancel", *here],
            ["meeting", "withdraw", client, "--reason", "verkeerd"],
        ]
    )


def other_words(dice: random.Random, framework: Framework, client: str) -> list[str]:
    axis, day = dice.choice(framework.axes), dice.choice(DAYS)
    rule = ["--rule", pick(dice, framework.rules)]
    return dice.choice(
        [
            ["move", client, pick(dice, axis.groups), "--reason", "x", "--chosen-by", "client", "--on", day],
            ["move", client, pick(dice, axis.groups), "--reason", "x", "--chosen-by", "consultant"],
            ["move", client, "--axis", axis.id, "--reason", "x", "--chosen-by", "client"],
            ["move", "correct", client, "--group", pick(dice, axis.groups), "--on", day, "--reason", "x"],
            ["move", "approve", client],
            ["move", "reject", client, "--reason", "x"],
            ["defer", client, *rule, "--until", day, "--reason", "x"],
            ["defer", client, *rule, "--end"],
            ["waive", client, *rule, "--from", day, "--until", dice.choice(DAYS), "--reason", "x"],
            ["waive", client, *rule, "--reason", "x"],
            ["waive", client, *rule, "--end", "--until", day],
            ["label", dice.choice(["add", "end"]), client, pick(dice, framework.target_groups), "--on", day],
            ["duty", dice.choice(["add", "end"]), client, pick(dice, framework.duties), "--on", day],
            ["instrument", dice.choice(["add", "end"]), client, pick(dice, framework.instruments), "--on", day],
            ["placement", "add", client, "--employer", "Bakkerij [x]", "--on", day],
            ["placement", "end", client, "--on", day],
            ["referral", "add", client, pick(dice, framework.partners), "--on", day],
            ["date", "add", client, pick(dice, framework.dates), day],
            ["commitment", "add", client, f"iets {dice.random()}", "--owner", "client", "--by", day],
            ["commitment", dice.choice(["keep", "break", "withdraw", "escalate"]), client, "iets"],
            ["undo"],
            ["undo"],
        ]
    )


@pytest.mark.parametrize(("policy", "number"), [("voorbeeldstad-2026", 1), ("igsd-2019", 2), ("landsmeer-2020", 3)])
def test_random_commands_leave_a_sound_store(run: Run, tmp_path: Path, policy: str, number: int) -> None:
    here = ("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--lang", "en", "--today", TODAY)
    assert run(*here, "seed", "office", "--framework", policy, "--clients", "12", "--seed", str(number)).code == 0
    dice, framework = random.Random(number), load(policy)[0]
    done = 0
    for _ in range(STEPS):
        client = str(dice.randint(1, 14)).zfill(4)
        words = dice.choice([client_words, meeting_words, other_words, other_words])(dice, framework, client)
        answer = run(*here, *words)
        assert answer.code in (0, 1, 2), (words, answer)
        done += answer.code == 0
        assert bool(answer.err) or answer.code == 0, words
    assert done > STEPS // 6
    checks = run(*here, "doctor", "--json").items
    assert [item for item in checks if not item["ok"]] == []
    for words in (["due"], ["today"], ["clients"], ["balance"], ["commitment", "list"], ["signal", "list"]):
        assert run(*here, *words, "--json").code == 0
    exported = run(*here, "export", "facts").out
    (tmp_path / "facts").write_text(exported, "utf-8")
    assert (
        run("--store", tmp_path / "y.store", "--key-file", tmp_path / "y.key", "import", tmp_path / "facts").code == 0
    )
    assert run("--store", tmp_path / "y.store", "--key-file", tmp_path / "y.key", "export", "facts").out == exported
