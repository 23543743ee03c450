from __future__ import annotations

import pytest

from caseload_tui.frameworks import library
from caseload_tui.frameworks.describe import as_markdown, describe
from caseload_tui.frameworks.describing import value_words
from caseload_tui.i18n import set_language


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("en")


def section(name, key):
    return next(it for it in describe(library.load(name)[0]) if it.key == key)


def cells(name, key):
    return [cell for row in section(name, key).rows for cell in row]


@pytest.mark.parametrize(
    ("language", "value", "unit", "said"),
    [
        ("en", 2945, "benefit", "2,945 benefits"),
        ("nl", 2945, "benefit", "2.945 uitkeringen"),
        ("nl", 0.8, "share", "80%"),
        ("nl", 0.125, "share", "12,5%"),
        ("en", (50, 70), None, "50–70"),
        ("en", 1, "person", "1 person"),
        ("nl", 14400, "euro", "€ 14.400"),
        ("nl", 26.2, "fte", "26,2 fte"),
        ("en", 5, "percent", "5%"),
        ("en", 3, "household", "3 households"),
        ("en", 2, "month", "2 months"),
        ("en", 7, "place", "7 place"),
    ],
)
def test_a_stated_number_is_said_with_its_unit_in_the_language_in_use(language, value, unit, said):
    set_language(language)
    assert value_words(value, unit) == said


def test_english_says_how_often_in_plain_words_with_the_source_s_own_in_quotation_marks():
    assert "every 2 years (“1 keer per 2 jaar”)" in cells("deventer-2020", "cadences")
    assert "in the policy's words (“veelvuldig contact”)" in cells("deventer-2020", "cadences")


def test_dutch_says_how_often_in_the_source_s_own_words():
    set_language("nl")
    assert "1 keer per 2 jaar" in cells("deventer-2020", "cadences")


def test_sizes_tell_their_unit_day_and_municipality():
    rows = section("igsd-2019", "sizes").rows
    assert ("1,053 benefits", "31 December 2017", "all together") in {row[:3] for row in rows}
    assert any(row[2] == "Westerveld" and row[0].endswith("total 289 people") for row in rows)
    assert any(row[0].endswith("total 14.2 fte") for row in rows)


def test_indicators_tell_what_counts_from_where_and_to_what():
    rows = {row[0]: row for row in section("hilversum-2019", "indicators").rows}
    profile = rows["Residents with a digital profile"]
    assert profile[1:6] == ("the share of clients with one of these", "profiel (by hand)", "", "71%", "100%")
    assert any("per year from 1 January 2019" in row[5] for row in rows.values())


def test_duties_name_the_groups_that_waive_them():
    assert "Care assessment" in cells("igsd-2019", "duties")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        (
            "igsd-2019",
            ["purposes:traject", "roles", "organisations", "sectors", "aftercare", "checklist", "instruments"],
        ),
        ("deventer-2020", ["kinds", "moves", "indicators", "figures", "sources"]),
    ],
)
def test_every_part_of_a_policy_has_its_section(name, keys):
    assert {it.key for it in describe(library.load(name)[0])} >= set(keys)


def test_open_points_are_small_blocks_in_markdown_and_tables_have_no_empty_columns():
    text = as_markdown(describe(library.load("igsd-2019")[0]))
    block = text[text.index("### tabel-ii") :].splitlines()
    assert block[2].startswith("- The sources say: “137 (12%)")
    assert block[3].startswith("- Read as: ")
    assert "| Id | Name | Norm per fte | Source |" in text
