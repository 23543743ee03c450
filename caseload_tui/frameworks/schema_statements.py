"""The shape of what sources state: sizes, figures, indicators and open points."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.scalars import (
    Amount,
    Anything,
    Count,
    Counted,
    Day,
    Flag,
    Id,
    Line,
    LineOrLines,
    NotNegative,
    Relative,
    Stated,
    one_of,
)
from caseload_tui.frameworks.schema_parts import CitedShape, NamedShape


class SizeShape(CitedShape):
    """One statement about how many."""

    source: Line
    values: Annotated[dict[str, Amount], Field(min_length=1)]
    unit: Annotated[str, one_of(*vocabulary.SIZE_UNITS)] | None = None
    as_of: Day | None = None
    per: Annotated[str, one_of("year")] | None = None
    circa: Flag = False
    municipality: Line | None = None


class FigureShape(NamedShape):
    """Another stated number."""

    value: Stated
    unit: Line | None = None


class TargetShape(CitedShape):
    """A target of an indicator."""

    value: NotNegative | None = None
    range: Amount | None = None
    relative: Relative | None = None
    group: Id | None = None
    start: Annotated[Day | None, Field(alias="from")] = None
    per: Line | None = None


class BaselineShape(CitedShape):
    """What a relative target is measured against."""

    years: Count | None = None
    includes_report_year: Flag = False
    value: NotNegative | None = None


class IndicatorShape(NamedShape):
    """A figure that the policy steers by."""

    formula: Annotated[str, one_of(*vocabulary.FORMULAS)]
    counts: list[Counted] | None = None
    group: Id | None = None
    baseline: BaselineShape | None = None
    targets: list[TargetShape] | None = None


class SayingShape(CitedShape):
    """One source's own words."""

    source: Line
    quote: Line


class AlternativeShape(CitedShape):
    """What another reading would change: one value, at one place or at several."""

    set: LineOrLines
    to: Anything


class OpenPointShape(CitedShape):
    """An unknown or a contradiction."""

    id: Id
    says: Annotated[list[SayingShape], Field(min_length=1)]
    reading: Line
    why: Line
    alternatives: list[AlternativeShape] | None = None
