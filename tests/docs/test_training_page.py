"""The page on trainings: its example can be seeded, and its table of deeds is the program's."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

from caseload_tui.seeding.deeds import Deed
from caseload_tui.seeding.tasks import Wanted
from caseload_tui.services.founding import plan_seed
from caseload_tui.services.training.assigning import LOOKS

PAGE = (Path(__file__).parents[2] / "docs" / "training.md").read_text("utf-8")
_SHARED = {"on", "by"}
_WORD = re.compile(r"[a-z_]+")


def test_the_example_and_what_it_may_choose_are_a_script_that_can_be_seeded(tmp_path: Path) -> None:
    example, choices = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "mine.toml").write_text(f"{example}\n{choices}", "utf-8")
    made = plan_seed(str(tmp_path / "mine.toml"), None, today=None, otherwise=date(2000, 1, 1))
    assert made.training.today == date(2026, 11, 23)
    assert [task["id"] for task in made.training.tasks] == ["voortgang"]
    assert made.framework.house.hours_per_fte == 1300
    assert made.framework.readings


def test_every_deed_stands_in_the_table_with_its_keys() -> None:
    table = PAGE.partition("| did | keys |")[2].partition("\n\n")[0]
    told: dict[str, set[str]] = {}
    for row in table.splitlines()[2:]:
        words, keys = row.strip("| ").split(" | ")
        for word in re.findall(r"`([^`]+)`", words):
            told[word] = set(_WORD.findall(keys))
    assert list(told) == list(dict.fromkeys(told))
    assert set(told) == set(Deed.KINDS)
    for word, kind in Deed.KINDS.items():
        own = {field.name.rstrip("_") for field in dataclasses.fields(kind)} - _SHARED
        assert own <= told[word], word


def test_what_checks_can_ask_stands_on_the_page() -> None:
    for field in dataclasses.fields(Wanted):
        if field.name != Wanted.KEY:
            assert f"`{field.name.rstrip('_')}`" in PAGE
    assert all(f"`{look}`" in PAGE for look in LOOKS)
