"""Reading a file that says what of one policy stands for what of another.

It is TOML with the tables `groups`, `kinds`, `target_groups`, `domains` and `roles`, each `present = "other"`; equal
ids need no mention, and an empty text leaves an id open on purpose. The table `axes` names, by axis of the other
policy, the group in which clients begin there whose group nothing tells; only adopting asks for it and for `roles`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.translating import LEFT_OPEN, Counterparts, sources
from caseload_tui.errors import Refused
from caseload_tui.frameworks.problems import nearest
from caseload_tui.frameworks.reading import Unreadable, read_document, read_file
from caseload_tui.i18n import tr

GROUPS, KINDS, TARGET_GROUPS, DOMAINS, ROLES = TABLES = ("groups", "kinds", "target_groups", "domains", "roles")
AXES = "axes"


def read_counterparts(path: Path, policy: Policy, other: Framework) -> Counterparts:
    """Read the file and hold it against both policies; Refused with every mistake at once."""
    text = read_file(path)
    try:
        document = read_document(text)
    except Unreadable as error:
        place = f"{path}:{error.line}" if error.line is not None else str(path)
        raise Refused(tr("The file cannot be read."), f"{place}: {error.message}") from error
    problems = list(_mistakes(document, policy, other))
    if problems:
        raise Refused(
            tr("The file does not fit the two policies."), "\n".join(f"{path}: {problem}" for problem in problems)
        )
    return Counterparts(**{name: document.get(name, {}) for name in (*TABLES, AXES)})


def _mistakes(document: Mapping[str, Any], policy: Policy, other: Framework) -> Iterator[str]:
    known = [_ids(adoption.framework) for adoption in policy.adoptions]
    there = _ids(other)
    for name, table in document.items():
        if name not in (*TABLES, AXES):
            yield (tr("{path}: there is no such table.", path=name) + nearest(name, (*TABLES, AXES))).strip()
        elif not isinstance(table, dict):
            yield tr("{path}: expected a table.", path=name)
        elif name == AXES:
            yield from _first_groups(table, other)
        else:
            here = {key for ids in known for key in ids[name]}
            for key, value in table.items():
                yield from _mistake(f"{name}.{key}", key, value, here, there[name])
    yield from _shared_axes(document, policy.framework, other)


def _mistake(path: str, key: str, value: object, here: Collection[str], there: Collection[str]) -> Iterator[str]:
    if key not in here:
        yield (tr("{path}: the present policy has no such id.", path=path) + nearest(key, here)).strip()
    if not isinstance(value, str):
        yield tr("{path}: expected a text.", path=path)
    elif value not in (LEFT_OPEN, *there):
        said = tr("{path}: the other policy has no “{found}”.", path=path, found=value)
        yield (said + nearest(value, there)).strip()


def _first_groups(table: Mapping[str, Any], other: Framework) -> Iterator[str]:
    """Yield what is wrong with the groups in which clients begin on an axis of the other policy."""
    for key, value in table.items():
        path, axis = f"{AXES}.{key}", other.axes_by_id.get(key)
        if axis is None:
            said = tr("{path}: the other policy has no “{found}”.", path=path, found=key)
            yield (said + nearest(key, other.axes_by_id)).strip()
        elif not isinstance(value, str):
            yield tr("{path}: expected a text.", path=path)
        elif axis.group(value) is None:
            said = tr("{path}: the other policy has no “{found}”.", path=path, found=value)
            yield (said + nearest(value, [group.id for group in axis.groups])).strip()


def _shared_axes(document: Mapping[str, Any], present: Framework, other: Framework) -> Iterator[str]:
    """Yield the axes that groups of several axes are said to stand on: a client has one group on an axis."""
    groups = document.get(GROUPS)
    if not isinstance(groups, dict):
        return
    named = {key: value for key, value in groups.items() if isinstance(value, str)}
    for axis, found in sources(present, other, named).items():
        if len(found) > 1:
            yield tr(
                "groups: the axis “{axis}” gets {groups} of several axes ({names}); choose one.",
                axis=axis,
                names=", ".join(found),
            )


def _ids(framework: Framework) -> dict[str, Collection[str]]:
    return {
        GROUPS: framework.groups_by_id,
        KINDS: framework.kinds_by_id,
        TARGET_GROUPS: framework.target_groups_by_id,
        DOMAINS: framework.domains_by_id,
        ROLES: framework.roles_by_id,
    }
