from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.errors import Refused
from caseload_tui.incoming.days import DayForm
from caseload_tui.incoming.sheet import Fault, Row, open_sheet


def rows_of(path: Path, **known: str | None) -> list[Row | Fault]:
    return list(open_sheet(path, encoding=known.get("encoding"), delimiter=known.get("delimiter")).rows())


@pytest.mark.parametrize(
    ("raw", "encoding", "delimiter"),
    [
        ("naam;dag\nZoë Çelik;1\n".encode(), "utf-8-sig", ";"),
        ("\ufeffnaam,dag\nZoë Çelik,1\n".encode(), "utf-8-sig", ","),
        ("naam\tdag\nZoë Çelik\t1\n".encode("windows-1252"), "windows-1252", "\t"),
        ("naam|dag\r\nZoë Çelik|1\r\n".encode("utf-16"), "utf-16", "|"),
    ],
)
def test_how_a_table_is_written_is_found_out(tmp_path: Path, raw: bytes, encoding: str, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(raw)
    sheet = open_sheet(path, encoding=None, delimiter=None)
    assert (sheet.encoding, sheet.delimiter, sheet.header) == (encoding, delimiter, ("naam", "dag"))
    assert list(sheet.rows()) == [Row(2, {"naam": "Zoë Çelik", "dag": "1"})]


def test_each_row_that_cannot_be_read_is_told_with_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    lines = ["naam;dag", "Zoë;1", '"twee\nregels";2', "te;veel;cellen", "", '"los"je;3', "slot;4"]
    path.write_bytes("\n".join(lines).encode() + "\nGüneş".encode() + b";\xe9\n" + b'open;"5\n')
    found = rows_of(path)
    assert [(row.line, isinstance(row, Row)) for row in found] == [
        *((2, True), (3, True), (5, False), (7, False), (8, True)),
        *((9, False), (10, False)),
    ]
    assert isinstance(found[1], Row)
    assert found[1].cells["naam"] == "twee\nregels"


def test_what_an_export_defused_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a;b;c\n'=1+1;'t Hart;  =2+2\0 \n", "utf-8")
    [row] = rows_of(path)
    assert isinstance(row, Row)
    assert row.cells == {"a": "=1+1", "b": "'t Hart", "c": "=2+2\ufffd"}


@pytest.mark.parametrize(
    ("raw", "known", "said"),
    [
        (b"", {}, "empty"),
        (b"naam;naam\n", {}, "twice"),
        (b"naam\n", {"encoding": "klingon"}, "klingon"),
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
    assert DayForm(form).read(text) == day


@given(st.dates(), st.permutations(["yyyy", "mm", "dd"]), st.sampled_from("-/. "))
def test_a_day_written_by_a_form_is_read_back(day: date, parts: list[str], sign: str) -> None:
    written = {"yyyy": f"{day.year:04}", "mm": f"{day.month:02}", "dd": f"{day.day:02}"}
    assert DayForm(sign.join(parts)).read(sign.join(written[part] for part in parts)) == day


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
