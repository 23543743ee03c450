from __future__ import annotations

import os

import pytest

from caseload_tui.errors import Refused
from caseload_tui.frameworks.check import check_text
from caseload_tui.frameworks.library import text_of
from caseload_tui.frameworks.reading import MAX_BYTES, MAX_DEPTH, Unreadable, as_json, read_document, read_file


def test_a_document_is_read_with_its_dates():
    document = read_document("a = 2026-01-31\nb = [ { c = 2026-02-01 } ]")
    assert as_json(document) == {"a": "2026-01-31", "b": [{"c": "2026-02-01"}]}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_bytes(b"\xef\xbb\xbfformat = 1\n")
    assert read_document(read_file(path)) == {"format": 1}


def test_bytes_that_are_no_utf_8_are_refused_with_their_line(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_bytes(b'format = 1\nname = "Caf\xe9"\n')
    with pytest.raises(Refused, match=r"policy\.toml:2: .*UTF-8"):
        read_file(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        read_file(tmp_path / "absent.toml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        read_file(tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(Refused, match="at most 1024 KiB"):
        read_file(path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = [1, 2\n", 2),
        ("a = 1\na = 2\n", 2),
        ("a = 2026-02-30\n", 1),
        ("a = 1\n[b\n", 2),
        ('a = "x\n', 1),
        ("a = \x00", 1),
    ],
)
def test_what_is_no_toml_is_named_with_its_line(text, line):
    with pytest.raises(Unreadable, match="not TOML") as caught:
        read_document(text)
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 1


HARD = {
    "nested lists": "a = " + "[" * 5000 + "]" * 5000,
    "nested tables": "a = " + "{ a = " * 900 + "1" + " }" * 900,
    "dotted keys": ".".join(["a"] * (MAX_DEPTH + 3)) + " = 1",
    "lists just too deep": "a = " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2),
    "a number without end": "a = " + "9" * 20000,
    "too much": "#" * (MAX_BYTES + 1),
    "a lone surrogate": 'a = "\ud800"',
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_are_problems_and_never_errors(name):
    report = check_text(HARD[name])
    assert not report.ok
    assert report.problems[0].message


def test_a_document_may_be_as_deep_as_any_policy():
    read_document("a = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a matter of Unix")
def test_a_path_that_is_no_file_is_refused_without_waiting(tmp_path):
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(Refused):
        read_file(pipe)


def test_a_number_without_end_is_named_with_its_line_in_our_own_words():
    with pytest.raises(Unreadable, match="too many digits") as raised:
        read_document("format = 1\nvalue = " + "9" * 5000)
    assert raised.value.line == 2


@pytest.mark.parametrize("name", ["a" * 5000, "a" * 5000 + ".toml"])
def test_a_name_that_no_file_can_have_is_refused(name):
    with pytest.raises(Refused):
        text_of(name)


SLIPS = {
    "start = 01-02-2026": "A date is written as 2026-02-01.",
    "reason = ja  # always": "Yes is written as true, no as false.",
    "reason = False": "Yes is written as true, no as false.",
    "name = “Far”": "straight quotes",
    "name = Far from work": 'straight quotes: "Far from work".',
    "clients = 75,5": "A number has a point: 75.5.",
    "[list]": "stands under [[list]].",
}


@pytest.mark.parametrize("line", SLIPS)
def test_a_line_that_cannot_be_read_is_named_with_what_was_probably_meant(line):
    with pytest.raises(Unreadable) as caught:
        read_document(f'[[list]]\ntext = "01-02-2026 ja"\n{line}\n')
    assert SLIPS[line] in caught.value.message
    assert caught.value.line == 3
