"""Who works here, kept from the tab with the team's figures: adding, changing from a day on, leave, ending."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.office import Consultant
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.intents.team import ChangeConsultant, EndConsultant, GiveLeave
from tests.ui.offices import TODAY, services_on
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled
from tests.ui.typing import typed

LEAVE = date(2026, 12, 21)


def person(services: Services, name: str) -> Consultant:
    return services.team.resolve(name)


async def test_somebody_is_added_with_part_time_days(services: Services) -> None:
    async with opened(services, "5", "n") as pilot:
        await typed(pilot, "Zoe Karel")
        await pressed(pilot, "tab", "tab", "tab", "ctrl+u")
        await typed(pilot, "veel")
        assert "Type a number" in await pressed(pilot, "enter")
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "0,6")
        await pressed(pilot, "tab", "end", "space", "left", "space", "tab", "tab")
        await typed(pilot, "Turks,  Tigrinya,")
        assert "Zoe Karel works here." in await pressed(pilot, "enter")
    added = person(services, "karel")
    assert (added.fte_on(TODAY), added.days_on(TODAY)) == (0.6, ("mon", "tue", "wed"))
    assert (added.languages, added.municipalities) == (("Turks", "Tigrinya"), ())


async def test_fte_changes_from_a_day_on_and_undo_tells_and_takes_it_back(services: Services) -> None:
    async with opened(services, "5") as pilot:
        pilot.app.post_message(ChangeConsultant("k-mol"))
        await settled(pilot)
        assert "Nothing would change." in await pressed(pilot, "enter")
        await pressed(pilot, "tab", "tab", "tab", "ctrl+u")
        await typed(pilot, "0,5")
        await pressed(pilot, "tab", "tab", "ctrl+u")
        await typed(pilot, "1-1-2027")
        assert "Changed." in await pressed(pilot, "enter")
        assert "Works for" not in screen_text(pilot.app)
        changed = person(services, "k-mol")
        assert (changed.fte_on(TODAY), changed.fte_on(date(2027, 1, 1))) == (1.0, 0.5)
        asked = await pressed(pilot, "u")
        assert "K. Mol: 0.50 fte from Fri 1 Jan" in asked
        await pressed(pilot, "enter")
    assert person(services, "k-mol").fte_on(date(2027, 1, 1)) == 1.0


async def test_leave_is_recorded_changed_and_withdrawn(services: Services) -> None:
    async with opened(services, "5") as pilot:
        pilot.app.post_message(GiveLeave("k-mol"))
        await settled(pilot)
        await typed(pilot, "21-12-2026")
        await pressed(pilot, "tab")
        await typed(pilot, "31-12-2026")
        assert "Recorded." in await pressed(pilot, "enter")
        pilot.app.post_message(GiveLeave("k-mol"))
        await settled(pilot)
        await pressed(pilot, "shift+tab", "right", "tab", "tab")
        await typed(pilot, "3-1-2027")
        assert "Recorded." in await pressed(pilot, "enter")
        [leave] = person(services, "k-mol").leave
        assert (leave.start, leave.through) == (LEAVE, date(2027, 1, 3))
        pilot.app.post_message(GiveLeave("k-mol"))
        await settled(pilot)
        assert "Last day" not in await pressed(pilot, "shift+tab", "end")
        assert "Recorded." in await pressed(pilot, "enter")
        assert person(services, "k-mol").leave == ()
        asked = await pressed(pilot, "u")
        assert "K. Mol: leave from Mon 21 Dec withdrawn" in asked


async def test_leave_with_who_stands_in_is_one_deed_and_shows_on_the_row(services: Services, store: Store) -> None:
    other = services_on(store, who="k-mol")
    async with opened(services, "5", "down", "up", "v", size=WIDE) as pilot:
        assert "Who stands in is offered 12 clients" in screen_text(pilot.app)
        await typed(pilot, "23-11-2026")
        await pressed(pilot, "tab", "tab", "right", "tab")
        await typed(pilot, "Met vakantie")
        assert "Until when does somebody stand in?" in await pressed(pilot, "enter")
        await pressed(pilot, "shift+tab", "shift+tab")
        await typed(pilot, "4-12-2026")
        assert "Recorded." in await pressed(pilot, "enter")
        assert len(other.transfers.waiting()) == 12
        text = screen_text(pilot.app)
        row = next(line for line in text.splitlines() if "S. de Wit" in line and "0.0" in line)
        assert "! away" in row
        assert "to Fri 4 Dec" in row
        other.transfers.accept(offer.client.id for offer in other.transfers.waiting())
        text = await pressed(pilot, "f5")
        row = next(line for line in text.splitlines() if "S. de Wit" in line and "0.0" in line)
        assert "! away" not in row
        assert "to Fri 4 Dec · K. Mol" in row
        assert "stands in for S. de Wit: 12" in await pressed(pilot, "1", "5", "up")
        assert "K. Mol stands in for 12" in await pressed(pilot, "down")


async def test_who_still_leads_clients_cannot_end_and_is_told_how(services: Services) -> None:
    async with opened(services, "5") as pilot:
        pilot.app.post_message(EndConsultant("k-mol"))
        await settled(pilot)
        assert "K. Mol still leads 1 client." in await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, Form)
        await pressed(pilot, "escape")
    assert person(services, "k-mol").ended_on is None


async def test_the_keys_work_on_the_consultant_under_the_cursor(services: Services) -> None:
    async with opened(services, "5") as pilot:
        names = []
        for key in ("e", "v", "x"):
            text = await pressed(pilot, key)
            assert isinstance(pilot.app.screen, Form)
            names.append("K. Mol" in text or "S. de Wit" in text)
            await pressed(pilot, "escape")
        assert all(names)
        await pressed(pilot, "end", "e")
        assert not isinstance(pilot.app.screen, Form)
