"""The shape of meetings: kinds, cadences, intake steps and what follows from them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.scalars import (
    Age,
    Count,
    Day,
    Flag,
    Id,
    IdOrIds,
    Ids,
    Line,
    ParticipantList,
    Spoken,
    Term,
    one_of,
)
from caseload_tui.frameworks.schema_parts import CitedShape, NamedShape, Shape


class ModeShape(CitedShape):
    """A form a meeting may take."""

    consent: Flag = False
    groups: Ids | None = None


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
    groups: Ids | None = None
    reviews: Id | None = None


class KindShape(NamedShape):
    """A meeting kind."""

    session: Annotated[str, one_of(*vocabulary.SESSIONS)] = "individual"
    domains: list[Line] | None = None
    minutes: Count | None = None
    obligatory: Flag = False
    modes: ModesShape | None = None
    roles: list[Id] | None = None
    optional_roles: list[Id] | None = None
    present: Annotated[ParticipantList | None, Field(alias="with")] = None
    checklist: list[QuestionShape] | None = None
    builds_on: Id | None = None
    sets_group: Id | None = None


class RuleShape(CitedShape):
    """What cadences and intake steps have in common."""

    kind: Id
    groups: Ids | None = None
    target_groups: Ids | None = None
    not_target_groups: Ids | None = None
    clients: Annotated[str, one_of(*vocabulary.CLIENTS)] | None = None
    by: Day | None = None
    after: Id | None = None
    satisfied_by: IdOrIds | None = None
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
    instead_of: Ids | None = None


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
    review_at: list[Id] | None = None


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

    categories: list[Spoken] | None = None
    default_term: Term | None = None
    ladder: list[LadderShape] | None = None


class AftercareShape(CitedShape):
    """Care after a placement in work."""

    lasts: Term | None = None
    at_least: Flag = False
    words: Spoken | None = None


class SignalsShape(CitedShape):
    """What to be warned of."""

    no_contact: Term | None = None
    ages: list[Age] | None = None
