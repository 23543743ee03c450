"""Reading a file of facts whole, and checking every line before anything is written."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from caseload_tui.domain.bsn import BsnWatch
from caseload_tui.domain.facts import BadFact, Event, UnknownFact, read
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.soundness import unsound
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

KEYS = ("id", "dossier", "kind", "at", "by", "device", "version", "payload")
LARGEST_FILE = 1024 * 1024 * 1024
LONGEST_LINE = 4_000_000
DEEPEST = 16

Line = dict[str, Any]


def read_facts(path: Path) -> list[Line]:
    """Return the facts of a file, each as the dictionary of its line."""
    lines = [_line(text, number) for number, text in enumerate(_texts(path), 1) if text.strip()]
    if not lines:
        raise Refused(tr("The file holds no facts."), _advice())
    _refuse_twins(lines)
    _refuse_unsound(lines)
    refuse_bsn(lines)
    return lines


def count_kinds(lines: Iterable[Line]) -> dict[str, int]:
    """Return how many facts of each kind there are."""
    return dict(sorted(Counter(line["kind"] for line in lines).items()))


def refuse_bsn(lines: Iterable[Line]) -> None:
    """Refuse facts with a citizen service number: by the name of a key, or by values that pass its test."""
    watch = BsnWatch()
    for line in lines:
        if line["payload"] is None:
            continue
        for name, value in _named_values(line["payload"]):
            watch.look_at_name(name)
            watch.look(name, value, within=line["kind"])
        watch.look_at_name(str(line["payload"].get("field", "")))
    watch.refuse()


def _texts(path: Path) -> list[str]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(tr("The file is too large."), tr("A facts file is at most 1 GiB."))
        return path.read_text("utf-8").split("\n")
    except OSError as error:
        raise Refused(tr("The file cannot be read: {path}", path=path), tr("Check its name and place.")) from error
    except UnicodeDecodeError as error:
        raise Refused(tr("The file is not text in UTF-8."), _advice()) from error


def _line(text: str, number: int) -> Line:
    if len(text) > LONGEST_LINE:
        raise _bad_line(number, tr("the line is too long"))
    try:
        line = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _bad_line(number, tr("it is not JSON")) from error
    if not isinstance(line, dict):
        raise _bad_line(number, tr("it is not a JSON object"))
    absent = [key for key in KEYS if key not in line]
    if absent:
        raise _bad_line(number, tr("{keys} missing", keys=", ".join(absent)))
    unknown = [key for key in line if key not in KEYS]
    if unknown:
        raise _bad_line(number, tr("{keys} unknown", keys=", ".join(unknown)))
    _check_values(line, number)
    try:
        json.dumps(line, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise _bad_line(number, tr("it holds half a character")) from error
    return line


def _check_values(line: Line, number: int) -> None:
    texts = all(isinstance(line[key], str) and line[key] for key in KEYS[:6])
    version = line["version"]
    sound = isinstance(version, int) and not isinstance(version, bool) and version > 0
    erased = line["payload"] is None
    if not texts or not sound or not (erased or isinstance(line["payload"], dict)) or _deeper(line["payload"], DEEPEST):
        raise _bad_line(number, tr("a value is of the wrong type"))
    try:
        moment = datetime.fromisoformat(line["at"])
        if not erased:
            read(line["kind"], version, line["payload"])
    except BadFact as problem:
        raise _bad_line(number, str(problem)) from problem
    except ValueError as error:
        raise _bad_line(number, tr("its moment cannot be read")) from error
    if moment.tzinfo is None:
        raise _bad_line(number, tr("its moment has no time zone"))


def _refuse_twins(lines: Iterable[Line]) -> None:
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line["id"] in seen:
            raise _bad_line(number, tr("the same fact stands in it twice"))
        seen.add(line["id"])


def _refuse_unsound(lines: list[Line]) -> None:
    events = (
        Event(
            line["id"],
            line["dossier"],
            line["kind"],
            line["at"],
            line["by"],
            line["device"],
            line["version"],
            UnknownFact(line["kind"], {})
            if line["payload"] is None
            else read(line["kind"], line["version"], line["payload"]),
            number,
        )
        for number, line in enumerate(lines, 1)
    )
    wrong = next(unsound(events, frozenset(_groups(lines))), None)
    if wrong is not None:
        raise _bad_line(wrong[0].seq, wrong[1])


def _groups(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the groups of every policy that the facts adopt; whether it can be read at all is looked at later."""
    for line in lines:
        if line["kind"] == FrameworkAdopted.kind and line["payload"] is not None:
            try:
                axes = tomllib.loads(line["payload"]["text"]).get("axes", ())
                yield from (group["id"] for axis in axes for group in axis["groups"])
            except (tomllib.TOMLDecodeError, TypeError, KeyError, AttributeError):
                continue


def _named_values(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in payload.items():
        yield name, value if isinstance(value, str) else ""
        if isinstance(value, Mapping):
            yield from _named_values(value)


def _deeper(value: Any, left: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left == 0 or any(_deeper(item, left - 1) for item in inner)


def _bad_line(number: int, problem: str) -> Refused:
    return Refused(tr("Line {number} is no fact: {problem}.", number=number, problem=problem), _advice())


def _advice() -> str:
    return tr("Nothing was imported; use a file made by `caseload export facts`.")
