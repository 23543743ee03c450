"""From recorded placements to stays: on one axis no overlap, no hole, and closing ends them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import Stay
from caseload_tui.domain.spans import Span, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """One recorded placement; `before` is what it said until it was corrected."""

    event: str
    axis: str
    group: str | None
    start: date
    reason: str | None = None
    chosen_by: str | None = None
    decided_by: str | None = None
    meeting: str | None = None
    before: Placing | None = None

    def stay(self, until: date | None) -> Stay:
        """Return the stay that begins with this placement."""
        return Stay(
            event=self.event,
            axis=self.axis,
            group=self.group,
            start=self.start,
            until=until,
            reason=self.reason,
            chosen_by=self.chosen_by,
            decided_by=self.decided_by,
            meeting=self.meeting,
            corrected=self.before is not None,
        )


def stays_of(placings: Iterable[Placing], spells: Spans) -> tuple[dict[str, tuple[Stay, ...]], tuple[Stay, ...]]:
    """Return the stays by axis, and the placements that were corrected as they stood before.

    `spells` are in order and may be of no length. A stay lasts to the next placement on its axis or to the closing;
    of two on one day the later recorded holds.
    """
    by_axis: dict[str, list[Placing]] = {}
    wrong: list[Stay] = []
    for placing in placings:
        by_axis.setdefault(placing.axis, []).append(placing)
        former = placing.before
        while former is not None:
            wrong.append(former.stay(None))
            former = former.before
    return {axis: _stays(items, spells) for axis, items in by_axis.items()}, tuple(wrong)


def _stays(placings: list[Placing], spells: Spans) -> tuple[Stay, ...]:
    ordered = sorted(placings, key=lambda placing: placing.start)
    stays = []
    for placing, following in zip(ordered, [*ordered[1:], None], strict=True):
        spell = next((span for span in reversed(spells) if span.start <= placing.start), Span(placing.start, None))
        ends = [end for end in (spell.end, following.start if following else None) if end is not None]
        until = min(ends) if ends else None
        if until is None or placing.start < until:
            stays.append(placing.stay(until))
    return tuple(stays)
