"""Life domains over time: of the last talks what was written or scored, and the trend where there is a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseload_tui.domain.dossier import Meeting
from caseload_tui.domain.framework import Framework
from caseload_tui.formatting import short_month
from caseload_tui.i18n import language, trn
from caseload_tui.services.meetings import effective_notes, effective_scores
from caseload_tui.ui.dossier.page import DossierPage

MOST_TALKS = 4
_LONG_AGO = 330
CELL, TIGHT_CELL = 5, 2
"""Cells for one talk in a row: under its month, or without one where nothing is scored."""
WRITTEN, SILENT = "\N{BULLET}", "\N{MIDDLE DOT}"
BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A life domain: its marks, oldest talk first, its trend, and the latest note."""

    domain: str
    name: str
    marks: str
    trend: str
    note: str


def above_marks(page: DossierPage) -> str:
    """Return what stands over the marks: the months of the talks; where nothing is scored, how many talks they are."""
    talks = last_talks(page)
    if scored(page):
        return "".join(_month(page, meeting).rjust(CELL) for meeting in talks)
    return trn("in the last talk", "in the last {n} talks", len(talks)) if talks else ""


def scored(page: DossierPage) -> bool:
    """Tell whether one of the last talks has a score."""
    return any(effective_scores(talk) for talk in last_talks(page))


def last_talks(page: DossierPage) -> tuple[Meeting, ...]:
    """Return the last talks in which life domains were spoken about, oldest first."""
    domains = set(page.view.framework.domains_by_id)
    spoken = [talk for talk in page.talks if domains & {*effective_notes(talk), *effective_scores(talk)}]
    return tuple(spoken[-MOST_TALKS:])


def domain_rows(page: DossierPage) -> tuple[DomainRow, ...]:
    """Return every life domain of the policy, in its order."""
    framework, talks = page.view.framework, last_talks(page)
    wide = CELL if scored(page) else TIGHT_CELL
    return tuple(
        DomainRow(
            domain.id,
            domain.name.to(language()),
            "".join(_mark(talk, domain.id).rjust(wide) for talk in talks),
            trend(tuple(effective_scores(talk).get(domain.id) for talk in talks), levels_of(framework, domain.id)),
            latest_note(page, domain.id),
        )
        for domain in framework.domains
    )


def latest_note(page: DossierPage, domain: str) -> str:
    """Return what was written last about a life domain."""
    notes = (effective_notes(talk).get(domain, "") for talk in reversed(page.talks))
    return next((note.strip() for note in notes if note.strip()), "")


def levels_of(framework: Framework, domain: str) -> int:
    """Return how many levels the scale of a life domain has; 0 without a scale."""
    known = framework.domains_by_id.get(domain)
    scale = next((scale for scale in framework.scales if known is not None and scale.id == known.scale), None)
    return len(scale.levels) if scale is not None else 0


def trend(scores: Sequence[int | None], levels: int) -> str:
    """Return scores as small bars, a gap where there is none; nothing without a scale or with a single score."""
    if levels < 2 or sum(score is not None for score in scores) < 2:
        return ""
    top = len(BARS) - 1
    return "".join(" " if score is None else BARS[round((score - 1) * top / (levels - 1))] for score in scores)


def _mark(talk: Meeting, domain: str) -> str:
    score = effective_scores(talk).get(domain)
    if score is not None:
        return str(score)
    return WRITTEN if effective_notes(talk).get(domain, "").strip() else SILENT


def _month(page: DossierPage, meeting: Meeting) -> str:
    """Return the month of a talk, or its year where it is long ago."""
    return str(meeting.on.year) if (page.today - meeting.on).days > _LONG_AGO else short_month(meeting.on)
