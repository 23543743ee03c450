"""Keeping a setting in the settings file of the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseload_tui import paths
from caseload_tui.errors import Refused
from caseload_tui.settings import keep, settle


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config" / "settings.toml"
    monkeypatch.setattr(paths, "settings_file", lambda: path)
    return path


def test_a_setting_is_kept_and_all_else_in_the_file_stays_as_it_is(file: Path) -> None:
    keep("theme", "light")
    assert settle({"lang": "en"}, {}).theme == "light"
    file.write_text('# mine\ntheme = "dark"  # was\nodd = 1\n\n[keys]\ntheme = "f7"\n', "utf-8")
    keep("theme", "contrast")
    keep("language", "nl")
    assert file.read_text("utf-8") == ('# mine\ntheme = "contrast"\nodd = 1\n\nlanguage = "nl"\n[keys]\ntheme = "f7"\n')
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_a_file_that_would_come_to_say_something_else_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    written = 'note = """\ntheme = x\n"""\n'
    file.write_text(written, "utf-8")
    with pytest.raises(Refused, match="cannot be kept"):
        keep("theme", "light")
    assert file.read_text("utf-8") == written
