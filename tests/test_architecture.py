"""The tree keeps its shape: what may be imported where, and what loading a module may drag along."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "caseload_tui"
LONGEST_FILE = 400
HEAVY = ("textual", "sqlalchemy", "alembic", "pydantic", "sqlcipher3", "babel", "cryptography", "rich", "click")
LATE = ("sqlalchemy", "cryptography", "dateutil", "babel", "importlib.metadata")
"""What the unlock screen does without; it is imported while the passphrase is typed."""


def loaded_by(module: str, watched: tuple[str, ...] = HEAVY) -> set[str]:
    """Return which of the watched packages a fresh interpreter has loaded after importing the module."""
    code = f"import sys, {module}; print(*(name for name in {watched!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["errors", "i18n", "settings", "domain.daily", "domain.talking", "domain.moving"])
def test_the_lower_layers_load_nothing_heavy(module: str) -> None:
    assert loaded_by(f"caseload_tui.{module}") == set()


def test_building_a_framework_needs_no_checker() -> None:
    assert loaded_by("caseload_tui.frameworks.library, caseload_tui.frameworks.build") == set()


def test_the_store_and_the_services_load_neither_screens_nor_migrations() -> None:
    loaded = loaded_by("caseload_tui.bootstrap")
    assert {"textual", "alembic", "pydantic", "babel"}.isdisjoint(loaded)


def test_the_command_line_loads_almost_nothing_to_begin_with() -> None:
    assert loaded_by("caseload_tui.cli.main") <= {"click"}


def test_the_unlock_screen_stands_before_services_database_and_forms_are_imported() -> None:
    rooms = tuple(f"caseload_tui.{room}" for room in ("services", "store", "frameworks", "ui.forms", "ui.screens.main"))
    assert loaded_by("caseload_tui.ui.app, caseload_tui.ui.screens.unlock", (*LATE, *rooms)) == set()
    assert loaded_by("caseload_tui.cli.app", (*LATE, *rooms)) == set()


def test_what_the_first_lists_need_is_imported_while_the_passphrase_is_typed() -> None:
    code = (
        "import sys; from caseload_tui.cli.app import StoreKeyring; StoreKeyring.warm_up(None)\n"
        "before = set(sys.modules)\n"
        "import caseload_tui.services as s\n"
        "desk = s.Services(None)\n"
        "desk.clients, desk.commitments, desk.journal, desk.personal, desk.worklists, desk.team\n"
        "print(*(name for name in set(sys.modules) - before if name.startswith('caseload_tui')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.split() == []


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_file_is_longer_than_a_room() -> None:
    long = {path.name: count for path in sources() if (count := len(path.read_text().splitlines())) > LONGEST_FILE}
    assert long == {}


def test_nothing_happens_at_import() -> None:
    """No module opens files, folders or connections when it is loaded: its top level only defines."""
    calls = {"open", "mkdir", "read_text", "write_text", "connect", "create_engine", "print"}
    for path in sources():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                function = node.value.func
                name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
                assert name not in calls, f"{path}:{node.lineno}"


def test_no_municipality_stands_in_the_code() -> None:
    words = ("pijnacker", "nootdorp", "hilversum", "deventer", "steenwijk", "westerveld", "landsmeer", "igsd")
    for path in sources():
        tree = ast.parse(path.read_text())
        texts = (
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        for text in texts:
            named = [word for word in words if word in text.lower()]
            # The demo has to open on one of the policies that ship.
            assert not named or text == "deventer-2020", f"{path}: {text}"
