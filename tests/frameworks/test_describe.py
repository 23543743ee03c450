from __future__ import annotations

import pytest

from caseload_tui.domain.durations import Duration
from caseload_tui.frameworks import library
from caseload_tui.frameworks.build import build
from caseload_tui.frameworks.describe import as_markdown, describe
from caseload_tui.frameworks.describing import value_words
from caseload_tui.frameworks.reading import read_document
from caseload_tui.frameworks.wording import every_words
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


def test_what_the_office_chose_itself_is_told_apart_from_the_policy():
    readings = {"sollicitatie-aantal": 0, "vermogens": 0}
    house = {"minutes": {"intake": 60}, "hours_per_fte": 1100, "partners": [{"id": "eigen", "name": "Eigen partner"}]}
    framework = build(read_document(library.text_of("hilversum-2019")), readings=readings, house=house)
    found = {it.key: it for it in describe(framework)}
    training = next(row for row in found["cadences"].rows if "every day" in row)
    assert "“wekelijks”" in training
    assert training[-1].endswith("the office's own reading")
    intake = next(row for row in found["kinds"].rows if row[0] == "intake")
    assert "60 (the office's own choice)" in intake
    assert "Sociaal vermogen" not in " ".join(intake)
    assert intake[-1].endswith("the office's own reading")
    assert found["partners"].rows[-1][0::3] == ("Eigen partner", "the office's own choice")
    own = dict(found["own"].rows)
    assert own["Reading of the open point “sollicitatie-aantal”"].endswith("= 1 day")
    assert own["Hours a year for talks, per fte"] == "1,100"
    point = next(row for row in found["open_points"].rows if row[0] == "sollicitatie-aantal")
    assert point[-1].endswith("= 1 day")


def test_words_of_the_policy_and_quotes_of_its_rules_are_told():
    assert ("nl", "client", "inwoner", "inwoners", "") in section("hilversum-2019", "words").rows
    assert any("minstens 1 keer per jaar" in row[2] for row in section("hilversum-2019", "quotes").rows)


@pytest.mark.parametrize(
    ("language", "term", "said"),
    [("en", "1 week", "every week"), ("en", "2 weeks", "every 2 weeks"), ("nl", "1 year", "elk jaar")],
)
def test_every_single_unit_is_said_without_its_number(language, term, said):
    set_language(language)
    assert every_words(Duration.parse(term)) == said


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
