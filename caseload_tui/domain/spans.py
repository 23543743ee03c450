"""Spans of days: from a day, up to but not including another; without an end while they last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from caseload_tui.domain.durations import NO_TIME, Duration


class Span(NamedTuple):
    """Days from `start` up to but not including `end`; `end` None means it lasts."""

    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        """Tell whether the day lies inside."""
        return self.start <= day and (self.end is None or day < self.end)


Spans = tuple[Span, ...]


def _end(span: Span) -> date:
    return span.end or date.max


def _span(start: date, end: date) -> Span:
    return Span(start, None if end == date.max else end)


def union(spans: Iterable[Span]) -> Spans:
    """Return the days of any of the spans, touching ones joined, in order."""
    return joined(spans, NO_TIME)


def joined(spans: Iterable[Span], gap: Duration) -> Spans:
    """Return the spans with those joined that touch, overlap, or lie no further apart than the gap."""
    found = [span for span in spans if span.start < _end(span)]
    if len(found) < 2:
        return tuple(found)
    result: list[Span] = []
    for span in sorted(found, key=lambda span: span.start):
        last = result[-1] if result else None
        if last is not None and (last.end is None or span.start <= gap.after(last.end)):
            result[-1] = _span(last.start, max(_end(last), _end(span)))
        else:
            result.append(span)
    return tuple(result)


def intersection(first: Spans, second: Spans) -> Spans:
    """Return the days that both have."""
    pairs = ((max(a.start, b.start), min(_end(a), _end(b))) for a in first for b in second)
    return union(_span(start, end) for start, end in pairs if start < end)


def difference(first: Spans, second: Spans) -> Spans:
    """Return the days of the first that the second does not have."""
    left = list(first)
    for cut in second:
        rest: list[Span] = []
        for span in left:
            before = (span.start, min(_end(span), cut.start))
            after = (max(span.start, _end(cut)), _end(span))
            rest += [_span(start, end) for start, end in (before, after) if start < end]
        left = rest
    return union(left)
