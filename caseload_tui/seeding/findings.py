"""What is wrong with a scenario: every mistake at once, each with its file, line and key path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseload_tui.errors import Refused
from caseload_tui.frameworks.lines import LineMap
from caseload_tui.frameworks.problems import Path, Problem, spelled
from caseload_tui.i18n import tr, trn


class Unfit(Refused):
    """A scenario with mistakes; the message names each with its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        count = trn("There is a mistake in it.", "There are {n} mistakes in it.", len(problems))
        super().__init__(tr("The scenario cannot be read."), "\n".join([count, *map(_told, problems)]))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a scenario: its name, its text, and what that says."""

    name: str
    text: str
    document: Mapping[str, Any]


class Findings:
    """Gathers mistakes; `sources` are the files, the one that goes before the others first."""

    def __init__(self, *sources: Source) -> None:
        self.sources = sources
        self.problems: list[Problem] = []

    def add(self, path: Path, message: str) -> None:
        """Note a mistake at a key path."""
        source = next((item for item in self.sources if _stands_in(path, item.document)), self.sources[0])
        line = LineMap(source.text).line_of(path)
        self.problems.append(Problem(f"{source.name}: {spelled(path, source.document)}", line, message))

    def unfit(self, path: Path, expected: str, found: object) -> None:
        """Note a value that is not what was expected."""
        self.add(path, tr("expected {expected}, found {found}.", expected=expected, found=repr(found)))

    def refusal(self) -> Unfit:
        """Return the refusal of the scenario, with every mistake in the order of the file."""
        return Unfit(tuple(sorted(self.problems, key=lambda item: item.line or 0)))


def _stands_in(path: Path, document: Any) -> bool:
    for part in path:
        if isinstance(document, list) and isinstance(part, int) and part < len(document):
            document = document[part]
        elif isinstance(document, Mapping) and part in document:
            document = document[str(part)]
        else:
            return False
    return True


def _told(problem: Problem) -> str:
    return tr("line {line}, {path}: {said}", line=problem.line, path=problem.path, said=problem.message)
