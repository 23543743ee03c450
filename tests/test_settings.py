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


def test_keys_are_kept_in_their_table_numbers_as_numbers_and_taken_out_again(file: Path) -> None:
    keep("keys.record", "f7")
    keep("idle_lock_minutes", 10)
    settings = settle({"lang": "en"}, {})
    assert (settings.keys, settings.idle_lock_minutes) == ({"record": "f7"}, 10)
    file.write_text('# mine\n[keys] # own\nplan = "x"\n\n[other]\nrecord = 1\n', "utf-8")
    keep("keys.record", 'quotation_mark,"')
    keep("keys.plan", None)
    keep("keys.never", None)
    assert file.read_text("utf-8") == ('# mine\n[keys] # own\n\nrecord = "quotation_mark,\\""\n[other]\nrecord = 1\n')
    assert settle({"lang": "en"}, {}).keys == {"record": 'quotation_mark,"'}


def test_keys_in_another_form_are_left_alone(file: Path) -> None:
    file.parent.mkdir()
    written = 'keys = {plan = "x"}\n'
    file.write_text(written, "utf-8")
    with pytest.raises(Refused, match="cannot be kept"):
        keep("keys.record", "f7")
    assert file.read_text("utf-8") == written


def test_a_file_that_would_come_to_say_something_else_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    written = 'note = """\ntheme = x\n"""\n'
    file.write_text(written, "utf-8")
    with pytest.raises(Refused, match="cannot be kept"):
        keep("theme", "light")
    assert file.read_text("utf-8") == written
