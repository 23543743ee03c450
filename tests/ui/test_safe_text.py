from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Input, OptionList, Static, TextArea, Tree
from textual.widgets.option_list import Option

from caseload_tui.domain.visible import visible
from caseload_tui.ui.safe_text import OnlyVisible, SafeLabel, SafeStatic, VisibleFilter, plain, plain_text
from tests.hostile import HOSTILE

BLACK = Color.parse("black")
SIZE = (100, 70)


def harmful(text: str) -> list[str]:
    """Return the characters of a text on screen that could steer a terminal or hide."""
    return [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and character not in "\u200c\u200d"
    ]


def screen_lines(app: App[None]) -> list[str]:
    """Return the lines of the screen as they go to the terminal, without the styles."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


class Showcase(OnlyVisible, App[None]):
    """Shows one text in every kind of widget that lists and forms are made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.was_quit = False

    def compose(self) -> ComposeResult:
        text = self.text
        with VerticalScroll():
            yield SafeStatic(text, id="static")
            yield SafeLabel(text, id="label")
            yield Static(text, markup=False, id="unguarded")
            yield Input(text, id="input")
            yield TextArea(text, id="area")
            yield DataTable(id="table")
            yield OptionList(Option(plain(text)), id="options")
            yield Tree(plain_text(text), id="tree")

    def on_mount(self) -> None:
        self.fill()

    async def show(self, text: str) -> None:
        """Show another text, in widgets of its own."""
        self.text = text
        self.clear_notifications()
        await self.recompose()
        self.fill()

    def fill(self) -> None:
        """Put the text where widgets do not take it as they are made."""
        for widget in self.query("VerticalScroll > *"):
            widget.styles.height = 5
            widget.styles.border = ("round", "white")
            widget.border_title = plain(self.text)
            widget.tooltip = plain(self.text)
        table = self.query_one(DataTable)
        table.add_column(plain_text(self.text))
        table.add_row(plain_text(self.text))
        tree = self.query_one(Tree)
        tree.root.add_leaf(plain_text(self.text))
        tree.root.expand()
        self.notify(self.text, markup=False)

    async def action_quit(self) -> None:
        self.was_quit = True


async def test_a_hostile_text_is_only_ever_shown() -> None:
    app = Showcase("")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        for text in HOSTILE:
            await app.show(text)
            for selector in ("#static", "#label", "#table", "#options", "#tree"):
                await pilot.click(selector, offset=(3, 1))
            await pilot.pause()
            lines = screen_lines(app)
            assert not harmful("".join(lines)), text
            assert {cell_len(line) for line in lines} == {SIZE[0]}, text
            assert not app.was_quit, text
            app.query_one(SafeStatic).update(text)
            app.query_one(SafeLabel).update(text)
            await pilot.pause()
            assert not harmful("".join(screen_lines(app))), text


async def test_a_text_between_brackets_stands_in_every_widget() -> None:
    app = Showcase("[BSN] onbekend")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown = "\n".join(screen_lines(app))
        # Eight border titles, seven texts of one line, a cell with its heading, a root with its leaf.
        assert shown.count("[BSN] onbekend") >= 17


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_plain_content_holds_the_visible_text_and_no_style(text: str) -> None:
    assert str(plain(text)) == plain_text(text).plain == visible(text)
    assert not plain(text).spans
    assert str(plain(text, lines=True)) == visible(text, lines=True)


def test_a_style_covers_the_whole_text() -> None:
    content = plain("[b]x[/b]", "bold")
    assert str(content) == "[b]x[/b]"
    assert [(span.start, span.end, span.style) for span in content.spans] == [(0, 8, "bold")]
    assert plain_text("[b]x[/b]", "bold").style == "bold"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_filter_keeps_the_width_of_each_segment(text: str) -> None:
    [segment] = VisibleFilter().apply([Segment(text)], BLACK)
    assert not harmful(segment.text)
    assert cell_len(segment.text) == cell_len(text)


def test_the_filter_leaves_good_segments_and_the_own_controls_of_the_program() -> None:
    good = Segment("Zoë 👨\u200d👩\u200d👧")
    control = Segment("\x1b[H", None, [])
    printable = Segment("Zoë")
    assert VisibleFilter().apply([good, printable], BLACK) == [good, printable]
    assert VisibleFilter().apply([printable], BLACK)[0] is printable
    assert control.control == []


def test_a_pile_of_accents_stays_within_its_line_and_those_of_a_language_stay() -> None:
    def shown(text: str) -> str:
        return "".join(part.text for part in VisibleFilter().apply([Segment(text)], Color(0, 0, 0)))

    assert shown("z" + "\u0301" * 200 + "oe") == "z" + "\u0301" * 4 + "oe"
    assert shown("Zoe\u0308 C\u0327elik") == "Zoe\u0308 C\u0327elik"
    assert cell_len(shown("z" + "\u0301" * 200)) == 1
