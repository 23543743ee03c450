"""Collecting what the checks find, as key paths and sentences; lines are added at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from caseload_tui.frameworks.lines import LineMap
from caseload_tui.frameworks.problems import Path, Problem, spelled


@dataclass(slots=True)
class Findings:
    """A list of findings; the same finding is kept once."""

    found: dict[tuple[Path, str], None] = field(default_factory=dict)

    def add(self, path: Path, message: str) -> None:
        """Note a finding at a key path."""
        self.found[(path, message)] = None

    def __iter__(self) -> Iterator[tuple[Path, str]]:
        return iter(self.found)

    def problems(self, lines: LineMap | None, document: object = None) -> tuple[Problem, ...]:
        """Return the findings as problems, in the order of the file where its lines are known."""
        made = [
            Problem(spelled(path, document), lines.line_of(path) if lines else None, message) for path, message in self
        ]
        return tuple(sorted(made, key=lambda problem: problem.line or 0))
