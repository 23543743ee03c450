"""What-if on screen: choose a policy, see both sides, open who is late, and change nothing."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from caseload_tui.services import Services
from caseload_tui.ui.screens.dossier import DossierScreen
from caseload_tui.ui.screens.what_if import WhatIf
from caseload_tui.ui.widgets.rows import Rows
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled


async def test_a_policy_is_chosen_from_those_that_ship(services: Services) -> None:
    async with opened(services, "5", "w", size=WIDE) as pilot:
        text = screen_text(pilot.app)
        assert "deventer-2020" in text
        text = await pressed(pilot, "enter")
        assert "deventer-2020" in text
        assert "MEETINGS A YEAR" in text
        assert "late today" in text


async def test_both_sides_stand_beside_each_other_with_a_file_of_counterparts(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "map.toml"
    groups = services.team.framework().axes[0].groups
    path.write_text("[groups]\n" + "".join(f'{group.id} = "groeien"\n' for group in groups), "utf-8")
    async with opened(services, "5", "w", size=WIDE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WhatIf)
        policy, counterparts = screen.query(Input)
        policy.value, counterparts.value = "deventer-2020", str(path)
        counterparts.focus()
        await pressed(pilot, "enter")
        figures = services.what_ifs.compare("deventer-2020", path).figures
        line = next(item for item in screen.query_one(Rows).records if item.key == "group:groeien")
        count = next(row.clients for row in figures.other.groups if row.group == "groeien")
        assert line.other == str(count)
        assert count == figures.present.clients


async def test_what_cannot_be_read_is_said_where_one_looks(services: Services) -> None:
    async with opened(services, "5", "w", size=WIDE) as pilot:
        pilot.app.screen.query(Input).first().value = "nowhere-2020"
        pilot.app.screen.query(Input).first().focus()
        assert "There is no framework" in await pressed(pilot, "enter")


async def test_enter_on_who_is_late_opens_the_dossier_and_masking_hides_the_name(services: Services) -> None:
    late = services.what_ifs.compare("deventer-2020")
    name = late.clients[late.figures.other.late[0].client].listed_name
    async with opened(services, "5", "w", "enter", size=WIDE) as pilot:
        rows = pilot.app.screen.query_one(Rows)
        assert rows.select(next(item.key for item in rows.records if item.client is not None))
        await settled(pilot)
        assert name in screen_text(pilot.app)
        assert name not in await pressed(pilot, "f12")
        await pressed(pilot, "f12", "enter")
        assert isinstance(pilot.app.screen, DossierScreen)


async def test_escape_goes_back_and_nothing_was_recorded(services: Services) -> None:
    def journal() -> str:
        with services.desk.reading() as reading:
            return "\n".join(reading.events_text())

    before = journal()
    async with opened(services, "5", "w", "enter", "escape", size=WIDE) as pilot:
        assert not isinstance(pilot.app.screen, WhatIf)
    assert journal() == before
