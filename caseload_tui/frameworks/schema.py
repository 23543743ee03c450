"""The shape of a framework document, for the checker alone: the running program never loads it.

Every key of the format stands here once; an unknown one is a mistake. What the keys mean together is checked elsewhere.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.scalars import (
    Age,
    Anything,
    AtLeastOne,
    Count,
    Counted,
    Day,
    DayOrText,
    Flag,
    HorizonText,
    Id,
    IdOrIds,
    Line,
    Number,
    Pair,
    ParticipantList,
    Spoken,
    Stated,
    Term,
    one_of,
)


class Shape(BaseModel):
    """A table of the document: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class CitedShape(Shape):
    """A table that may say where it stands in the source; all of them may."""

    source: Line | None = None
    quote: Line | None = None
    note: Line | None = None
    open: Id | None = None


class NamedShape(CitedShape):
    """A table with an id and a name."""

    id: Id
    name: Spoken


class SourceShape(CitedShape):
    """A document that is quoted."""

    id: Id
    title: Line
    file: Line | None = None
    date: DayOrText | None = None


class DomainShape(NamedShape):
    """A life domain."""

    prompts: list[Spoken] = []
    sensitive: Flag = False
    scale: Id | None = None


class ScaleShape(CitedShape):
    """A score scale."""

    id: Id
    levels: Annotated[list[Spoken], Field(min_length=2)]
    better: Annotated[str, one_of(*vocabulary.BETTER)]


class RoleShape(NamedShape):
    """A function."""

    aliases: list[Line] = []
    organisation: Id | None = None
    norms: Flag = True


class LimitsShape(CitedShape):
    """Outside these a client is a doubtful fit."""

    benefit_below: Term | None = None
    benefit_from: Term | None = None
    age_from: Age | None = None
    age_below: Age | None = None


class GroupShape(NamedShape):
    """A group of an axis."""

    aliases: list[Line] = []
    colour: Line | None = None
    definition: Spoken | None = None
    goal: Spoken | None = None
    horizon: HorizonText | None = None
    limits: LimitsShape | None = None
    regie: Id | None = None
    lead: Id | None = None
    contacts: list[Id] = []
    clients_per_fte: AtLeastOne | None = None
    cap: Count | None = None
    fixed_contact: Flag = False
    waives: list[Id] = []
    ranked: Flag = True


class AxisShape(NamedShape):
    """A way of grouping."""

    groups: Annotated[list[GroupShape], Field(min_length=1)]
    ordered: Flag = True
    optional: Flag = False
    limits: LimitsShape | None = None


class DutyShape(NamedShape):
    """A legal duty."""

    basis: Line | None = None


class ModeShape(CitedShape):
    """A form a meeting may take."""

    consent: Flag = False
    groups: list[Id] = []


class ModesShape(Shape):
    """The allowed forms."""

    office: ModeShape | None = None
    home: ModeShape | None = None
    phone: ModeShape | None = None
    video: ModeShape | None = None
    digital: ModeShape | None = None
    outdoors: ModeShape | None = None


class QuestionShape(CitedShape):
    """A question at the end of a meeting."""

    ask: Spoken
    groups: list[Id] = []
    reviews: Id | None = None


class KindShape(NamedShape):
    """A meeting kind."""

    session: Annotated[str, one_of(*vocabulary.SESSIONS)] = "individual"
    domains: list[Line] = []
    minutes: Count | None = None
    obligatory: Flag = False
    modes: ModesShape | None = None
    roles: list[Id] = []
    optional_roles: list[Id] = []
    present: Annotated[ParticipantList, Field(alias="with")] = []
    checklist: list[QuestionShape] = []
    builds_on: Id | None = None
    sets_group: Id | None = None


class RuleShape(CitedShape):
    """What cadences and intake steps have in common."""

    kind: Id
    groups: list[Id] = []
    target_groups: list[Id] = []
    not_target_groups: list[Id] = []
    clients: Annotated[str, one_of(*vocabulary.CLIENTS)] | None = None
    by: Day | None = None
    after: Id | None = None
    satisfied_by: IdOrIds = []
    grace: Term | None = None
    notice: Term | None = None
    window: Term | None = None
    words: Spoken | None = None


class CadenceShape(RuleShape):
    """How often whom is spoken to."""

    id: Id
    during: Annotated[str, one_of(*vocabulary.DURING)] = "active"
    per_year: Annotated[int, one_of(*vocabulary.TIMES_A_YEAR)] | None = None
    every: Term | None = None
    once: Flag = False
    first_within: Term | None = None
    instead_of: list[Id] = []


class StepShape(RuleShape):
    """A step of the journey."""

    id: Id | None = None
    within: Term | None = None


