"""Reads scenarios: those that ship and files of one's own, with the ones they build on and the lists beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

from caseload_tui.domain.agreeing import OWNERS
from caseload_tui.errors import Refused
from caseload_tui.frameworks.problems import nearest
from caseload_tui.frameworks.vocabulary import OUTFLOW_CATEGORIES
from caseload_tui.i18n import tr
from caseload_tui.resources import seed_folder
from caseload_tui.seeding.findings import Findings, Source
from caseload_tui.seeding.people import NameLists
from caseload_tui.seeding.phrases import SITUATIONS, PhraseBank
from caseload_tui.seeding.scenario import FORMAT, OUTCOMES, Scenario
from caseload_tui.seeding.tables import read_table

Made = TypeVar("Made")

_LISTS = ("names", "phrases", "words")
_SUFFIX = ".toml"
_BASE = "base"
"""The key that names the scenario that a file builds on."""


def scenarios() -> list[str]:
    """Return the names of the scenarios that ship with the program."""
    return sorted(path.stem for path in seed_folder().glob(f"*{_SUFFIX}") if path.stem not in _LISTS)


def load_scenario(name_or_path: str) -> Scenario:
    """Return a scenario that ships with the program by its name, else one from a file; all its mistakes at once."""
    path = _path_of(name_or_path)
    sources, document = _with_bases(path)
    findings = Findings(*sources)
    scenario = read_table(
        Scenario,
        document,
        (),
        findings,
        name=path.stem,
        mistakes=findings,
        names=_list(NameLists, path, "names"),
        phrases=_list(PhraseBank, path, "phrases"),
    )
    if scenario is not None:
        if scenario.format != FORMAT:
            findings.unfit(("format",), str(FORMAT), scenario.format)
        _check_lists(scenario)
        _check_weights(scenario)
        _check_counts(scenario)
        _check_team(scenario)
    if scenario is None or findings.problems:
        raise findings.refusal()
    return scenario


def _with_bases(path: Path) -> tuple[list[Source], dict[str, Any]]:
    """Return the file and those that it builds on, and what they say together: the file goes before its base."""
    sources: list[Source] = []
    document: dict[str, Any] = {}
    following: Path | None = path
    while following is not None:
        text = _text(following)
        source = Source(following.name, text, _parsed(following, text))
        sources.append(source)
        document = _laid_over(document, source.document)
        base = source.document.get(_BASE)
        following = _base_of(following, base) if isinstance(base, str) else None
        if following is not None and following.name in {item.name for item in sources}:
            raise Refused(tr("The scenario cannot be read."), tr("{name} builds on itself.", name=following.name))
    if isinstance(document.get(_BASE), str):
        del document[_BASE]
    return sources, document


def _base_of(path: Path, name: str) -> Path:
    """Return the file that another builds on: the one beside it, else the one that ships."""
    beside = path.with_name(f"{name}{_SUFFIX}")
    return beside if beside.is_file() else _path_of(name)


def _laid_over(upper: Mapping[str, Any], lower: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables together; what both have is the upper one's."""
    both = {
        key: _laid_over(upper[key], value)
        if isinstance(value, Mapping) and isinstance(upper.get(key), Mapping)
        else upper[key]
        for key, value in lower.items()
        if key in upper
    }
    return {**lower, **upper, **both}


def _list(record: type[Made], scenario: Path, name: str) -> Made:
    """Return a list of names or sentences."""
    path = _list_path(scenario, name)
    text = _text(path)
    findings = Findings(Source(path.name, text, _parsed(path, text)))
    read = read_table(record, findings.sources[0].document, (), findings)
    if read is None:
        raise findings.refusal()
    return read


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
    for place, theme in enumerate(phrases.themes):
        for key in ("first", "notes", "client", "office", "partner"):
            needed[f"phrases.themes[{place}].{key}"] = getattr(theme, key)
    for path, items in needed.items():
        if not items:
            raise Refused(
                tr("The scenario cannot be read."), tr("{path}: expected at least one entry, found none.", path=path)
            )


def _check_weights(scenario: Scenario) -> None:
    """Note weights of what there is not, or that leave no chance at all."""
    for path, known in (
        (("promises", "owners"), OWNERS),
        (("promises", "outcomes"), OUTCOMES),
        (("closing",), OUTFLOW_CATEGORIES),
    ):
        weights: Mapping[str, float] = reduce(getattr, path, scenario)  # type: ignore[arg-type]
        unknown = next((item for item in weights if item not in known), None)
        if unknown is not None or not sum(weights.values()):
            scenario.mistakes.unfit((*path, *filter(None, [unknown])), ", ".join(known), dict(weights))


def _check_counts(scenario: Scenario) -> None:
    """Note chance that would upset exact counts: clients who leave, or who are cast in a group, or come besides."""
    if scenario.counts and scenario.cast:
        scenario.mistakes.unfit(("cast",), "false", scenario.cast)
    if scenario.counts and scenario.lives.closed:
        scenario.mistakes.unfit(("lives", "closed"), "0", float(scenario.lives.closed))
    if scenario.counts and scenario.stories:
        scenario.mistakes.unfit(("stories",), tr("none beside exact counts"), len(scenario.stories))


def _check_team(scenario: Scenario) -> None:
    """Note a team of nobody, or one beside what is of an office that is made up as a whole."""
    whole = (scenario.counts, scenario.today, scenario.colleagues, scenario.stories, scenario.sessions, scenario.tasks)
    if scenario.team is not None and (scenario.team < 1 or any(whole)):
        expected = tr("1 or more, without exact counts, a frozen day, colleagues, stories or sessions")
        scenario.mistakes.unfit(("team",), expected, scenario.team)


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


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as problem:
        raise Refused(tr("The file {name} is not there.", name=path.name), tr("Check its name.")) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(tr("The file {name} cannot be read.", name=path.name), str(problem)) from problem


def _parsed(path: Path, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Refused(tr("The file {name} is not TOML.", name=path.name), str(problem)) from problem
