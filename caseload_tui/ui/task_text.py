"""Tasks in words: which are done, what the next one asks, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from caseload_tui.i18n import tr
from caseload_tui.ui.look import KEPT_GLYPH, LATER_GLYPH, Look
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.screens.read import paragraphs

if TYPE_CHECKING:
    from caseload_tui.services.training.exercises import Exercise


def tasks_heading(exercises: Sequence[Exercise]) -> Content:
    """Return how many tasks are done."""
    done = sum(item.done for item in exercises)
    return plain(tr("Tasks: {done} of {n} done", done=done, n=len(exercises)), "bold $accent")


def tasks_text(exercises: Sequence[Exercise], look: Look, *, hints: bool = False, only_next: bool = False) -> Content:
    """Return the tasks under each other; with `only_next` in full only the first that is not done."""
    first = next((item.id for item in exercises if not item.done), None)
    parts: list[Content] = []
    for item in exercises:
        glyph, style = (KEPT_GLYPH, "$kept") if item.done else (LATER_GLYPH, "$accent")
        parts.append(Content.assemble((f"{glyph} ", f"bold {style}"), plain(look.said(item.title), "bold $text")))
        if item.id == first or not (only_next or item.done):
            parts += [*_in_full(item, look, hints=hints), Content("")]
    if first is None:
        parts += [Content(""), plain(tr("All tasks are done."), "bold $kept")]
    return paragraphs(parts)


def _in_full(item: Exercise, look: Look, *, hints: bool) -> Iterator[Content]:
    yield plain(look.said(item.text), "$text", lines=True)
    if hints and item.hint:
        yield plain(look.said(tr("Hint: {hint}", hint=item.hint)), "$due", lines=True)
    for line in item.missing:
        yield plain(look.said(line), "$muted")
