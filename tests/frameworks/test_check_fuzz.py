from __future__ import annotations

import json
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st
from mutating import BASE, EXAMPLES

from caseload_tui.frameworks.build import build
from caseload_tui.frameworks.check import check_document, check_house, check_text
from caseload_tui.frameworks.reading import as_json, read_document

DOCUMENTS = [as_json(read_document(text)) for text in (BASE, (EXAMPLES / "deventer.toml").read_text(encoding="utf-8"))]
ODD = [None, 0, -1, 7, 1.5, True, "", "x", "any", "none", "*", "3 months", [], {}, [1], [[]], ["x"], [{}], {"x": {}}]


def places(here, path=()):
    """Return every path of a document."""
    pairs = list(here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ())
    return [found for key, item in pairs for found in [(*path, key), *places(item, (*path, key))]]


PLACES = [(number, path) for number, document in enumerate(DOCUMENTS) for path in places(document)]


def holder_of(document, path):
    for part in path[:-1]:
        document = document[part]
    return document


@st.composite
def damaged(draw):
    """Draw a document of which one to three places are left out, misspelt or filled with something odd."""
    number, first = draw(st.sampled_from(PLACES))
    document = deepcopy(DOCUMENTS[number])
    for _ in range(draw(st.integers(1, 3))):
        holder, last = holder_of(document, first), first[-1]
        match draw(st.sampled_from(["leave out", "misspell", "replace"])):
            case "leave out":
                del holder[last]
            case "misspell" if isinstance(last, str):
                cut = draw(st.integers(0, len(last)))
                holder[last[:cut] + draw(st.sampled_from(["x", "", "_", "é"])) + last[cut + 1 :]] = holder.pop(last)
            case _:
                holder[last] = deepcopy(draw(st.sampled_from(ODD)))
        left = places(document)
        if not left:
            break
        first = draw(st.sampled_from(left))
    return document


@settings(max_examples=200, deadline=None)
@given(damaged())
def test_a_damaged_document_gives_problems_or_a_framework_and_never_an_error(document):
    report = check_document(document)
    assert report.ok == (report.framework is not None)
    if report.ok:
        assert build(json.loads(json.dumps(document))) == report.framework


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(BASE)), st.integers(0, 40), st.text(max_size=5))
def test_a_damaged_text_gives_problems_or_a_framework_and_never_an_error(start, length, put):
    text = BASE[:start] + put + BASE[start + length :]
    report = check_text(text)
    assert report.ok == (report.framework is not None)
    for problem in report.problems:
        assert problem.line is None or 1 <= problem.line <= text.count("\n") + 1


HOUSE_KEYS = ["minutes", "hours_per_fte", "no_contact", "kinds", "cadences", "no_show", "sectors", "instruments", "x"]


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(HOUSE_KEYS), st.sampled_from(ODD), max_size=4))
def test_odd_house_settings_give_problems_and_never_an_error(house):
    problems = check_house(DOCUMENTS[0], house)
    if not problems:
        build(DOCUMENTS[0], house=house)
