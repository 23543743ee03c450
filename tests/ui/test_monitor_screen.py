"""The monitor on screen: figures over a period, the clients behind each of them, another period, a file, typing in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseload_tui.domain.monitor.counting import Counting
from caseload_tui.domain.monitor.period import Period
from caseload_tui.services import Services
from caseload_tui.ui.forms.choice import Choice
from caseload_tui.ui.forms.monitor import LAST_QUARTER, THIS_QUARTER, period_of
from caseload_tui.ui.screens.behind import BehindScreen
from caseload_tui.ui.screens.dossier import DossierScreen
from caseload_tui.ui.screens.monitor import MonitorScreen
from caseload_tui.ui.widgets.rows import Rows
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled
from tests.ui.typing import typed


async def on_row(pilot: Pilot[Any], name: str) -> str:
    """Put the cursor on the row that begins so, and return the screen."""
    rows = pilot.app.screen.query_one(Rows)
    key = next(f"{item.block.id}:{item.place}" for item in rows.records if item.row.cells[0].startswith(name))
    assert rows.select(key)
    await settled(pilot)
    return screen_text(pilot.app)


async def chosen(pilot: Pilot[Any], field: str, value: str) -> None:
    pilot.app.screen.query_one(f"#field-{field}").query_one(Choice).choose(value)
    await settled(pilot)


async def filled(pilot: Pilot[Any], field: str, text: str) -> None:
    pilot.app.screen.query_one(f"#field-{field}").query_one(Input).value = text
    await settled(pilot)


async def test_every_figure_opens_the_clients_behind_it_and_those_their_dossiers(services: Services) -> None:
    figures = services.monitors.report(date(2026, 10, 1), date(2026, 12, 31)).figures
    group = next(row for row in figures.stock if row.axis is not None and row.count("end"))
    name = services.team.names().group(group.group)
    async with opened(services, "5", "m", size=WIDE) as pilot:
        text = screen_text(pilot.app)
        assert "1 October 2026 through 23 November 2026" in text
        row = next(line for line in text.splitlines() if line.strip(" ▌").startswith(name))
        assert str(group.count("end")) in row.split()
        await on_row(pilot, name)
        text = await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, BehindScreen)
        first = services.monitors.clients(group.figures["end"])[0]
        assert first.listed_name in text
        assert first.listed_name not in await pressed(pilot, "f12")
        await pressed(pilot, "f12", "enter")
        assert isinstance(pilot.app.screen, DossierScreen)
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, MonitorScreen)
        assert "TODAY" in (await pressed(pilot, "escape", "1")).upper()


async def test_a_reason_in_wild_words_is_shown_as_it_is(services: Services) -> None:
    services.clients.close("client-0029", "[/x] [@click=app.quit]weg[/]")
    async with opened(services, "5", "m", size=WIDE) as pilot:
        assert "[/x] [@click=app.quit]weg[/]" in await on_row(pilot, "[/x]")
        text = await pressed(pilot, "enter")
        assert "[/x]" in text
        assert services.monitors.clients(["client-0029"])[0].listed_name in text


async def test_another_period_and_other_clients_are_chosen_in_one_form(services: Services) -> None:
    async with opened(services, "5", "m", "p", size=WIDE) as pilot:
        await chosen(pilot, "spell", "typed")
        await filled(pilot, "first", "1-1-2026")
        await filled(pilot, "last", "31 mei")
        await chosen(pilot, "consultant", "s-de-wit")
        text = await pressed(pilot, "enter")
        assert "1 January 2026 through 31 May 2026" in text
        assert "led by S. de Wit" in text
        assert "Targets are about all" in await on_row(pilot, "Targets")
        figures = services.monitors.report(date(2026, 1, 1), date(2026, 5, 31), consultant="s-de-wit").figures
        assert f"{figures.everybody.count('end')}" in (await on_row(pilot, "all together")).split()
        await pressed(pilot, "p")
        await filled(pilot, "known_on", "yesterday")
        assert "had no policy yet" in await pressed(pilot, "enter")
        await filled(pilot, "known_on", "today")
        assert "as it was known on 23 November 2026" in await pressed(pilot, "enter")
        await pressed(pilot, "p")
        await filled(pilot, "last", "1-1-2025")
        assert "lies before the first" in await pressed(pilot, "enter")


async def test_the_figures_are_saved_as_a_page_without_names(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    async with opened(services, "5", "m", "s", size=WIDE) as pilot:
        await chosen(pilot, "suppress", "yes")
        assert "The figures are saved." in await pressed(pilot, "f9")
    [page] = tmp_path.glob("monitor-*.html")
    text = page.read_text("utf-8")
    assert "<svg" in text
    assert "Counts under ten" in text
    with services.desk.reading() as reading:
        names = [row.family_name for row in reading.clients()]
    assert not [name for name in names if f">{name}" in text]


async def test_what_no_fact_tells_is_typed_in_where_it_is_missed(services: Services) -> None:
    indicator = next(item for item in services.team.framework().indicators if item.id == "hallo_werk")
    async with opened(services, "5", "m", size=WIDE) as pilot:
        name = indicator.name.to("en")
        assert "unknown" in next(line for line in (await on_row(pilot, name)).splitlines() if name in line)
        await pressed(pilot, "e")
        await chosen(pilot, "counts", "manual:hallo_werk")
        await filled(pilot, "value", "a lot")
        assert "is no number" in await pressed(pilot, "enter")
        await filled(pilot, "value", "61")
        await pressed(pilot, "enter")
        row = next(line for line in (await on_row(pilot, name)).splitlines() if name in line)
        assert {"61", "yes"} <= set(row.split())
    [kept] = services.monitors.entered()
    assert (kept.value, kept.period) == (61, Period(date(2026, 10, 1), date(2026, 12, 31)))


async def test_figures_that_do_not_add_up_are_not_shown_but_their_difference_is(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Period(date(2026, 1, 1), date(2026, 12, 31))
    monkeypatch.setattr("caseload_tui.ui.screens.monitor.period_of", lambda spell, today: whole)
    monkeypatch.setattr(Counting, "_add_flow", lambda self, flow: None)
    async with opened(services, "5", "m", size=WIDE) as pilot:
        text = screen_text(pilot.app)
        assert "do not add up" in text
        assert "all together: 0 at the start" in text
        assert not pilot.app.screen.query_one(Rows).records
        await pressed(pilot, "p")
        await chosen(pilot, "spell", "this_year")
        assert "do not add up" in await pressed(pilot, "enter")


async def test_it_is_found_by_name_from_anywhere_and_once(services: Services) -> None:
    for keys in (("1",), ("5",)):
        async with opened(services, *keys, "ctrl+p", size=WIDE) as pilot:
            await typed(pilot, "monitor")
            offered = [line for line in screen_text(pilot.app).splitlines() if "stock, flows" in line]
            assert len(offered) == 1
            await pressed(pilot, "enter")
            assert isinstance(pilot.app.screen, MonitorScreen)


def test_the_last_quarter_of_a_winter_day_is_of_the_year_before() -> None:
    assert period_of(LAST_QUARTER, date(2026, 2, 1)) == Period(date(2025, 10, 1), date(2025, 12, 31))
    assert period_of(THIS_QUARTER, date(2026, 2, 1)) == Period(date(2026, 1, 1), date(2026, 3, 31))
