from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from caseload_tui.domain.colours import COLOURS
from caseload_tui.domain.durations import Duration
from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.check import check_text
from caseload_tui.frameworks.reading import read_document
from caseload_tui.frameworks.schema import DocumentShape
from caseload_tui.frameworks.schema_parts import Shape

PAGE = (Path(__file__).parents[2] / "docs" / "frameworks.md").read_text(encoding="utf-8")
SMALL, WHOLE, COUNTERPARTS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def shapes(annotation):
    """Return every table shape inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        fields = annotation.model_fields.values()
        return {annotation, *(found for field in fields for found in shapes(field.annotation))}
    return {found for argument in get_args(annotation) for found in shapes(argument)}


LANGUAGES = {"nl", "en"}
KEYS = {field.alias or name for shape in shapes(DocumentShape) for name, field in shape.model_fields.items()}


def test_the_policy_in_the_documentation_is_in_order():
    report = check_text(WHOLE, name="docs")
    assert report.problems == ()
    assert report.warnings == ()
    assert report.framework is not None


def test_the_first_words_of_toml_are_toml():
    assert read_document(SMALL)["kinds"][0]["id"] == "intake"
    assert read_document(COUNTERPARTS)["groups"]["near"] == "close"


@pytest.mark.parametrize("key", sorted(KEYS - set(vocabulary.LANGUAGES)))
def test_every_key_is_explained(key):
    assert re.search(rf"`(\[\[?|\w+ = \{{ )?{key}\b", PAGE), key


@pytest.mark.parametrize(
    "word",
    [
        *vocabulary.COUNTED,
        *vocabulary.OUTFLOW_CATEGORIES,
        *vocabulary.FORMULAS,
        *vocabulary.MODES,
        *vocabulary.NO_SHOW_ACTIONS,
        *vocabulary.SIZE_UNITS,
        *COLOURS,
    ],
)
def test_every_word_with_a_meaning_of_its_own_is_explained(word):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize(
    ("start", "term", "due"),
    [
        (date(2026, 5, 12), "3 months", date(2026, 8, 12)),
        (date(2026, 3, 1), "6 weeks", date(2026, 4, 12)),
        (date(2026, 3, 2), "2 weeks", date(2026, 3, 16)),
        (date(2026, 11, 30), "3 months", date(2027, 2, 28)),
    ],
)
def test_the_dates_in_the_documentation_are_right(start, term, due):
    assert Duration.parse(term).after(start) == due


def test_of_every_key_it_is_said_where_it_is_seen():
    section = PAGE.split("## Where each key is seen")[1]
    assert sorted(key for key in KEYS - LANGUAGES if f"`{key}`" not in section) == []
