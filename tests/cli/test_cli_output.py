"""What people and files put into the store is shown as it is, and runs nowhere: not on a terminal, not in a sheet."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest

from caseload_tui.cli.output import Table
from caseload_tui.cli.tables import render
from caseload_tui.domain.people import tidy
from caseload_tui.papers.sheet import as_csv, as_json, harmless_json
from tests.cli.conftest import Run
from tests.hostile import HOSTILE

STEERING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def steers(text: str) -> bool:
    return any(unicodedata.category(letter) in STEERING for letter in set(text) - {"\n"})


@pytest.mark.parametrize("text", HOSTILE)
def test_json_says_exactly_the_same_and_steers_nothing(text: str) -> None:
    made = as_json({"text": text})
    assert json.loads(made) == {"text": text}
    assert not steers(made)
    assert json.loads(harmless_json(json.dumps({"text": text}, ensure_ascii=False))) == {"text": text}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_sheet_is_a_formula(text: str) -> None:
    [[_], [cell]] = csv.reader(io.StringIO(as_csv([{"text": text}])))
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not steers(cell)


def test_numbers_lists_and_unknowns_in_a_sheet() -> None:
    item = {"days": -5, "late": True, "none": None, "groups": {"a": "x", "b": "y"}, "labels": ["p", "q"], "share": 0.5}
    [row] = csv.DictReader(io.StringIO(as_csv([item])))
    assert row == {
        "days": "-5",
        "late": "true",
        "none": "",
        "groups": "a=x; b=y",
        "labels": "p; q",
        "share": "0.5",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_tables_keep_one_line_a_row_whatever_stands_in_them(text: str) -> None:
    shown = render([Table(("name", "text"), [("a", text), ("b", "plain")])])
    assert len(shown.splitlines()) == 3
    assert not steers(shown)


@pytest.mark.parametrize(
    "texts", [[text for text in HOSTILE if tidy(text)][start::4] for start in range(4)], ids=range(4)
)
def test_hostile_names_go_through_the_store_and_every_form(office: Run, texts: list[str]) -> None:
    numbers = []
    for text in texts:
        named = ("--given-name", "Zoë", "--prefix", "", "--family-name", text)
        added = office("client", "add", *named, "--group", "groeien")
        assert added.code == 0, added.err
        numbers.append(added.out.strip())
        agreed = office("commitment", "add", numbers[-1], "--owner", "client", "--", text)
        assert agreed.code == 0, agreed.err
    for number, text in zip(numbers, texts, strict=True):
        assert office("show", number, "--json").items[0]["family_name"] == tidy(text)
    for form in ("table", "csv", "json", "jsonl"):
        for words in (("clients",), ("commitment", "list"), *(("show", number) for number in numbers)):
            answer = office(*words, "--format", form)
            assert answer.code == 0, answer.err
            assert not steers(answer.out)
            assert not steers(answer.err)


def test_plain_and_piped_tables_are_lines_without_decoration(office: Run) -> None:
    for arguments in ((), ("--plain",), ("--no-color",)):
        shown = office(*arguments, "clients").out
        assert shown.isprintable() is False
        assert not steers(shown)
        assert not set(shown) & set("│┃━─╭╰┏┗")


@pytest.mark.parametrize("width", [30, 40, 80, 120, 500])
def test_a_table_fits_the_window_and_loses_nothing_of_its_last_column(width: int) -> None:
    why = "because it was agreed in the talk of last week that it would be so"
    rows = [("fri 27 nov", "Ouaziz-van den Bergh, Achmed", "a kind of meeting with a long name", why)] * 2
    lines = render([Table(("day", "name", "meeting", "because"), rows)], width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()).count(why) == 2


def test_a_short_label_keeps_its_text_beside_it() -> None:
    shown = render([Table(("", ""), [("note", "one two three four five six")])], width=20)
    assert shown == "note  one two three\n      four five six\n"


def test_only_titles_are_bold_and_only_where_asked_for() -> None:
    table = Table(("name",), [("a",)], "Heading")
    assert render([table], bold=True) == "\x1b[1mHeading\x1b[0m\n\x1b[1mname\x1b[0m\na\n"
    assert render([table]) == "Heading\nname\na\n"


def test_an_empty_list_says_so_and_stays_a_list(office: Run) -> None:
    assert office("due", "--until", "1-1-1999").out == "Nothing to show.\n"
    assert office("due", "--until", "1-1-1999", "--json").items == []
    assert office("due", "--until", "1-1-1999", "--format", "jsonl").out == ""
