"""Whether chosen readings and house settings fit a policy, and which of them go along to another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from caseload_tui.errors import Refused
from caseload_tui.frameworks.problems import Path, spelled
from caseload_tui.frameworks.reading import Document
from caseload_tui.frameworks.readings import alternatives_of, with_readings
from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.frameworks.problems import Problem

_ORDER = ("kinds", "cadences", "no_show")
"""Settings that others hang on come first."""
_MINUTES = "minutes"


def checked(document: Document, readings: Mapping[str, object], house: Mapping[str, Any]) -> None:
    """Refuse readings and house settings that do not fit the policy, with every mistake at once."""
    # The checker loads pydantic, which only adopting and house settings need.
    from caseload_tui.frameworks.check import check_readings  # noqa: PLC0415

    wrong = check_readings(document, readings) if readings else ()
    if wrong:
        raise Refused(tr("These readings do not fit together."), _lines(wrong))
    wrong = _house_problems(with_readings(document, readings), house)
    if wrong:
        raise Refused(tr("The house settings do not fit the policy."), _lines(wrong))


def misfits(document: Document, readings: Mapping[str, object], house: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield what does not fit the policy of a script's `readings` and `house`, each with its place in the script."""
    from caseload_tui.frameworks.check import find_in_house, find_in_readings  # noqa: PLC0415 - see checked

    sound: dict[str, object] = {}
    for point, chosen in readings.items():
        try:
            alternatives_of(document, point, chosen)
        except Refused as refused:
            yield ("readings", point), str(refused)
        else:
            sound[point] = chosen
    for path, message in find_in_readings(document, sound):
        yield ("readings",), f"{spelled(path, document)}: {message}"
    for path, message in find_in_house(with_readings(document, sound), house):
        yield ("house", *path), message


def fitting_readings(readings: Mapping[str, object], document: Document) -> dict[str, object]:
    """Return the chosen readings that another version of the policy still offers."""
    return {point: chosen for point, chosen in readings.items() if _offers(document, point, chosen)}


def fitting_house(
    house: Mapping[str, Any], document: Mapping[str, Any], kinds: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the house settings that fit another policy, minutes under its kinds, and the keys of those that do not."""
    kept: dict[str, Any] = {}
    dropped: list[str] = []
    for key in sorted((key for key in house if key != _MINUTES), key=lambda key: (key not in _ORDER, key)):
        if _house_problems(document, {**kept, key: house[key]}):
            dropped.append(key)
        else:
            kept[key] = house[key]
    known = {kind["id"] for kind in (*document.get("kinds", ()), *kept.get("kinds", ()))}
    minutes: dict[str, int] = {}
    for kind, length in (house.get(_MINUTES) or {}).items():
        found = kinds.get(kind, kind)
        if found in known and minutes.setdefault(found, length) == length:
            continue
        dropped.append(f"{_MINUTES}.{kind}")
    if minutes:
        kept[_MINUTES] = minutes
    return kept, tuple(dropped)


def _offers(document: Document, point: str, chosen: object) -> bool:
    try:
        alternatives_of(document, point, chosen)
    except Refused:
        return False
    return True


def _house_problems(document: Mapping[str, Any], house: Mapping[str, Any]) -> tuple[Problem, ...]:
    if not house:
        return ()
    from caseload_tui.frameworks.check import check_house  # noqa: PLC0415 - see checked

    return check_house(document, house)


def _lines(problems: tuple[Problem, ...]) -> str:
    return "\n".join(f"{problem.path}: {problem.message}" for problem in problems)
