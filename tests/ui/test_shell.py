from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseload_tui.domain.facts.client import ClientChanged
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.store.store import Store
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.deeds import ON_CLIENT
from caseload_tui.ui.commands.going import OF_THE_APP, TO_TABS
from caseload_tui.ui.preferences import Preferences
from caseload_tui.ui.screens.confirm import TypedConfirm
from caseload_tui.ui.widgets.foot import foot_keys
from tests.makers import KEY
from tests.ui.offices import TODAY, author, services_on
from tests.ui.screens import SMALL, WIDE, opened, pressed, running, screen_text, settled

ALL = (*ON_CLIENT, *TO_TABS, *OF_THE_APP)


def lines(pilot: Pilot[Any]) -> list[str]:
    return screen_text(pilot.app).splitlines()


def test_every_command_has_an_id_a_key_and_texts_of_its_own() -> None:
    assert len({command.id for command in ALL}) == len(ALL)
    keys = [key for command in ALL for key in command.key.split(",") if key]
    assert len(set(keys)) == len(keys)
    texts = [command.texts() for command in ALL]
    assert len({text.title for text in texts}) == len(ALL)
    assert all(text.help.endswith(".") for text in texts)


async def test_the_footer_has_eight_keys_at_most_and_help_is_the_last(services: Services) -> None:
    async with opened(services, size=(200, 40)) as pilot:
        for tab in "12345":
            await pressed(pilot, tab)
            keys = foot_keys(pilot.app.screen)
            assert len(keys) <= 8
            assert keys[-1].command == "help"


async def test_the_help_has_every_command_that_works_here(services: Services) -> None:
    async with opened(services, "question_mark", size=(120, 60)) as pilot:
        text = screen_text(pilot.app)
        missing = [command.texts().title for command in ALL if command.key and command.texts().title not in text]
        assert not missing
        assert "Keys that work here" not in await pressed(pilot, "escape")


async def test_settings_give_a_command_another_key_everywhere_at_once(services: Services) -> None:
    preferences = Preferences(keys={"undo": "z"})
    async with opened(services, preferences=preferences, size=WIDE) as pilot:
        assert "z undo" in lines(pilot)[-1]
        assert "There is nothing to undo" not in await pressed(pilot, "u")
        assert "There is nothing to undo" in await pressed(pilot, "z")
        assert "z             Undo" in await pressed(pilot, "question_mark", "pagedown")


async def test_a_click_in_the_footer_does_what_the_key_does(services: Services) -> None:
    async with opened(services, size=WIDE) as pilot:
        place = lines(pilot)[-1].index("u undo")
        await pilot.click("FootLine", offset=(place, 0))
        await settled(pilot)
        assert "There is nothing to undo" in screen_text(pilot.app)


async def test_a_click_on_a_tab_goes_there(services: Services) -> None:
    async with opened(services) as pilot:
        await pilot.click("TabLine", offset=(lines(pilot)[1].index("Team"), 0))
        await settled(pilot)
        assert "CONSULTANT" in screen_text(pilot.app)


async def test_a_kept_commitment_leaves_the_list_and_undo_brings_it_back(services: Services) -> None:
    async with opened(services, "4") as pilot:
        assert "aanvraag bijzondere" in screen_text(pilot.app)
        text = await pressed(pilot, "k")
        assert "Marked as kept. u takes it back." in text
        assert "aanvraag bijzondere" not in text
        assert "4 Commitments 4" in text
        assert "we: 2 of 2 kept" in text
        text = await pressed(pilot, "u")
        assert "Take this back?" in text
        assert "commitment kept" in text
        assert "aanvraag bijzondere" not in await pressed(pilot, "escape")
        text = await pressed(pilot, "u", "enter")
        assert "Taken back." in text
        assert "aanvraag bijzondere" in text
        await pressed(pilot, "k", "b", "u")
        assert "commitment broken" in screen_text(pilot.app)
        masked = await pressed(pilot, "f12")
        assert "commitment kept: \N{BULLET}" in masked
        assert "bijzondere" not in masked
        assert "plek in de taalgroep regelen" in await pressed(pilot, "f12", "down")
        assert "Taken back." in await pressed(pilot, "enter")


