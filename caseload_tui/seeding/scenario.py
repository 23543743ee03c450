"""A scenario: how busy, how tidy and how varied the made-up office is, read from a file in `seed/` or of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseload_tui.domain.durations import Duration
from caseload_tui.seeding.findings import Findings
from caseload_tui.seeding.people import NameLists
from caseload_tui.seeding.phrases import PhraseBank
from caseload_tui.seeding.story import Colleague, GroupSession, Story
from caseload_tui.seeding.tables import Share, Span, Weight, Weights
from caseload_tui.seeding.tasks import ScriptedTask

FORMAT = 1
OUTCOMES = ("kept", "late", "broken", "renegotiated", "withdrawn", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """When clients came in."""

    before_policy: Share
    before_policy_years: Span
    within: Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """How the meetings stand on the scenario's day; weights beside each other."""

    upcoming: Weight
    due: Weight
    planned: Weight
    overdue: Weight
    unrecorded: Weight
    waived: Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """What befalls clients, each as a part of them."""

    moved: Share
    beyond_limits: Share
    labelled: Share
    label_ended: Share
    closed: Share
    freed: Share
    instrument: Share
    referred: Share
    working: Share
    other_contact: Share
    phone: Share
    preference: Share
    sectors: Share
    home_visits: Share
    acknowledged: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """How talks went, each as a part of them."""

    late: Share
    planned: Share
    missed: Share
    cancelled: Share
    replanned: Share
    recorded_later: Share
    signed_later: Share
    unsigned: Share
    amended: Share
    sentences: Span
    domains: Share
    weeks_between: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What is agreed in a talk, and what becomes of it; weights beside each other."""

    per_talk: Span
    days: Span
    owners: Weights
    outcomes: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """How many talks a consultant has ahead."""

    today: Span
    a_day: Span
    days: int
    at_most: Share
    drafts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many clients of one municipality (or of the whole office) are in each group of an axis today."""

    axis: str
    groups: Mapping[str, int]
    municipality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A made-up office as its file describes it, with the lists of names and phrases it draws on."""

    name: str
    format: int
    office: str
    clients: int
    consultants: int
    seed: int
    in_force: Duration
    registration: Registration
    standings: Standings
    lives: Lives
    talks: Talks
    promises: Promises
    agenda: Agenda
    closing: Weights
    """National categories of outflow with their weights."""
    cast: bool
    """True where the first clients are cast, one each, in every situation that the policy knows."""
    names: NameLists = field(repr=False)
    phrases: PhraseBank = field(repr=False)
    mistakes: Findings = field(repr=False, compare=False)
    """Where mistakes are noted that show only when the stories are told."""
    framework: str | None = None
    """The framework, where the script is written for one."""
    today: date | None = None
    """The frozen day of a training."""
    in_force_on: date | None = None
    """The day on which the policy came into force here, also where that is before its own; else `in_force` ago."""
    house: Mapping[str, Any] = field(default_factory=dict)
    """The office's own settings where its policy is silent, with the keys of a policy."""
    readings: Mapping[str, Any] = field(default_factory=dict)
    """Readings that the office chose, by the open point."""
    counts: tuple[Count, ...] = ()
    """Exact counts of the clients, where they are not left to chance."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What the script is for, by language."""
    colleagues: tuple[Colleague, ...] = ()
    """People who work here by name; the first one is at the keyboard. The others are made up."""
    stories: tuple[Story, ...] = ()
    """Clients written by hand, besides those that are made up."""
    sessions: tuple[GroupSession, ...] = ()
    team: int | None = None
    """How many people a team of a large office has, which is made up team by team; without it all are one team."""
    tasks: tuple[ScriptedTask, ...] = ()
    """What there is to do in a training."""
