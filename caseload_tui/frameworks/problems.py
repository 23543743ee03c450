"""What a check of a framework file finds: problems with their key path and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from caseload_tui.domain.framework import Framework
from caseload_tui.i18n import tr

Path = tuple[str | int, ...]
"""A place in a document: keys, and positions in lists counted from 0."""

_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: the key path as a person reads it, the line (None where there is none), and the sentence."""

    path: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check; `framework` is there if it is without problems."""

    name: str
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    declared: tuple[Problem, ...] = ()
    framework: Framework | None = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        """True for a framework that can be adopted."""
        return not self.problems


def spelled(path: Path) -> str:
    """Write a key path as `cadences[2].per_year`; positions count from 0."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def close_to(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known word that a misspelt one is closest to, if any is close."""
    if len(wrong) > _LONGEST_WORD:
        return None
    folded = {word.casefold(): word for word in sorted(set(known))}
    close = get_close_matches(wrong.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known word, preceded by a space, or nothing."""
    close = close_to(wrong, known)
    return " " + tr("Did you mean “{nearest}”?", nearest=close) if close else ""
