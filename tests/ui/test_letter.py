from __future__ import annotations

from pathlib import Path

import pytest

from caseload_tui.services import Services
from tests.ui.screens import opened, pressed, screen_text
from tests.ui.typing import typed


async def test_a_letter_is_read_first_and_saved_where_one_says(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    async with opened(services, "enter", "i") as pilot:
        read = screen_text(pilot.app)
        assert "Beste Zoë Çelik-Güneş," in read
        assert "Zoë" not in await pressed(pilot, "f12")
        form = await pressed(pilot, "f12", "enter")
        assert "not encrypted" in form
        said = await pressed(pilot, "f9")
        assert "The letter is saved." in said
        again = await pressed(pilot, "enter", "f9")
        assert "There is a file of that name already." in again
    [file] = tmp_path.glob("*.html")
    assert file.name == "agreed-0042-2026-11-23.html"
    assert "Beste Zoë Çelik-Güneş," in file.read_text("utf-8")


async def test_the_calendar_file_is_offered_by_name(services: Services, tmp_path: Path) -> None:
    async with opened(services, "ctrl+p") as pilot:
        await typed(pilot, "calendar")
        await pressed(pilot, "enter", "ctrl+u")
        await typed(pilot, f"{tmp_path}/mine.ics")
        assert "The calendar file is saved." in await pressed(pilot, "enter")
    assert "BEGIN:VEVENT" in (tmp_path / "mine.ics").read_text("utf-8")
