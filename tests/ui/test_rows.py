from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from caseload_tui.ui.safe_text import OnlyVisible
from caseload_tui.ui.themes import themes
from caseload_tui.ui.widgets.brush import MEASURED
from caseload_tui.ui.widgets.cells import Cells, Column
from caseload_tui.ui.widgets.rows import Heading, Rows
from tests.hostile import HOSTILE
from tests.ui.screens import running, screen_text, settled

EMPTY = ("Nothing here.", "This list is for what is to be done; press n to make some.")


class Words:
    """Paints texts, and counts how often it was asked to."""

    columns: Sequence[Column] = (Column(20, share=1), Column(6, right=True))

    def __init__(self) -> None:
        self.painted = 0

    def key(self, record: str) -> str:
        return record

    def cells(self, record: str) -> Cells:
        self.painted += 1
        return (record, str(len(record)))


class ListApp(OnlyVisible, App[object]):
    """One list, and what it said."""

    def __init__(self, entries: Sequence[Heading | str]) -> None:
        super().__init__()
        for theme in themes():
            self.register_theme(theme)
        self.theme = "dark"
        self.entries = entries
        self.painter = Words()
        self.chosen: list[str] = []
        self.seen: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield Rows[str](self.painter)

    def on_mount(self) -> None:
        self.rows.show(self.entries, empty=EMPTY)
        self.rows.focus()

    @property
    def rows(self) -> Rows[str]:
        return self.query_one(Rows)

    def on_rows_activated(self, event: Rows.Activated) -> None:
        self.chosen.append(event.record)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        self.seen.append(event.record)


BLOCKS = [Heading("ONE", 2), "a", "b", Heading("TWO", 3), "c", "d", "e"]
LONG = [f"row {number}" for number in range(100_000)]


async def after(pilot: Pilot[object], *keys: str) -> str | None:
    await pilot.press(*keys)
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, ListApp)
    return app.rows.record


async def test_the_cursor_passes_headings_by() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        assert await after(pilot) == "a"
        assert await after(pilot, "down", "down") == "c"
        assert await after(pilot, "up") == "b"
        assert await after(pilot, "up", "up", "up") == "a"
        assert await after(pilot, "end", "down") == "e"
        assert await after(pilot, "home") == "a"


async def test_brackets_go_from_block_to_block() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        assert await after(pilot, "right_square_bracket") == "c"
        assert await after(pilot, "right_square_bracket") == "c"
        assert await after(pilot, "end", "left_square_bracket") == "c"
        assert await after(pilot, "left_square_bracket") == "a"


async def test_the_cursor_is_a_bar_beside_its_row_and_only_there() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        await after(pilot, "down")
        lines = screen_text(pilot.app).splitlines()
        assert [line for line in lines if "▌" in line] == [lines[2]]
        assert lines[2].startswith(" ▌b ")
        assert lines[0] == "  ONE  2"


async def test_the_row_under_the_cursor_is_raised_and_no_other() -> None:
    async with running(ListApp(["one", "two"])) as pilot:
        rows = pilot.app.query_one(Rows)
        raised, plain = (
            {segment.style.bgcolor for segment in rows.render_line(line) if segment.style} for line in (0, 1)
        )
        assert raised != plain
        assert len(raised) == 1
        assert all(segment.style is not None and segment.style.bold for segment in rows.render_line(0))


async def test_reading_again_keeps_the_cursor_on_its_record() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        await after(pilot, "end")
        app = pilot.app
        assert isinstance(app, ListApp)
        app.rows.show([Heading("NEW", 1), "z", *BLOCKS])
        assert await after(pilot) == "e"


async def test_a_row_that_was_dealt_with_gives_its_place_to_the_next() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        app = pilot.app
        assert isinstance(app, ListApp)
        await after(pilot, "down")
        app.rows.show([Heading("ONE", 1), "a", Heading("TWO", 3), "c", "d", "e"])
        assert await after(pilot) == "c"
        app.rows.show([Heading("ONE", 1), "a"])
        assert await after(pilot) == "a"
        app.rows.show([])
        assert await after(pilot, "down", "enter") is None
        assert app.seen[-1] is None
        assert not app.chosen


async def test_a_row_that_went_under_another_heading_leaves_the_cursor_where_one_was_working() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        assert isinstance(pilot.app, ListApp)
        rows = pilot.app.rows
        rows.select("c")
        rows.show([Heading("ONE", 3), "a", "b", "c", Heading("TWO", 2), "d", "e"])
        assert rows.record == "d"
        rows.select("e")
        rows.show([Heading("ONE", 4), "a", "b", "c", "e", Heading("TWO", 1), "d"])
        assert rows.record == "d"
        rows.show([Heading("ONE", 5), "d", "a", "b", "c", "e"])
        assert rows.record == "d", "where the block is gone one stays with the row"


