"""Whom a caseload consists of on a day: time on benefit, age, target groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.durations import Duration
from caseload_tui.domain.monitor.stock import Clients

UNKNOWN = "unknown"
DURATIONS = (
    ("under_6_months", Duration(6, "months")),
    ("to_2_years", Duration(2, "years")),
    ("to_3_years", Duration(3, "years")),
    ("to_5_years", Duration(5, "years")),
)
LONGER = "longer"
DURATION_BANDS = (*(band for band, _ in DURATIONS), LONGER, UNKNOWN)
AGES = (("under_27", 27), ("27_to_34", 35), ("35_to_44", 45), ("45_to_54", 55))
OLDER = "55_and_older"
AGE_BANDS = (*(band for band, _ in AGES), OLDER, UNKNOWN)


@dataclass(frozen=True, slots=True)
class BandRow:
    """The clients of one band."""

    band: str
    clients: Clients


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The clients of one target group at the start and the end; somebody may belong to several."""

    target_group: str
    start: Clients
    end: Clients


@dataclass
class Composition:
    """Counts the clients in stock at the end by band, and at both ends by target group."""

    durations: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[tuple[str, bool], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add_end(self, dossier: Dossier, day: date) -> None:
        """Count a client who is in stock at the end."""
        self.durations[duration_band(dossier.date_value("benefit_since"), day)].append(dossier.id)
        self.ages[age_band(dossier.date_value("born_on"), day)].append(dossier.id)
        self._add_labels(dossier, day, end=True)

    def add_start(self, dossier: Dossier, day: date) -> None:
        """Count a client who is in stock at the start."""
        self._add_labels(dossier, day, end=False)

    def _add_labels(self, dossier: Dossier, day: date, *, end: bool) -> None:
        for label in dossier.labels_on(day):
            self.labels[label, end].append(dossier.id)

    def duration_rows(self) -> tuple[BandRow, ...]:
        """Return the clients by time on benefit."""
        return tuple(BandRow(band, tuple(self.durations.get(band, ()))) for band in DURATION_BANDS)

    def age_rows(self) -> tuple[BandRow, ...]:
        """Return the clients by age."""
        return tuple(BandRow(band, tuple(self.ages.get(band, ()))) for band in AGE_BANDS)

    def label_rows(self, order: tuple[str, ...]) -> Iterator[LabelRow]:
        """Yield the target groups: the policy's own in its order, then those of earlier policies."""
        others = {label for label, _ in self.labels} - set(order)
        for label in (*order, *sorted(others)):
            start, end = (tuple(self.labels.get((label, at_end), ())) for at_end in (False, True))
            yield LabelRow(label, start, end)


def duration_band(since: date | None, day: date) -> str:
    """Return how long somebody had been on benefit on a day; unknown where nobody says since when."""
    if since is None or since > day:
        return UNKNOWN
    return next((band for band, term in DURATIONS if day < term.after(since)), LONGER)


def age_band(born_on: date | None, day: date) -> str:
    """Return somebody's age band on a day."""
    if born_on is None or born_on > day:
        return UNKNOWN
    age = relativedelta(day, born_on).years
    return next((band for band, below in AGES if age < below), OLDER)
