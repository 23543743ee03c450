"""Ids and aliases: unique in their space, and none that has a meaning of its own."""

from __future__ import annotations

from collections.abc import Iterable

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.checks.known import Known
from caseload_tui.frameworks.checks.walking import Sound, values_at
from caseload_tui.frameworks.findings import Findings
from caseload_tui.frameworks.problems import Path, spelled
from caseload_tui.i18n import tr

_SPACES = (
    ("sources.*",),
    ("domains.*",),
    ("scales.*",),
    ("organisations.*", "roles.*"),
    ("axes.*",),
    ("axes.*.groups.*", "target_groups.*"),
    ("dates.*", "kinds.*"),
    ("duties.*",),
    ("commitments.ladder.*",),
    ("instruments.*",),
    ("partners.*",),
    ("outflow_reasons.*",),
    ("figures.*",),
    ("indicators.*",),
    ("open_points.*",),
)
_RESERVED_AT = {
    "kinds": "kinds.*",
    "dates": "dates.*",
    "roles": "roles.*",
    "organisations": "organisations.*",
    "groups": "axes.*.groups.*",
    "target_groups": "target_groups.*",
}
_ONCE_EACH = ("municipalities", "load_axes")


def check_names(known: Known, findings: Findings) -> None:
    """Note ids used twice, ids with a meaning of their own and aliases that clash."""
    for space in _SPACES:
        places = [
            ((*path, "id"), table["id"])
            for pattern in space
            for path, table in values_at(known.document, pattern)
            if "id" in table
        ]
        _check_unique(places, known.document, findings)
    _check_unique(_rule_ids(known), known.document, findings)
    for sort, pattern in _RESERVED_AT.items():
        for path, table in values_at(known.document, pattern):
            if table.get("id") in vocabulary.RESERVED_IDS[sort]:
                findings.add(
                    (*path, "id"), tr("“{id}” has a meaning of its own and cannot be an id here.", id=table["id"])
                )
    for key in _ONCE_EACH:
        _check_unique(list(values_at(known.document, f"{key}.*")), known.document, findings)
    _check_aliases(known, ("axes.*.groups.*", "target_groups.*"), findings)
    _check_aliases(known, ("roles.*",), findings)


def _rule_ids(known: Known) -> list[tuple[Path, str]]:
    """Return the ids of cadences, then those of intake steps, which may be the name of their kind."""
    rules = sorted(known.rules, key=lambda rule: rule.is_step)
    return [((*rule.path, "id" if "id" in rule.table else "kind"), rule.id) for rule in rules if rule.id]


def _check_unique(places: Iterable[tuple[Path, str]], document: Sound, findings: Findings) -> None:
    first: dict[str, Path] = {}
    for path, name in places:
        if name not in first:
            first[name] = path
            continue
        other = spelled(first[name], document)
        if path[0] == "intake" and path[-1] == "kind":
            hint = tr(
                "The id of this step is its kind, “{id}”, which is used at {other}; give it an id of its own.",
                id=name,
                other=other,
            )
            findings.add(path, hint)
        else:
            findings.add(path, tr("“{id}” is used twice; the other one is at {other}.", id=name, other=other))


def _check_aliases(known: Known, patterns: tuple[str, ...], findings: Findings) -> None:
    tables = [found for pattern in patterns for found in values_at(known.document, pattern)]
    owners: dict[str, Path] = {}
    for path, table in tables:
        for word in (table.get("id"), table.get("name")):
            if isinstance(word, str):
                owners.setdefault(word.casefold(), path)
    for path, table in tables:
        for position, alias in enumerate(table.get("aliases", ())):
            owner = owners.setdefault(alias.casefold(), path)
            if owner != path:
                message = tr(
                    "The alias “{alias}” also names {other}.", alias=alias, other=spelled(owner, known.document)
                )
                findings.add((*path, "aliases", position), message)
