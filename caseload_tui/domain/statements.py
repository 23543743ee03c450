"""What a policy's sources state: documents, sizes, figures, indicators and points left open.

None of these is counted with; they stand beside the office's own figures, each with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.texts import Text

Value = float | tuple[float, float]
"""A number, or a range from-to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What any part of a policy may carry: where it stands in the source, and the source's own words."""

    source: str | None = None
    quote: str | None = None
    note: str | None = None
    open: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Cited):
    """A document that is quoted."""

    id: str
    title: str
    file: str | None = None
    date: date | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Size(Cited):
    """One statement of a source about how many; several stand side by side, none is corrected."""

    source: str
    values: Mapping[str, Value]
    unit: str | None = None
    as_of: date | None = None
    per: str | None = None
    circa: bool = False
    municipality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Cited):
    """Another stated number: shown, never counted with."""

    id: str
    name: Text
    value: Value
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Cited):
    """A target of an indicator: a value or range, or relative to the baseline (0.10 is 10% above it)."""

    value: Value | None = None
    relative: float | None = None
    group: str | None = None
    start: date | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Cited):
    """What a relative target is measured against: a mean over years, or a stated value."""

    years: int | None = None
    includes_report_year: bool = False
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Cited):
    """A figure that the policy steers by."""

    id: str
    name: Text
    formula: str
    counts: tuple[str, ...] = ()
    group: str | None = None
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying(Cited):
    """One source's own words about an open point."""

    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative(Cited):
    """What another reading would change: key paths, and the value that they get as the file would write it."""

    set: tuple[str, ...]
    to: object


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint(Cited):
    """An unknown or a contradiction of the source, with the reading used and why."""

    id: str
    says: tuple[Saying, ...]
    reading: str
    why: str
    alternatives: tuple[Alternative, ...] = ()
    chosen: tuple[Alternative, ...] = ()
    """What the office's own reading changes; empty where it reads the point as the policy's file does."""
