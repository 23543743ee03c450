from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest
from mutating import BASE, EXAMPLES, mutated

from caseload_tui.errors import Refused
from caseload_tui.frameworks import library
from caseload_tui.frameworks.check import check_text
from caseload_tui.frameworks.describe import as_markdown, describe

EVERY_ID = [*library.shipped(), *library.training()]


@pytest.mark.parametrize("name", EVERY_ID)
def test_a_file_that_ships_is_without_problems_and_has_the_id_of_its_name(name):
    report = check_text(library.text_of(name), name=name)
    assert report.problems == ()
    assert report.framework is not None
    assert report.framework.id == name


def test_the_five_municipalities_ship():
    assert library.shipped() == [
        "deventer-2020",
        "hilversum-2019",
        "igsd-2019",
        "landsmeer-2020",
        "pijnacker-nootdorp-2020",
    ]


@pytest.mark.parametrize("name", EVERY_ID)
def test_every_other_reading_that_ships_can_be_chosen(name):
    framework, _, document = library.load(name)
    for point in framework.open_points:
        for position in range(len(point.alternatives)):
            chosen = library.build(document, readings={point.id: position})
            assert chosen.readings == {point.id: position}
            assert chosen != framework


def test_a_framework_is_loaded_with_its_text_and_document():
    framework, text, document = library.load("deventer-2020")
    assert framework.valid_from == date(2020, 1, 1)
    assert document["id"] == "deventer-2020"
    assert "format = 1" in text


def test_a_file_of_one_s_own_is_loaded_by_its_path(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(BASE, encoding="utf-8")
    framework, text, _ = library.load(str(path))
    assert framework.id == "base-2026"
    assert text == BASE


def test_a_file_with_mistakes_is_refused_with_every_one_of_them(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(mutated(("per_year = 4", "per_year = 5"), ('kind = "check"', 'kind = "chek"')), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        library.load(str(path))
    assert "cadences.talk-near.per_year" in caught.value.message
    assert "cadences.check-near.kind" in caught.value.message
    assert re.search(r"own\.toml:\d+: ", caught.value.message)


def test_an_unknown_id_is_refused_with_a_hint():
    with pytest.raises(Refused, match="Did you mean “deventer-2020”"):
        library.text_of("deventer")


def test_loading_what_ships_needs_neither_the_checker_nor_the_screens():
    code = (
        "import sys; from caseload_tui.frameworks.library import load; load('deventer-2020');"
        "print(sorted({'pydantic', 'textual', 'sqlalchemy', 'click', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_template_is_in_order_and_so_are_the_lines_it_leaves_unread():
    text = library.template()
    assert check_text(text).problems == ()
    used = re.sub(r"(?m)^(\s*)# (?=\[|\w+ = )", r"\1", text)
    assert used != text
    report = check_text(used)
    assert report.problems == ()
    assert report.framework is not None
    assert report.framework.open_points


@pytest.mark.parametrize("name", EVERY_ID)
def test_a_framework_is_described_in_tables_of_even_rows(name):
    sections = describe(library.load(name)[0])
    assert {section.key for section in sections} >= {
        "policy",
        "cadences",
        "kinds",
        "open_points",
    } or name in library.training()
    for section in sections:
        assert all(len(row) == len(section.columns) for row in section.rows), section.key


def test_no_norm_is_said_in_words_and_a_norm_as_a_number():
    def norms(name):
        sections = [section for section in describe(library.load(name)[0]) if section.key.startswith("groups:")]
        return {row[0]: row[7] for section in sections for row in section.rows}

    assert set(norms("deventer-2020").values()) == {"no norm"}
    assert {"90", "80", "70", "140"} <= set(norms("igsd-2019").values())


def test_a_frequency_in_words_is_described_in_those_words():
    sections = {section.key: section for section in describe(library.load("deventer-2020")[0])}
    assert any("veelvuldig contact" in cell for row in sections["cadences"].rows for cell in row)


def test_hostile_text_cannot_break_a_markdown_table():
    framework = check_text(mutated(('name = "Near"', 'name = "a | b\\n| c"'))).framework
    text = as_markdown(describe(framework))
    assert "a \\| b \\| c" in text


def test_the_sketch_of_the_format_is_in_order():
    text = (EXAMPLES / "deventer.toml").read_text(encoding="utf-8")
    assert check_text(text).problems == ()
