"""The shape of a framework document, for the checker alone: the running program never loads it.

Every key of the format stands once in these shapes; an unknown one is a mistake. What the keys mean together is
checked elsewhere.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.scalars import AtLeastOne, Count, Day, Id, Ids, Line, Pair, Spoken, Term, one_of
from caseload_tui.frameworks.schema_meetings import (
    AftercareShape,
    CadenceShape,
    CommitmentsShape,
    KindShape,
    MovesShape,
    NoShowShape,
    SignalsShape,
    StepShape,
)
from caseload_tui.frameworks.schema_parts import (
    AxisShape,
    DomainShape,
    DutyShape,
    InstrumentShape,
    NamedShape,
    OutflowReasonShape,
    RoleShape,
    ScaleShape,
    SectorsShape,
    Shape,
    SourceShape,
    TargetGroupShape,
)
from caseload_tui.frameworks.schema_statements import FigureShape, IndicatorShape, OpenPointShape, SizeShape


class WordsShape(Shape):
    """The policy's words in one language."""

    client: Pair | None = None
    group: Pair | None = None
    consultant: Pair | None = None


class LanguagesShape(Shape):
    """The policy's words per language."""

    nl: WordsShape | None = None
    en: WordsShape | None = None


class DocumentShape(Shape):
    """A whole framework."""

    format: Annotated[int, one_of(1)]
    id: Id
    name: Spoken
    organisation: Spoken
    municipalities: Annotated[list[Line], Field(min_length=1)]
    status: Annotated[str, one_of(*vocabulary.STATUSES)] = "adopted"
    valid_from: Day
    valid_until: Day | None = None
    replaces: Id | None = None
    source: Line | None = None
    quote: Line | None = None
    note: Line | None = None
    open: Id | None = None
    sources: list[SourceShape] | None = None
    words: LanguagesShape | None = None
    domains: list[DomainShape] | None = None
    scales: list[ScaleShape] | None = None
    organisations: list[NamedShape] | None = None
    roles: list[RoleShape] | None = None
    axes: list[AxisShape] | None = None
    load_axes: Ids | None = None
    dates: list[NamedShape] | None = None
    duties: list[DutyShape] | None = None
    kinds: list[KindShape] | None = None
    cadences: list[CadenceShape] | None = None
    intake: list[StepShape] | None = None
    moves: MovesShape | None = None
    no_show: list[NoShowShape] | None = None
    commitments: CommitmentsShape | None = None
    target_groups: list[TargetGroupShape] | None = None
    instruments: list[InstrumentShape] | None = None
    partners: list[InstrumentShape] | None = None
    outflow_reasons: list[OutflowReasonShape] | None = None
    sectors: SectorsShape | None = None
    aftercare: AftercareShape | None = None
    signals: SignalsShape | None = None
    sizes: list[SizeShape] | None = None
    figures: list[FigureShape] | None = None
    indicators: list[IndicatorShape] | None = None
    open_points: list[OpenPointShape] | None = None


class HouseShape(Shape):
    """The office's own settings."""

    minutes: dict[str, Count] | None = None
    hours_per_fte: AtLeastOne | None = None
    no_contact: Term | None = None
    kinds: list[KindShape] | None = None
    cadences: list[CadenceShape] | None = None
    no_show: list[NoShowShape] | None = None
    sectors: list[Spoken] | None = None
    instruments: list[InstrumentShape] | None = None
    partners: list[InstrumentShape] | None = None
    outflow_reasons: list[OutflowReasonShape] | None = None
