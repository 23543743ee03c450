"""The shape of who and what: groups, roles, domains, target groups and lists to choose from."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.scalars import (
    Age,
    AtLeastOne,
    Count,
    Day,
    DayOrText,
    Flag,
    HorizonText,
    Id,
    Ids,
    Line,
    Spoken,
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

    prompts: list[Spoken] | None = None
    sensitive: Flag = False
    scale: Id | None = None


class ScaleShape(CitedShape):
    """A score scale."""

    id: Id
    levels: Annotated[list[Spoken], Field(min_length=2)]
    better: Annotated[str, one_of(*vocabulary.BETTER)]


class RoleShape(NamedShape):
    """A function."""

    aliases: list[Line] | None = None
    organisation: Id | None = None
    norms: Flag = True


class LimitsShape(CitedShape):
    """Outside these a client is a doubtful fit."""

    benefit_below: Term | None = None
    benefit_from: Term | None = None
    age_from: Age | None = None
    age_below: Age | None = None


class NormShape(CitedShape):
    """What the norm of a group is from a day on."""

    clients_per_fte: AtLeastOne
    cap: Count | None = None
    start: Annotated[Day, Field(alias="from")]


class GroupShape(NamedShape):
    """A group of an axis."""

    aliases: list[Line] | None = None
    colour: Line | None = None
    definition: Spoken | None = None
    goal: Spoken | None = None
    horizon: HorizonText | None = None
    limits: LimitsShape | None = None
    regie: Id | None = None
    lead: Id | None = None
    contacts: list[Id] | None = None
    clients_per_fte: AtLeastOne | None = None
    cap: Count | None = None
    norms: list[NormShape] | None = None
    fixed_contact: Flag = False
    waives: list[Id] | None = None
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


class TargetGroupShape(NamedShape):
    """A label."""

    definition: Spoken | None = None
    goal: Spoken | None = None
    groups: Ids | None = None
    limits: LimitsShape | None = None
    lead: Id | None = None
    at_most: Count | None = None
    benefit: Annotated[str, one_of(vocabulary.NONE)] | None = None


class InstrumentShape(NamedShape):
    """An instrument or a partner."""

    groups: Ids | None = None
    target_groups: Ids | None = None
    at_most_per_client: AtLeastOne | None = None


class OutflowReasonShape(NamedShape):
    """A reason for closing a client."""

    category: Annotated[str, one_of(*vocabulary.OUTFLOW_CATEGORIES)]


class SectorsShape(CitedShape):
    """Sectors to choose from."""

    list_: Annotated[list[Spoken] | None, Field(alias="list")] = None
    at_most: Count | None = None