class MovesShape(CitedShape):
    """What a move needs."""

    reason: Flag = False
    records_choice: Flag = False
    approval: Id | None = None
    approval_for: Annotated[str, one_of(*vocabulary.APPROVAL_FOR)] = "all"
    review_at: list[Id] = []


class NoShowShape(CitedShape):
    """What follows missed invitations."""

    after: Count
    action: Annotated[str, one_of(*vocabulary.NO_SHOW_ACTIONS)]
    to: Id | None = None
    within: Term | None = None
    text: Spoken | None = None


class LadderShape(NamedShape):
    """A step of the ladder."""

    needs: Spoken | None = None


class CommitmentsShape(CitedShape):
    """How commitments are treated."""

    categories: list[Spoken] = []
    default_term: Term | None = None
    ladder: list[LadderShape] = []


class TargetGroupShape(NamedShape):
    """A label."""

    definition: Spoken | None = None
    goal: Spoken | None = None
    groups: list[Id] = []
    limits: LimitsShape | None = None
    lead: Id | None = None
    at_most: Count | None = None
    benefit: Annotated[str, one_of(vocabulary.NONE)] | None = None


class InstrumentShape(NamedShape):
    """An instrument or a partner."""

    groups: list[Id] = []
    target_groups: list[Id] = []
    at_most_per_client: Count | None = None


class OutflowReasonShape(NamedShape):
    """A reason for closing a client."""

    category: Annotated[str, one_of(*vocabulary.OUTFLOW_CATEGORIES)]


class SectorsShape(CitedShape):
    """Sectors to choose from."""

    list_: Annotated[list[Spoken], Field(alias="list")] = []
    at_most: Count | None = None


class AftercareShape(CitedShape):
    """Care after a placement in work."""

    lasts: Term | None = None
    at_least: Flag = False
    words: Spoken | None = None


class SignalsShape(CitedShape):
    """What to be warned of."""

    no_contact: Term | None = None
    ages: list[Age] = []


class SizeShape(CitedShape):
    """One statement about how many."""

    source: Line
    values: Annotated[dict[str, Stated], Field(min_length=1)]
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

    value: Number | None = None
    range: Stated | None = None
    relative: Number | None = None
    group: Id | None = None
    start: Annotated[Day | None, Field(alias="from")] = None
    per: Line | None = None


class BaselineShape(CitedShape):
    """What a relative target is measured against."""

    years: Count | None = None
    includes_report_year: Flag = False
    value: Number | None = None


class IndicatorShape(NamedShape):
    """A figure that the policy steers by."""

    formula: Annotated[str, one_of(*vocabulary.FORMULAS)]
    counts: list[Counted] = []
    group: Id | None = None
    baseline: BaselineShape | None = None
    targets: list[TargetShape] = []


class SayingShape(CitedShape):
    """One source's own words."""

    source: Line
    quote: Line


class AlternativeShape(CitedShape):
    """The one value that another reading would change."""

    set: Line
    to: Anything


class OpenPointShape(CitedShape):
    """An unknown or a contradiction."""

    id: Id
    says: Annotated[list[SayingShape], Field(min_length=1)]
    reading: Line
    why: Line
    alternatives: list[AlternativeShape] = []


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
    sources: list[SourceShape] = []
    words: LanguagesShape | None = None
    domains: list[DomainShape] = []
    scales: list[ScaleShape] = []
    organisations: list[NamedShape] = []
    roles: list[RoleShape] = []
    axes: list[AxisShape] = []
    load_axes: list[Id] = []
    dates: list[NamedShape] = []
    duties: list[DutyShape] = []
    kinds: list[KindShape] = []
    cadences: list[CadenceShape] = []
    intake: list[StepShape] = []
    moves: MovesShape | None = None
    no_show: list[NoShowShape] = []
    commitments: CommitmentsShape | None = None
    target_groups: list[TargetGroupShape] = []
    instruments: list[InstrumentShape] = []
    partners: list[InstrumentShape] = []
    outflow_reasons: list[OutflowReasonShape] = []
    sectors: SectorsShape | None = None
    aftercare: AftercareShape | None = None
    signals: SignalsShape | None = None
    sizes: list[SizeShape] = []
    figures: list[FigureShape] = []
    indicators: list[IndicatorShape] = []
    open_points: list[OpenPointShape] = []


class HouseShape(Shape):
    """The office's own settings."""

    minutes: dict[str, Count] = {}
    hours_per_fte: AtLeastOne | None = None
    no_contact: Term | None = None
    kinds: list[KindShape] = []
    cadences: list[CadenceShape] = []
    no_show: list[NoShowShape] = []
    sectors: list[Spoken] = []
    instruments: list[InstrumentShape] = []
    partners: list[InstrumentShape] = []
    outflow_reasons: list[OutflowReasonShape] = []
