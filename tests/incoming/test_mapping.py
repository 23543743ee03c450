from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.errors import Refused
from caseload_tui.incoming.mapping import Column, read_mapping

_KEYS = ("column", "values", "otherwise", "dates", "given_name", "family_name", "route", "A")
_TOP = ("source", "key", "client_by", "encoding", "delimiter", "dates", "fields", "groups", "labels", "colour")
SOUND = """\
format = 1
rows = "clients"
source = "suite"
key = "Klantnr"
dates = ["dd-mm-yyyy", "yyyymmdd"]

[fields]
given_name = "Roepnaam"
family_name = { column = "Achternaam" }
born_on = { column = "Geboren", dates = "yyyy-mm-dd" }
language = { otherwise = "nl" }

[groups]
route = { column = "Groep", values = { G = "groei" }, otherwise = "start" }
"""


def test_a_mapping_says_where_each_field_stands_and_how_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(SOUND, "utf-8")
    mapped = read_mapping(path)
    assert (mapped.rows, mapped.source, mapped.key, mapped.client_by) == ("clients", "suite", "Klantnr", "key")
    assert [form.form for form in mapped.fields["born_on"].dates] == ["yyyy-mm-dd"]
    assert [form.form for form in mapped.fields["given_name"].dates] == ["dd-mm-yyyy", "yyyymmdd"]
    assert mapped.fields["language"].otherwise == "nl"
    [(axis, column)] = mapped.within("groups").items()
    assert (axis, column.values, column.otherwise) == ("route", {"G": "groei"}, "start")
    assert isinstance(column, Column)


def test_every_mistake_of_a_mapping_is_told_at_once_with_its_line_and_place(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(
        """\
format = 2
rows = "clients"
source = 7
delimiter = ";;"
dates = "dd-mm"
colour = "red"

[fields]
given_nam = "Roepnaam"
family_name = { column = "Achternaam", vals = {} }
phone = { values = { A = 1 } }
born_on = 12
[notes]
werk = "x"
""",
        "utf-8",
    )
    with pytest.raises(Refused) as refused:
        read_mapping(path)
    told = refused.value.message.splitlines()
    places = [line.split(": ")[:2] for line in told]
    assert places == [
        ["1", "format"],
        ["1", "key"],
        ["3", "source"],
        ["4", "delimiter"],
        ["5", "dates"],
        ["6", "colour"],
        *[["8", "fields.given_name"]],
        ["9", "fields.given_nam"],
        ["10", "fields.family_name.vals"],
        ["11", "fields.phone.column"],
        ["11", "fields.phone.values"],
        ["12", "fields.born_on"],
        ["13", "notes"],
    ]
    assert "given_name" in told[7]


@pytest.mark.parametrize("text", ["rows = ", "format = 1\nrows = 'horses'", "a = " + "[" * 5000])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused):
        read_mapping(path)


_VALUES = st.recursive(
    st.text(max_size=5) | st.integers() | st.booleans() | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(_TOP), _VALUES, max_size=8))
def test_whatever_a_mapping_says_it_is_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    lines = [f"{key} = {_toml(value)}" for key, value in document.items()]
    path.write_text("\n".join(['format = 1\nrows = "clients"', *lines]), "utf-8")
    try:
        mapped = read_mapping(path)
    except Refused:
        return
    assert mapped.key
    assert mapped.source


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f'"{key}" = {_toml(item)}' for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case str():
            return json.dumps(value)
    return str(value)
