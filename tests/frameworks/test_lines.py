from __future__ import annotations

import tomllib

import pytest

from caseload_tui.frameworks.library import shipped, template, text_of, training
from caseload_tui.frameworks.lines import LineMap

TRICKY = '''# a comment with [brackets] and "quotes"
title = "a ] } # no comment"   # a comment
"quoted key" = 1
dotted.key.here = 2
'single' . "double" = 3
when = 1979-05-27 07:32:00
list = [
  "one", # after one
  'two',

  """three
  lines ]""",
  [1, 2,
   3],
]
rows = [ { id = "a", deep = { x = 1, y = [ "p", "q" ] } },
  { id = "b" } ]

[table]
literal = \'\'\'
[not.a.table]
key = 1
\'\'\'
five = """""two quotes""""" # the end
after = true
[table.inner]
x = 1

[[array]]
id = "first"
[[array.part]]
n = 1
[[array.part]]
n = 2
[array.sub]
z = 1
[[array]]
id = "second"
[[array.part]]
n = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("quoted key",), 3),
        (("dotted", "key", "here"), 4),
        (("single", "double"), 5),
        (("when",), 6),
        (("list",), 7),
        (("list", 0), 8),
        (("list", 1), 9),
        (("list", 2), 11),
        (("list", 3), 13),
        (("list", 3, 2), 14),
        (("rows", 0, "deep", "y", 1), 16),
        (("rows", 1, "id"), 17),
        (("table",), 19),
        (("table", "literal"), 20),
        (("table", "five"), 24),
        (("table", "after"), 25),
        (("table", "inner", "x"), 27),
        (("array",), 29),
        (("array", 0, "id"), 30),
        (("array", 0, "part", 1, "n"), 34),
        (("array", 0, "sub", "z"), 36),
        (("array", 1), 37),
        (("array", 1, "part", 0, "n"), 40),
    ],
)
def test_the_line_of_a_key_path(path, line):
    assert LineMap(TRICKY).line_of(path) == line


def test_an_unknown_path_has_the_line_of_the_nearest_path_around_it():
    lines = LineMap(TRICKY)
    assert lines.line_of(("array", 1, "part", 0, "absent", "deeper")) == 39
    assert lines.line_of(("absent",)) == 1
    assert lines.line_of(()) == 1


def test_windows_line_ends_count_as_one():
    assert LineMap('a = 1\r\nb = [\r\n "x",\r\n "y" ]\r\n').line_of(("b", 1)) == 4


TEXTS = {"tricky": lambda: TRICKY, "template": template} | {
    name: (lambda name=name: text_of(name)) for name in [*shipped(), *training()]
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_key_of_a_real_file_stands_on_its_line(name):
    text = TEXTS[name]()
    lines, rows = LineMap(text), text.split("\n")

    def walk(here, path):
        pairs = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
        for key, item in pairs:
            if isinstance(key, str):
                assert key in rows[lines.line_of((*path, key)) - 1], (path, key)
            walk(item, (*path, key))

    walk(tomllib.loads(text), ())
