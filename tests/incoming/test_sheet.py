from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.errors import Refused
from caseload_tui.incoming.days import DayForm, read_day
from caseload_tui.incoming.lines import LONGEST_LINE
from caseload_tui.incoming.sheet import Row, open_sheet
from caseload_tui.incoming.troubles import Trouble


def rows_of(path: Path, **known: str | None) -> list[Row | Trouble]:
    return list(open_sheet(path, encoding=known.get("encoding"), delimiter=known.get("delimiter")).rows())


@pytest.mark.parametrize(
    ("raw", "encoding", "delimiter"),
    [
        ("naam;dag\nZoë Çelik;1\n".encode(), "utf-8-sig", ";"),
        ("\ufeffnaam,dag\nZoë Çelik,1\n".encode(), "utf-8-sig", ","),
        ("naam\tdag\nZoë Çelik\t1\n".encode("windows-1252"), "windows-1252", "\t"),
        ("naam|dag\r\nZoë Çelik|1\r\n".encode("utf-16"), "utf-16", "|"),
        ("naam;dag\rZoë Çelik;1\r".encode("utf-16-le"), "utf-16-le", ";"),
        ("naam;dag\nZoë Çelik;1\n".encode("utf-16-be"), "utf-16-be", ";"),
        ("\ufeffnaam;dag\nZoë Çelik;1\n".encode("utf-32-le"), "utf-32", ";"),
    ],
)
def test_how_a_table_is_written_is_found_out(tmp_path: Path, raw: bytes, encoding: str, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(raw)
    sheet = open_sheet(path, encoding=None, delimiter=None)
    assert (sheet.encoding, sheet.delimiter, sheet.header) == (encoding, delimiter, ("naam", "dag"))
    assert list(sheet.rows()) == [Row(2, {"naam": "Zoë Çelik", "dag": "1"})]


def troubles_of(path: Path, raw: bytes, **known: str | None) -> list[tuple[int, str, str]]:
    path.write_bytes(raw)
    found = rows_of(path, **known)
    return [(row.line, row.column, row.message) for row in found if isinstance(row, Trouble)]


def test_each_row_that_cannot_be_read_is_told_with_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    lines = ["naam;dag", "Zoë;1", '"twee\nregels";2', "te;veel;cellen", "  ", '"los"je;3', "slot;4"]
    path.write_bytes("\n".join(lines).encode() + "\nGüneş".encode() + b";\xe9\n" + b'open;"5\n\x1a')
    found = rows_of(path)
    assert [(row.line, isinstance(row, Row)) for row in found] == [
        *((2, True), (3, True), (5, False), (7, False), (8, True)),
        *((9, False), (10, False)),
    ]
    assert isinstance(found[1], Row)
    assert found[1].cells["naam"] == "twee\nregels"
    assert [row.column for row in found if isinstance(row, Trouble)] == ["", "naam", "dag", "dag"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_lone_quote_is_told_once_and_swallows_no_other_row(tmp_path: Path, end: str) -> None:
    path = tmp_path / "table.csv"
    lines = ["naam;dag", 'a;"1', *(f"b{n};{n}" for n in range(30_000)), 'c;"vast"', 'd;"2', "e;3", '"f"f;4', ""]
    path.write_text(end.join(lines), "utf-8", newline="")
    found = rows_of(path)
    wrong = {row.line: row.column for row in found if isinstance(row, Trouble)}
    assert wrong == {2: "dag", 30_004: "dag", 30_006: "naam"}
    opened = [row.line for row in found if isinstance(row, Trouble) and "opens here" in row.message]
    assert opened == [2, 30_004]
    assert [row.line for row in found] == [*range(2, 30_007)]
    assert found[-4:-3] == [Row(30_003, {"naam": "c", "dag": "vast"})]


def test_what_cannot_be_text_of_a_table_is_told_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    long = b"x" * (LONGEST_LINE * 3)
    raw = b"naam;dag\nJa\0n;1\nnaam;dag\nkort\n" + long + b";1\n;" + b"y" * 140_000 + b"\nZoe;2\n"
    told = troubles_of(path, raw)
    assert [(line, column) for line, column, _ in told] == [(2, "naam"), (3, ""), (4, ""), (5, ""), (6, "")]
    assert ["NUL" in told[0][2], "stands here again" in told[1][2], "longer" in told[3][2]] == [True] * 3
    assert rows_of(path)[-1] == Row(7, {"naam": "Zoe", "dag": "2"})


def test_what_an_export_or_a_spreadsheet_put_around_a_cell_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("sep=|\na|b|c|d\n'=1+1|'t Hart|  =2+2 |=\"0071\"\n", "utf-8")
    [row] = rows_of(path)
    assert row == Row(3, {"a": "=1+1", "b": "'t Hart", "c": "=2+2", "d": "0071"})


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero"), tmp_path / "nothing.csv"):
        with pytest.raises(Refused, match="cannot be read"):
            rows_of(path)


@pytest.mark.parametrize(
    ("raw", "known", "said"),
    [
        (b"", {}, "empty"),
        (b"\n\nnaam\n", {}, "empty"),
        (b"naam;dag;naam;dag\n", {}, "twice: naam, dag"),
        (b'naam;"dag\n', {}, "first line"),
        (b"PK\x03\x04rest", {}, "XLSX"),
        (b"naam\n", {"encoding": "klingon"}, "klingon"),
        (b"naam\n", {"encoding": "base64"}, "base64"),
        ("\ufeffnaam\n".encode(), {"encoding": "windows-1252"}, "windows-1252"),
        ("naam\nZo".encode("utf-16") + b"\x00", {}, "from line 2 on"),
    ],
)
def test_a_table_that_cannot_be_one_is_refused(tmp_path: Path, raw: bytes, known: dict[str, str], said: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(raw)
    with pytest.raises(Refused, match=said):
        rows_of(path, **known)


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("dd-mm-yyyy", "3-4-2026", date(2026, 4, 3)),
        ("mm/dd/yyyy", "04/03/2026", date(2026, 4, 3)),
        ("DD-MM-JJJJ", "03-04-2026", date(2026, 4, 3)),
        ("yyyymmdd", "20260403", date(2026, 4, 3)),
        ("yyyymmdd", "2026403", None),
        ("yyyy-mm-dd", "2026-04-03T00:00:00", date(2026, 4, 3)),
        ("yyyy-mm-dd", "2026-04-03 00:00:00.000", date(2026, 4, 3)),
        ("yyyy-mm-dd", "2026-04-03 09:00", None),
        ("dd-mm-yyyy", "31-02-2026", None),
        ("dd-mm-yyyy", "03-04-26", None),
    ],
)
def test_a_day_is_read_strictly_by_its_form(form: str, text: str, day: date | None) -> None:
    if day is not None:
        assert read_day(text, [DayForm(form)]) == day
    else:
        with pytest.raises(Refused):
            read_day(text, [DayForm(form)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31-02-2026", "no such day"),
        ("0-0-0000", "empty"),
        ("2026-13-01", "dd-mm-yyyy"),
        ("03-04-0026", "year"),
        ("31-12-9999", "empty"),
        ("45123", "spreadsheet"),
        ("45123,5", "spreadsheet"),
        ("03-04-26", "four digits"),
        ("3 april 2026", "in the mapping"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_day(text, [DayForm("dd-mm-yyyy")])
    assert said in str(refused.value)


def test_a_day_that_can_be_two_is_not_guessed() -> None:
    forms = [DayForm("dd/mm/yyyy"), DayForm("mm/dd/yyyy")]
    assert read_day("13/01/2026", forms) == date(2026, 1, 13)
    with pytest.raises(Refused, match="two days"):
        read_day("01/02/2026", forms)


@given(st.dates(), st.permutations(["yyyy", "mm", "dd"]), st.sampled_from("-/. "))
def test_a_day_written_by_a_form_is_read_back(day: date, parts: list[str], sign: str) -> None:
    written = {"yyyy": f"{day.year:04}", "mm": f"{day.month:02}", "dd": f"{day.day:02}"}
    form, text = DayForm(sign.join(parts)), sign.join(written[part] for part in parts)
    assert form.parts(text) == (day.year, day.month, day.day)


@pytest.mark.parametrize("form", ["dd-mm", "dd-mm-yy", "yyyy-yyyy-dd-mm", "dag"])
def test_a_form_without_each_part_once_is_none(form: str) -> None:
    with pytest.raises(ValueError, match=form):
        DayForm(form)


@given(st.binary(max_size=300) | st.text(alphabet=';,"\n\r\t aé\0=', max_size=120).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(raw)
    try:
        sheet = open_sheet(path, encoding=None, delimiter=None)
        found = list(sheet.rows())
    except Refused:
        return
    assert all(set(row.cells) == set(sheet.header) for row in found if isinstance(row, Row))
    assert all(row.line > 1 for row in found)
