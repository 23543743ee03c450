"""Each of the files that ship is damaged in one place, again and again: one problem is found, at that place."""

from __future__ import annotations

import random
from copy import deepcopy

import pytest

from caseload_tui.frameworks import library
from caseload_tui.frameworks.check import check_document
from caseload_tui.frameworks.checks.references import REFERENCES
from caseload_tui.frameworks.checks.walking import values_at
from caseload_tui.frameworks.reading import read_document

DOCUMENTS = {name: read_document(library.text_of(name)) for name in library.shipped()}
EACH = 4
"""So many places of each sort are damaged in each file, drawn anew but always the same."""
TERMS = ("within", "first_within", "every", "grace", "notice", "window", "horizon", "lasts", "default_term")
OBLIGATORY = {
    "format": "",
    "id": "",
    "valid_from": "",
    "municipalities": "",
    "axes.*.groups.*": "name",
    "kinds.*": "name",
    "cadences.*": "kind",
    "cadences.* ": "id",
    "axes.*.groups.* ": "id",
    "kinds.* ": "id",
    "roles.*": "id",
    "sizes.*": "values",
    "figures.*": "value",
    "indicators.*": "formula",
    "open_points.*": "reading",
    "open_points.* ": "id",
    "sources.*": "title",
}
UNIQUE = ("sources", "domains", "organisations", "roles", "axes", "kinds", "cadences", "target_groups", "duties")
UNIQUE += ("instruments", "partners", "figures", "indicators", "open_points")


def everywhere(here, path=()):
    """Yield each path and value of a document, but not what stands in alternatives."""
    yield path, here
    pairs = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
    for key, item in pairs:
        if not (key == "to" and "set" in here):
            yield from everywhere(item, (*path, key))


def holder_of(document, path):
    for part in path[:-1]:
        document = document[part]
    return document


def replaced(value):
    def change(holder, last):
        holder[last] = value

    return change


def misspelt(holder, last):
    holder[last + "q"] = holder.pop(last)


def removed(holder, last):
    del holder[last]


def is_named_freely(path):
    return path[-2:-1] == ("values",)


def _misspelt_keys(document):
    for path, _ in everywhere(document):
        if path and isinstance(path[-1], str) and not is_named_freely(path):
            yield path, misspelt


def _unknown_references(document):
    for pattern in REFERENCES:
        for path, _ in values_at(document, pattern):
            yield path, replaced("no_such_thing")


def _wrong_types(document):
    for path, value in everywhere(document):
        if path and not is_named_freely(path) and path[-1] != "to":
            yield path, replaced(3 if isinstance(value, str | list | dict) else "three")


def _duplicate_ids(document):
    for section in UNIQUE:
        tables = document.get(section, [])
        for position in range(1, len(tables)):
            yield (section, position, "id"), replaced(tables[0]["id"])
    for path, groups in values_at(document, "axes.*.groups"):
        for position in range(1, len(groups)):
            yield (*path, position, "id"), replaced(groups[0]["id"])


def _ill_formed_ids(document):
    for path, value in everywhere(document):
        if path and path[-1] == "id":
            yield path, replaced(value.title() + "!")


def _impossible_durations(document):
    for path, _ in everywhere(document):
        if path and path[-1] in TERMS:
            yield path, replaced("101 years")
            yield path, replaced("3 fortnights")


def _removed_keys(document):
    for pattern, key in OBLIGATORY.items():
        for path, _ in values_at(document, pattern.strip()):
            yield ((*path, key) if key else path), removed


def _reversed_ranges(document):
    for path, value in values_at(document, "sizes.*.values.*"):
        end = value[0] if isinstance(value, list) else value
        yield path, replaced([end + 1, end])
    for path, _ in values_at(document, "figures.*.value"):
        yield path, replaced([2, 1])


def _shares_too_large(document):
    for pattern, key in (("sizes.*", "values"), ("figures.*", "value")):
        for path, table in values_at(document, pattern):
            if table.get("unit") == "share":
                places = [(*path, key, name) for name in table[key]] if key == "values" else [(*path, key)]
                yield from ((place, replaced(12)) for place in places)


def _negative_numbers(document):
    for pattern in ("sizes.*.values.*", "axes.*.groups.*.clients_per_fte", "indicators.*.targets.*.value"):
        yield from ((path, replaced(-5)) for path, _ in values_at(document, pattern))


def _empty_restrictions(document):
    for path, _ in everywhere(document):
        if len(path) > 1 and path[0] != "axes" and path[-1] in ("groups", "target_groups", "not_target_groups"):
            yield path, replaced([])


def _dates_out_of_time(document):
    for path, _ in everywhere(document):
        if path and path[-1] in ("valid_from", "valid_until", "as_of", "by"):
            yield path, replaced("1203-01-01")


def _circles(document):
    for path, step in values_at(document, "intake.*"):
        if "by" not in step:
            yield (*path, "after"), replaced(step["kind"])


SORTS = {
    "a misspelt key": _misspelt_keys,
    "a reference to nothing": _unknown_references,
    "a value of the wrong type": _wrong_types,
    "an id used twice": _duplicate_ids,
    "an id that is none": _ill_formed_ids,
    "an impossible duration": _impossible_durations,
    "a key that is missing": _removed_keys,
    "a range that runs backwards": _reversed_ranges,
    "a share over one": _shares_too_large,
    "a number below nothing": _negative_numbers,
    "a list that restricts to nobody": _empty_restrictions,
    "a date out of time": _dates_out_of_time,
    "a step after its own kind": _circles,
}


def mutations(name, sort):
    """Return some of the places and changes of one sort, always the same."""
    found = list(SORTS[sort](DOCUMENTS[name]))
    return random.Random(f"{name} {sort}").sample(found, min(EACH, len(found)))


def damaged(name, path, change):
    document = deepcopy(DOCUMENTS[name])
    change(holder_of(document, path), path[-1])
    return document


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_one_mistake_is_one_problem_and_no_other_warning(name, sort):
    for path, change in mutations(name, sort):
        report = check_document(damaged(name, path, change))
        assert len(report.problems) == 1, (path, report.problems)
        assert report.warnings == (), path


def test_each_file_is_damaged_in_many_ways():
    for name in DOCUMENTS:
        assert sum(len(mutations(name, sort)) for sort in SORTS) >= 40