async def test_the_cursor_goes_to_the_next_row_when_one_is_dealt_with(services: Services) -> None:
    async with opened(services, "4", "b") as pilot:
        bar = next(line for line in lines(pilot) if "▌" in line)
        assert "wijkteam" in bar


async def test_a_signal_that_was_seen_leaves_the_list(services: Services) -> None:
    async with opened(services, "end") as pilot:
        assert "Arbeidsverplichtingen" in lines(pilot)[-3]
        text = await pressed(pilot, "g")
        assert "Seen. u takes it back." in text
        assert "Arbeidsverplichtingen" not in text


async def test_a_refusal_stands_above_the_footer_and_says_what_to_do(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refused("It is [/] settled already.", "Look in the dossier.")

    monkeypatch.setattr(services.commitments, "keep", refuse)
    async with opened(services, "4", "k") as pilot:
        assert "  ! It is [/] settled already. Look in the dossier." in lines(pilot)
        assert "aanvraag bijzondere" in screen_text(pilot.app)


async def test_what_nobody_expected_ends_the_program_calmly(
    services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("canary")

    monkeypatch.setattr(services.commitments, "keep", fail)
    app = CaseloadApp(services)
    app.crash_log = tmp_path / "crash.log"

    async def keep() -> None:
        async with running(app) as pilot:
            await pressed(pilot, "4", "k")

    with pytest.raises(ZeroDivisionError):
        await keep()
    assert app.return_code == 1
    assert "ZeroDivisionError" in app.crash_log.read_text("utf-8")
    assert "canary" not in app.crash_log.read_text("utf-8")


async def test_what_another_program_saved_is_shown(services: Services, office_path: Path) -> None:
    async with opened(services, "2") as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        app.look_around()
        await settled(pilot)
        other = Store.open(office_path, KEY)
        with other.writing(author("k-mol")) as writing:
            writing.record("client-0029", ClientChanged(field="family_name", value="Andersom"))
        other.close()
        app.look_around()
        await settled(pilot)
        assert "Andersom, Ria" in screen_text(app)


async def test_midnight_moves_the_day_while_the_program_is_open(store: Store) -> None:
    day = [TODAY]
    services = Services(Desk(store, author(), lambda: day[0]))
    async with opened(services) as pilot:
        assert "41 d" in screen_text(pilot.app)
        day[0] = TODAY + timedelta(days=1)
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        app.look_around()
        await settled(pilot)
        text = screen_text(app)
        assert "Tue 24 Nov 2026 · wk 48" in text
        assert "42 d" in text


async def test_looking_at_another_day_of_real_work_is_marked(services: Services) -> None:
    looking = Services(replace(services.desk, looking_only=True))
    async with opened(looking, "4", "k") as pilot:
        assert "LOOKING ONLY" in lines(pilot)[0]
        assert "On another day than today one can only look." in screen_text(pilot.app)


async def test_no_size_of_the_terminal_is_too_small_to_go_on(services: Services) -> None:
    async with opened(services, "1", "2", "3", "4", "5", "question_mark", "escape", "ctrl+p", "escape") as pilot:
        for size in (SMALL, WIDE, (60, 15), (40, 10), (20, 5)):
            await pilot.resize_terminal(*size)
            await pressed(pilot, "1", "end", "2", "home", "ctrl+p", "x", "escape")
            assert len(lines(pilot)) == size[1]


async def test_the_head_gives_way_at_its_left(services: Services) -> None:
    async with opened(services, size=(70, 12)) as pilot:
        assert lines(pilot)[0] == "  S. de Wit                        PRACTICE  Mon 23 Nov 2026 · wk 48"


async def test_the_look_goes_round_and_ends_without_any_colour(services: Services) -> None:
    async with opened(services) as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        seen = []
        for _ in range(4):
            seen.append("sober" if app.plain else app.theme)
            await pressed(pilot, "f11")
        assert seen == ["dark", "light", "contrast", "sober"]
        assert app.theme == "dark"
        assert not app.plain


async def test_without_colour_the_cursor_is_still_seen(services: Services) -> None:
    async with opened(services, preferences=Preferences(plain=True)) as pilot:
        strips = pilot.app.screen._compositor.render_strips()
        filtered = [
            strip.apply_filter(line_filter, pilot.app.screen.styles.background)
            for strip in strips
            for line_filter in pilot.app.get_line_filters()[-1:]
        ]
        styles = [segment.style for strip in filtered for segment in strip if segment.style]
        assert all(style.color is None or style.color.is_default for style in styles)
        assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
        cursor = next(strip for strip in filtered if "▌" in strip.text)
        assert any(segment.style and segment.style.reverse for segment in cursor)


async def test_the_palette_finds_clients_of_the_whole_office_and_commands(services: Services) -> None:
    async with opened(services, "ctrl+p", *"anders") as pilot:
        assert "Anders, Bo" in screen_text(pilot.app)
        text = await pressed(pilot, *["backspace"] * 6, *"team", "enter")
        assert "CONSULTANT" in text


async def test_the_palette_finds_a_client_by_a_few_letters_and_a_command_before_a_vague_name(
    services: Services,
) -> None:
    async with opened(services, "ctrl+p", *"jvdb") as pilot:
        assert "▌Berg, Jan van den" in screen_text(pilot.app)
        text = await pressed(pilot, *["backspace"] * 4, *"plan")
        assert text.index("COMMANDS") < text.index("CLIENTS") < text.index("Wolde-Postma"), (
            "it has the letters somewhere"
        )
        assert "Nothing is called that." in await pressed(pilot, *["backspace"] * 4, *"qqq")


async def test_the_palette_offers_only_what_can_be_done_with_the_row(services: Services) -> None:
    async with opened(services, "ctrl+p", *"kept") as pilot:
        assert "Nothing is called that." in screen_text(pilot.app)


async def test_a_deed_that_cannot_be_undone_asks_for_a_word(services: Services) -> None:
    answers: list[bool | None] = []
    async with opened(services) as pilot:
        pilot.app.push_screen(TypedConfirm("Erase [/]?", "This cannot be undone.", "Erase", "0042"), answers.append)
        await settled(pilot)
        assert "Erase [/]?" in await pressed(pilot, "0", "enter")
        await pressed(pilot, "0", "4", "2", "enter")
        assert answers == [True]
        pilot.app.push_screen(TypedConfirm("Erase?", "", "Erase", "0042"), answers.append)
        await settled(pilot)
        await pressed(pilot, "0", "escape")
        assert answers == [True, False]


async def test_keys_of_a_text_being_typed_are_not_offered(services: Services) -> None:
    async with opened(services, "slash") as pilot:
        assert isinstance(pilot.app.focused, Input)
        foot = lines(pilot)[-1]
        assert "esc show all" in foot
        assert "m record" not in foot


def test_a_host_gives_the_keys_of_its_commands() -> None:
    class Deed(Command):
        id, key, section = "deed", "x,y", "deeds"

    class Base:
        pass

    class Place(Host, Base):
        OFFERS = (Deed,)

    assert [binding.key for binding in Place.BINDINGS] == ["x,y"]


async def test_the_week_and_day_are_those_of_the_desk_and_not_of_the_machine(store: Store) -> None:
    async with opened(services_on(store, today=date(2027, 1, 1))) as pilot:
        assert "Fri 1 Jan 2027 · wk 53" in lines(pilot)[0]
