from __future__ import annotations

from caseload_tui.services import Services
from tests.ui.screens import WIDE, opened, pressed


async def test_a_note_is_found_from_anywhere_logged_masked_and_opened_at_its_talk(services: Services) -> None:
    async with opened(services, "2", "slash", *"smit", "ctrl+f", *"zorgv", "space", *"zomer") as pilot:
        assert services.journal.accesses() == ()
        text = await pressed(pilot, "enter")
        assert [(item["what"], item["dossier"]) for item in services.journal.accesses()] == [
            ("note found", "client-0042")
        ]
        assert "1 note" in text
        assert "1-6-2026 – 31-8-2026" in text or "1 Jun 2026" in text
        assert "Çelik-Güneş" in text
        assert "Regeling met zorgverzekeraar loopt, nog 4 termijnen." in text
        assert "enter open" in text.splitlines()[-1]
        text = await pressed(pilot, "f12")
        assert not [word for word in ("Çelik", "zorgv", "termijnen") if word in text]
        text = await pressed(pilot, "f12", "enter")
        cursor = next(line for line in text.splitlines() if line.startswith(" ▌"))
        assert "FIP" in cursor
        assert "24 Aug" in cursor
        assert "signed" not in cursor
        text = await pressed(pilot, "escape", "slash", *"since:ooit")
        assert "“ooit” is not a date." in text
        assert "No note fits." in await pressed(pilot, "ctrl+f", *"qqq", "enter")
        assert "smit" in await pressed(pilot, "escape")


async def test_a_note_is_found_while_a_talk_is_written_and_the_talk_is_still_there(services: Services) -> None:
    async with opened(services, "m", *"Vandaag", "ctrl+f", *"zorgv", "enter", size=WIDE) as pilot:
        assert "1 note" in await pressed(pilot)
        assert "Vandaag" in await pressed(pilot, "escape")
