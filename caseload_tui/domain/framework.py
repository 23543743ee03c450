"""A framework: one municipality's policy as data, in its checked form.

Its parts stand in `policy`, its rules in `rules`, what its sources state in `statements`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.house import HouseSettings
from caseload_tui.domain.policy import (
    CLIENT_LEADS,
    Aftercare,
    Axis,
    Commitments,
    Duty,
    Group,
    Horizon,
    Instrument,
    Kind,
    LadderStep,
    LifeDomain,
    Limits,
    Mode,
    Moves,
    Named,
    NoShowStep,
    OutflowReason,
    Partner,
    Question,
    Role,
    Scale,
    Sectors,
    Signals,
    TargetGroup,
)
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.statements import Cited, Figure, Indicator, OpenPoint, Size, Source
from caseload_tui.domain.texts import Text

__all__ = [
    "CLIENT_LEADS",
    "Aftercare",
    "Axis",
    "Cited",
    "Commitments",
    "Duty",
    "Framework",
    "Group",
    "Horizon",
    "Instrument",
    "Kind",
    "LadderStep",
    "LifeDomain",
    "Limits",
    "Mode",
    "Moves",
    "Named",
    "NoShowStep",
    "OutflowReason",
    "Partner",
    "Question",
    "Role",
    "Scale",
    "Sectors",
    "Signals",
    "TargetGroup",
]


@dataclass(frozen=True, kw_only=True)
class Framework:
    """One municipality's policy, whole."""

    id: str
    name: Text
    organisation: Text
    municipalities: tuple[str, ...]
    valid_from: date
    status: str = "adopted"
    valid_until: date | None = None
    replaces: str | None = None
    sources: tuple[Source, ...] = ()
    words: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    """Language -> word (`client`, `group`, `consultant`) -> one, many."""
    domains: tuple[LifeDomain, ...] = ()
    scales: tuple[Scale, ...] = ()
    organisations: tuple[Named, ...] = ()
    roles: tuple[Role, ...] = ()
    axes: tuple[Axis, ...] = ()
    load_axes: tuple[str, ...] = ()
    dates: tuple[Named, ...] = ()
    duties: tuple[Duty, ...] = ()
    kinds: tuple[Kind, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Intake steps in the order of the journey, then cadences."""
    moves: Moves = field(default_factory=Moves)
    no_show: tuple[NoShowStep, ...] = ()
    commitments: Commitments = field(default_factory=Commitments)
    target_groups: tuple[TargetGroup, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    partners: tuple[Partner, ...] = ()
    outflow_reasons: tuple[OutflowReason, ...] = ()
    sectors: Sectors = field(default_factory=Sectors)
    aftercare: Aftercare | None = None
    signals: Signals = field(default_factory=Signals)
    sizes: tuple[Size, ...] = ()
    figures: tuple[Figure, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    readings: Mapping[str, object] = field(default_factory=dict)
    """Open point -> the reading that the office chose in place of the file's own."""
    read_places: tuple[tuple[str, ...], ...] = ()
    """What those readings change, as keys and ids: ("cadences", "progress", "per_year")."""
    house: HouseSettings = field(default_factory=HouseSettings)
    """The office's own choices; its kinds and cadences also stand in `kinds` and `rules`, marked as such."""

    @cached_property
    def kinds_by_id(self) -> Mapping[str, Kind]:
        """Meeting kinds by id."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """Rules by id: cadences and intake steps share one space of ids."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def axes_by_id(self) -> Mapping[str, Axis]:
        """Axes by id."""
        return {axis.id: axis for axis in self.axes}

    @cached_property
    def axis_of_group(self) -> Mapping[str, Axis]:
        """The axis of every group id."""
        return {group.id: axis for axis in self.axes for group in axis.groups}

    @cached_property
    def groups_by_id(self) -> Mapping[str, Group]:
        """Groups of all axes by id."""
        return {group.id: group for axis in self.axes for group in axis.groups}

    @cached_property
    def target_groups_by_id(self) -> Mapping[str, TargetGroup]:
        """Target groups by id, in the framework's order."""
        return {target.id: target for target in self.target_groups}

    @cached_property
    def domains_by_id(self) -> Mapping[str, LifeDomain]:
        """Life domains by id."""
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles}

    def words_in(self, language: str) -> dict[str, str]:
        """Return the policy's words for the screens: `client`, `clients`, `group` ... in the language."""
        return {
            name + plural: pair[which]
            for name, pair in self.words.get(language, {}).items()
            for which, plural in enumerate(("", "s"))
        }

    def read_by_office(self, *place: str) -> bool:
        """Tell whether the office's own reading of an open point changes something at a place of the policy."""
        return any(read[: len(place)] == place for read in self.read_places)

    def minutes_of(self, kind_id: str) -> int | None:
        """Return how long a meeting of this kind takes: the policy's word, else the office's own."""
        kind = self.kinds_by_id.get(kind_id)
        stated = kind.minutes if kind else None
        return stated if stated is not None else self.house.minutes.get(kind_id)

    @property
    def no_contact(self) -> Duration | None:
        """After how long without contact to warn: the policy's word, else the office's own."""
        return self.signals.no_contact or self.house.no_contact

    @property
    def no_show_chain(self) -> tuple[NoShowStep, ...]:
        """What follows missed invitations: the policy's chain, else the office's own."""
        return self.no_show or self.house.no_show
