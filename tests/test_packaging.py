"""What a stranger needs is there: the README's two commands, the shipped files, the licence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from caseload_tui import resources
from caseload_tui.frameworks import library

ROOT = Path(__file__).parent.parent


def test_the_first_block_of_the_readme_is_the_two_commands() -> None:
    block = re.search(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert block is not None
    first, second = block[1].splitlines()
    assert first == "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/caseload demo"
    assert second.endswith("pytest")


def test_every_document_and_picture_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text("utf-8")):
        assert "://" in target or (ROOT / target).exists(), target


def test_migrations_and_seeds_are_found_and_shipped() -> None:
    assert (resources.migrations_folder() / "env.py").exists()
    assert (resources.seed_folder() / "office.toml").exists()
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["force-include"]) == {"migrations", "seed"}


def test_five_policies_ship_and_a_sixth_for_training() -> None:
    assert len(library.shipped()) == 5
    assert len(library.training()) == 1


def test_every_constraint_is_a_plain_version() -> None:
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9_.\-]+==[0-9][\w.]*", line), line