async def test_reading_again_leaves_the_cursor_on_the_same_line_of_the_screen() -> None:
    async with running(ListApp(LONG[:500])) as pilot:
        app = pilot.app
        assert isinstance(app, ListApp)
        await after(pilot, "pagedown", "pagedown", "up", "up")
        line = app.rows.cursor - app.rows.scroll_offset.y
        app.rows.show([*(f"new {number}" for number in range(30)), *LONG[:500]])
        await pilot.pause()
        assert app.rows.cursor - app.rows.scroll_offset.y == line


async def test_a_hundred_thousand_rows_paint_no_more_than_is_measured_and_shown() -> None:
    async with running(ListApp(LONG)) as pilot:
        app = pilot.app
        assert isinstance(app, ListApp)
        assert app.painter.painted <= MEASURED + 3 * 24
        before = app.painter.painted
        assert await after(pilot, "end") == LONG[-1]
        assert app.painter.painted - before <= 24 + 2
        before = app.painter.painted
        await after(pilot, "up")
        assert app.painter.painted - before <= 2
        assert await after(pilot, "pageup") == LONG[-2 - 23]


async def test_a_high_list_has_a_blank_line_over_its_headings_which_the_cursor_passes_by() -> None:
    async with running(ListApp(BLOCKS), (80, 40)) as pilot:
        lines = [line.strip() for line in screen_text(pilot.app).splitlines()]
        two = next(place for place, line in enumerate(lines) if line.startswith("TWO"))
        assert lines[two - 1] == ""
        assert await after(pilot, "down", "down") == "c"
        assert await after(pilot, "left_square_bracket") == "a"
        assert await after(pilot, "right_square_bracket") == "c"
        await pilot.resize_terminal(80, 12)
        while pilot.app.query_one(Rows).size.height > 12:
            await pilot.pause()
        assert await after(pilot) == "c"
        assert "" not in [line.strip() for line in screen_text(pilot.app).splitlines()][:5]


async def test_no_text_is_cut_while_another_column_has_white_to_spare() -> None:
    class Three(Words):
        columns = (Column(8, share=1), Column(30, share=9), Column(4, right=True))

        def cells(self, record: str) -> Cells:
            return (record, "x", "12345")

    app = ListApp(["Krawczykowska-Brzozowiecka, Bartłomiej"])
    app.painter = Three()
    async with running(app, (60, 10)) as pilot:
        line = screen_text(pilot.app).splitlines()[0]
        assert line.startswith(" ▌Krawczykowska-Brzozowiecka, Bartłomiej  x ")
        assert line.endswith(" 12345")


async def test_scrolling_up_to_the_first_row_shows_its_heading() -> None:
    async with running(ListApp([Heading("TOP"), *LONG[:100]])) as pilot:
        await after(pilot, "end", "home")
        assert screen_text(pilot.app).startswith("  TOP")


async def test_the_mouse_moves_the_cursor_and_a_double_click_chooses() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        app = pilot.app
        assert isinstance(app, ListApp)
        await pilot.click(Rows, offset=(10, 4))
        assert await after(pilot) == "c"
        await pilot.click(Rows, offset=(10, 3))
        assert await after(pilot) == "c"
        assert not app.chosen
        await pilot.double_click(Rows, offset=(10, 5))
        await pilot.pause()
        assert app.chosen == ["d"]


async def test_enter_chooses_the_row() -> None:
    async with running(ListApp(BLOCKS)) as pilot:
        await after(pilot, "down", "enter")
        app = pilot.app
        assert isinstance(app, ListApp)
        assert app.chosen == ["b"]


async def test_an_empty_list_says_what_it_is_for() -> None:
    async with running(ListApp([])) as pilot:
        text = screen_text(pilot.app)
        assert EMPTY[0] in text
        assert " ".join(text.split()).endswith(EMPTY[1])


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_text_takes_one_line_of_the_right_width(text: str) -> None:
    async with running(ListApp([Heading(text, 3), text, "after"])) as pilot:
        strips = pilot.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        assert {cell_len(line) for line in lines} == {80}
        assert lines[2].startswith("  after")
        assert all(character.isprintable() or character in "\u200c\u200d" for line in lines for character in line)


async def test_another_width_fits_the_columns_anew() -> None:
    async with running(ListApp(["漢字かな Zoë"])) as pilot:
        await pilot.resize_terminal(40, 10)
        while pilot.app.query_one(Rows).size.width > 40:
            await pilot.pause()
        await settled(pilot)
        assert screen_text(pilot.app).splitlines()[0] == " ▌漢字かな Zoë" + " " * 23 + "8"
