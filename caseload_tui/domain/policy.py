"""The parts of a policy: groups, meeting kinds, target groups and what else a framework file lists.

What a policy does not say is None or empty here, and shown as unknown. Ids are those of the framework file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.statements import Cited
from caseload_tui.domain.texts import Text

CLIENT_LEADS = "client"
OUTFLOW_CATEGORIES = (
    "work",
    "self_employment",
    "education",
    "other_income",
    "other_benefit",
    "partner",
    "moved",
    "pension_age",
    "detention",
    "own_request",
    "enforcement",
    "death",
    "other",
)
"""The national categories of reasons for leaving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeDomain(Cited):
    """A life domain of the talk, with its prompts and perhaps a scale."""

    id: str
    name: Text
    prompts: tuple[Text, ...] = ()
    sensitive: bool = False
    scale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Cited):
    """A score scale, lowest level first; scores count from 1."""

    id: str
    levels: tuple[Text, ...]
    better: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Cited):
    """Something with an id and a name: an organisation, a dated fact, a partner."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Cited):
    """A function that people hold; `norms` is False where load norms do not apply."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    norms: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Cited):
    """Outside these a client is a doubtful fit: a signal, never a move. Durations on benefit, ages in years."""

    benefit_below: Duration | None = None
    benefit_from: Duration | None = None
    age_from: int | None = None
    age_below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """How long the policy gives a group; `term` is None where it says there is none."""

    term: Duration | None
    circa: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(Cited):
    """The norm of a group from a day on; without a cap of its own, that of the group goes on."""

    clients_per_fte: float
    start: date
    cap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Cited):
    """A group of one axis."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    colour: str | None = None
    definition: Text | None = None
    goal: Text | None = None
    horizon: Horizon | None = None
    limits: Limits | None = None
    regie: str | None = None
    lead: str | None = None
    """A role, an organisation or `client`."""
    contacts: tuple[str, ...] = ()
    clients_per_fte: float | None = None
    cap: int | None = None
    norms: tuple[Norm, ...] = ()
    """Norms that take the place of the two above, each from its day on."""
    fixed_contact: bool = False
    waives: tuple[str, ...] = ()
    ranked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis(Cited):
    """A way of grouping clients; ordered axes run from nearest to work to furthest from it."""

    id: str
    name: Text
    groups: tuple[Group, ...]
    ordered: bool = True
    optional: bool = False
    limits: Limits | None = None

    def group(self, group_id: str) -> Group | None:
        """Return the group with this id, if it is of this axis."""
        return next((group for group in self.groups if group.id == group_id), None)

    def is_fallback(self, old: str, new: str) -> bool:
        """Tell whether a move between these groups leads further from work."""
        ranks = [group.id for group in self.groups if group.ranked]
        return self.ordered and old in ranks and new in ranks and ranks.index(new) > ranks.index(old)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode(Cited):
    """A form a meeting may take: with consent only, or for some groups only."""

    consent: bool = False
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Cited):
    """A question at the end of a meeting; `reviews` names the axis whose group it reconsiders."""

    ask: Text
    groups: tuple[str, ...] = ()
    reviews: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Cited):
    """A kind of meeting."""

    id: str
    name: Text
    session: str = "individual"
    domains: tuple[str, ...] = ()
    """Life domains spoken about, expanded; empty means one general note."""
    minutes: int | None = None
    obligatory: bool = False
    modes: Mapping[str, Mode] | None = None
    """None means that every mode is allowed."""
    roles: tuple[str, ...] = ()
    optional_roles: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    """Who else takes part: `client`, `employer`, `partner`."""
    checklist: tuple[Question, ...] = ()
    builds_on: str | None = None
    sets_group: str | None = None
    house: bool = False
    """True for a kind that the office added, which is no part of the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Cited):
    """A legal duty of a client, from which one can be freed."""

    id: str
    name: Text
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup(Cited):
    """A label given to a client by a person; `lead` overrides the group's."""

    id: str
    name: Text
    definition: Text | None = None
    goal: Text | None = None
    groups: tuple[str, ...] = ()
    limits: Limits | None = None
    lead: str | None = None
    at_most: int | None = None
    benefit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Cited):
    """Something to choose from for a client; an amount is in euro."""

    id: str
    name: Text
    groups: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    at_most_per_client: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Instrument):
    """An organisation to which clients are referred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutflowReason(Cited):
    """A reason for closing a client, with the national category it counts in."""

    id: str
    name: Text
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves(Cited):
    """What a move between groups needs; `approval` None is unknown, `none` is the policy's own word."""

    reason: bool = False
    records_choice: bool = False
    approval: str | None = None
    approval_for: str = "all"
    review_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShowStep(Cited):
    """What follows the n-th missed invitation in a row."""

    after: int
    action: str
    to: str | None = None
    within: Duration | None = None
    text: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep(Cited):
    """A step of the escalation ladder; `needs` must be written down before it."""

    id: str
    name: Text
    needs: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitments(Cited):
    """How the policy treats what is agreed."""

    categories: tuple[Text, ...] = ()
    default_term: Duration | None = None
    ladder: tuple[LadderStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sectors(Cited):
    """Sectors of work to choose from, and how many a client may have."""

    list: tuple[Text, ...] = ()
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare(Cited):
    """Care after a placement in work."""

    lasts: Duration | None = None
    at_least: bool = False
    words: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals(Cited):
    """What the policy asks to be warned of."""

    no_contact: Duration | None = None
    ages: tuple[int, ...] = ()
