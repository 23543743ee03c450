"""A scenario: how busy, how tidy and how varied the made-up office is, read from a file in `seed/` or of one's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from caseload_tui.domain.agreeing import OWNERS
from caseload_tui.domain.durations import Duration
from caseload_tui.errors import Refused
from caseload_tui.frameworks.problems import nearest
from caseload_tui.frameworks.vocabulary import OUTFLOW_CATEGORIES
from caseload_tui.i18n import tr
from caseload_tui.resources import seed_folder
from caseload_tui.seeding.people import NameLists
from caseload_tui.seeding.phrases import SITUATIONS, PhraseBank
from caseload_tui.seeding.tables import Share, Span, Weight, Weights, read_table, refused

FORMAT = 1
OUTCOMES = ("kept", "late", "broken", "renegotiated", "withdrawn", "open")
_LISTS = ("names", "phrases", "words")
_SUFFIX = ".toml"


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
    framework: str | None = None
    """The framework, where the script is written for one."""
    today: date | None = None
    """The frozen day of a training."""
    in_force_on: date | None = None
    """The day on which the policy came into force here, also where that is before its own; else `in_force` ago."""
    counts: tuple[Count, ...] = ()
    """Exact counts of the clients, where they are not left to chance."""


def scenarios() -> list[str]:
    """Return the names of the scenarios that ship with the program."""
    return sorted(path.stem for path in seed_folder().glob(f"*{_SUFFIX}") if path.stem not in _LISTS)


def load_scenario(name_or_path: str) -> Scenario:
    """Return a scenario that ships with the program by its name, else one from a file."""
    path = _path_of(name_or_path)
    scenario = read_table(
        Scenario,
        _document(path),
        "",
        name=path.stem,
        names=read_table(NameLists, _document(_list_path(path, "names")), "names"),
        phrases=read_table(PhraseBank, _document(_list_path(path, "phrases")), "phrases"),
    )
    if scenario.format != FORMAT:
        raise refused("format", str(FORMAT), scenario.format)
    _check_lists(scenario)
    _check_counts(scenario)
    return scenario


def _check_lists(scenario: Scenario) -> None:
    """Refuse lists without which an office cannot be written."""
    names, phrases = scenario.names, scenario.phrases
    needed: dict[str, Sequence[object]] = {
        "names.origins": names.origins,
        "names.employers": names.employers,
        "phrases.themes": phrases.themes,
        **{f"phrases.reasons.{situation}": phrases.reasons.get(situation, ()) for situation in SITUATIONS},
    }
    for place, origin in enumerate(names.origins):
        needed |= {f"names.origins[{place}].given": origin.given, f"names.origins[{place}].family": origin.family}
    needed |= {f"names.postcodes.{place}": digits for place, digits in names.postcodes.items()}
    for place, theme in enumerate(phrases.themes):
        for key in ("first", "notes", "client", "office", "partner"):
            needed[f"phrases.themes[{place}].{key}"] = getattr(theme, key)
    for path, items in needed.items():
        if not items:
            raise refused(path, tr("at least one entry"), [])
    for key, known in (("promises.owners", OWNERS), ("promises.outcomes", OUTCOMES), ("closing", OUTFLOW_CATEGORIES)):
        table, name = key.split(".") if "." in key else ("", key)
        weights: Mapping[str, float] = getattr(getattr(scenario, table) if table else scenario, name)
        unknown = next((item for item in weights if item not in known), None)
        if unknown is not None or not sum(weights.values()):
            raise refused(f"{key}.{unknown}" if unknown else key, ", ".join(known), dict(weights))


def _check_counts(scenario: Scenario) -> None:
    """Refuse chance that would upset exact counts: clients who leave, or who are cast in a group."""
    if scenario.counts and scenario.cast:
        raise refused("cast", "false", scenario.cast)
    if scenario.counts and scenario.lives.closed:
        raise refused("lives.closed", "0", scenario.lives.closed)


def _path_of(name_or_path: str) -> Path:
    shipped = seed_folder() / f"{name_or_path}{_SUFFIX}"
    if name_or_path in scenarios():
        return shipped
    path = Path(name_or_path)
    if path.is_file():
        return path
    known = scenarios()
    raise Refused(
        tr("There is no scenario “{name}”.", name=name_or_path),
        (nearest(name_or_path, known) + " " + tr("Those that ship are: {names}.", names=", ".join(known))).strip(),
    )


def _list_path(scenario: Path, name: str) -> Path:
    """Return the list beside the scenario, else the one that ships with the program."""
    beside = scenario.parent / f"{name}{_SUFFIX}"
    return beside if beside.is_file() else seed_folder() / f"{name}{_SUFFIX}"


def _document(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise Refused(tr("The file {name} is not there.", name=path.name), tr("Check its name.")) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(tr("The file {name} cannot be read.", name=path.name), str(problem)) from problem
    except tomllib.TOMLDecodeError as problem:
        raise Refused(tr("The file {name} is not TOML.", name=path.name), str(problem)) from problem
