"""What indicators count: things that happen to clients, and what only somebody who counts by hand knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import Closing, Dossier, Work
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy import OUTFLOW_CATEGORIES

WORK_FULL, WORK_PART, HOURS_INCREASE = "work_full", "work_part", "hours_increase"
EDUCATION, OTHER_INCOME, REFERRAL = "education", "other_income", "referral"
RECORDED = (WORK_FULL, WORK_PART, HOURS_INCREASE, EDUCATION, OTHER_INCOME, REFERRAL)
"""What facts of clients tell; whatever else an indicator counts is typed in."""
PARTIAL = (WORK_PART, HOURS_INCREASE)
_TO_WORK = ("work", "self_employment")
_BY_CATEGORY = {"education": EDUCATION, "other_income": OTHER_INCOME, **dict.fromkeys(_TO_WORK, WORK_FULL)}


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that happened to a client on a day and may count for an indicator."""

    what: str
    day: date


@dataclass(frozen=True, slots=True)
class Reasons:
    """In which national category a reason for leaving counts."""

    categories: Mapping[str, str]

    @classmethod
    def of(cls, frameworks: tuple[Framework, ...]) -> Reasons:
        """Return the reasons of these policies, of which the first goes first, with the offices' own."""
        lists = ((*it.outflow_reasons, *it.house.outflow_reasons) for it in reversed(frameworks))
        return cls({item.id: item.category for items in lists for item in items})

    def category(self, reason: str) -> str | None:
        """Return the national category of a reason; None for one in free words."""
        found = self.categories.get(reason)
        return found if found is not None or reason not in OUTFLOW_CATEGORIES else reason

    def counted(self, reason: str) -> str | None:
        """Return as what leaving for a reason counts; None where no indicator counts it."""
        return _BY_CATEGORY.get(self.category(reason) or "")


def counted_of(dossier: Dossier, reasons: Reasons) -> Iterator[Counted]:
    """Yield what happened to the client that an indicator may count."""
    for closing in dossier.closings:
        if closing.left:
            yield from _leaving(dossier, closing, reasons)
    before: list[Work] = []
    for work in sorted(dossier.works, key=lambda work: work.start):
        if not work.part_time:
            yield Counted(WORK_FULL, work.start)
        else:
            yield from _part_time(before, work)
            before.append(work)
    yield from (Counted(REFERRAL, referral.on) for referral in dossier.referrals)


def _leaving(dossier: Dossier, closing: Closing, reasons: Reasons) -> Iterator[Counted]:
    """Yield what leaving counts as; leaving to work that was recorded as a placement counted then."""
    what = reasons.counted(closing.reason)
    placed = any(not work.part_time and _runs(work, closing.on) for work in dossier.works)
    if what is not None and not (what == WORK_FULL and placed):
        yield Counted(what, closing.on)


def _part_time(before: list[Work], work: Work) -> Iterator[Counted]:
    """Yield a first job, or more hours: a job beside one from before, or in place of one with fewer hours."""
    running = [item for item in before if _runs(item, work.start)]
    beside = any(item.until is None or item.until > work.start for item in running)
    if not running:
        yield Counted(WORK_PART, work.start)
    elif beside or all(_fewer(item, work) for item in running):
        yield Counted(HOURS_INCREASE, work.start)


def _fewer(work: Work, other: Work) -> bool:
    """Tell whether a job is known to have fewer hours than another."""
    return work.hours is not None and other.hours is not None and work.hours < other.hours


def _runs(work: Work, day: date) -> bool:
    """Tell whether somebody worked there until this day at least."""
    return work.start <= day and (work.until is None or day <= work.until)
