"""Open points: the other reading of each must name a value of the document, and leave the whole in order."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from caseload_tui.frameworks.checks.known import Known
from caseload_tui.frameworks.checks.walking import Sound, values_at
from caseload_tui.frameworks.findings import Findings
from caseload_tui.frameworks.problems import Path, nearest, spelled
from caseload_tui.frameworks.readings import NoSuchPlace, paths_of, set_value
from caseload_tui.i18n import tr

Check = Callable[[Sound, Findings], None]


def check_alternatives(known: Known, findings: Findings, check: Check) -> None:
    """Note alternatives that point nowhere, change nothing, or would make the document wrong; `check` checks one."""
    before = Findings()
    check(deepcopy(known.document), before)
    already = set(before)
    for path, alternative in values_at(known.document, "open_points.*.alternatives.*"):
        if "set" not in alternative or "to" not in alternative:
            continue
        other = deepcopy(known.document)
        settled = [
            _settle(other, written, alternative["to"], path, known, findings) for written in paths_of(alternative)
        ]
        if not all(settled):
            continue
        if other == known.document:
            findings.add((*path, "to"), tr("This changes nothing: the document already says so."))
        after = Findings()
        check(other, after)
        for place, message in after:
            if (place, message) not in already:
                said = tr("With this reading, {place}: {what}", place=spelled(place, other), what=message)
                findings.add((*path, "to"), said)


def _settle(other: Sound, written: str, to: object, path: Path, known: Known, findings: Findings) -> bool:
    """Set the value of an alternative at one of its paths; note it and return False where that leads nowhere."""
    try:
        set_value(other, written, deepcopy(to))
    except NoSuchPlace as error:
        if not _may_be_there(written, known):
            message = tr("“{path}” leads nowhere: there is no “{part}”.", path=written, part=error)
            message += nearest(str(error), error.known)
            findings.add((*path, "set"), message)
        return False
    return True


def _may_be_there(written_path: str, known: Known) -> bool:
    """Tell whether a path leads to a part of the file in which something else is wrong, such as the id it names."""
    return known.is_damaged((written_path.split(".")[0],))
