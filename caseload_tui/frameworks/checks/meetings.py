"""Meeting kinds, the groups they apply to, and what follows a missed invitation."""

from __future__ import annotations

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.checks.known import Known
from caseload_tui.frameworks.checks.walking import values_at
from caseload_tui.frameworks.findings import Findings
from caseload_tui.i18n import tr

_ANSWERS = {
    "hand_over": ("roles", "organisations"),
    "meeting": ("kinds",),
    "invite": ("kinds",),
    "escalate": ("ladder",),
    "note": ("roles", "organisations"),
}


def check_meetings(known: Known, findings: Findings) -> None:
    """Note what meeting kinds and the no-show chain say that cannot be."""
    all_clear = known.all_clear
    for path, kind in values_at(known.document, "kinds.*"):
        domains = kind.get("domains", [])
        if vocabulary.EVERYTHING in domains and len(domains) > 1:
            findings.add((*path, "domains"), tr("“*” already means every life domain."))
        limited = _groups_spoken_to(kind.get("id"), known) if all_clear else {}
        for pattern in ("modes.*.groups.*", "checklist.*.groups.*"):
            for place, group in values_at(kind, pattern):
                axis = known.axis_of.get(group)
                if axis in limited and group not in limited[axis]:
                    message = tr("Meetings of this kind never apply to the {group} “{found}”.", found=group)
                    findings.add((*path, *place), message)
    _check_no_show(known, findings)


def _groups_spoken_to(kind: str | None, known: Known) -> dict[str, set[str]]:
    """Return axis -> groups that the rules of a kind are limited to; a kind without rules is for all."""
    scopes = [rule.scope for rule in known.rules if rule.kind == kind or kind in rule.also_counts]
    limits = [known.groups_of(scope) for scope in scopes]
    if not limits:
        return {}
    common = set(limits[0]).intersection(*limits)
    return {axis: set().union(*(limit[axis] for limit in limits)) for axis in common}


def _check_no_show(known: Known, findings: Findings) -> None:
    latest = 0
    for path, step in values_at(known.document, "no_show.*"):
        count, action, to = step.get("after"), step.get("action"), step.get("to")
        if count is not None:
            if count < latest:
                message = tr("The steps must stand in order; found {found} after {latest}.", found=count, latest=latest)
                findings.add((*path, "after"), message)
            latest = max(latest, count)
        if action == "escalate" and not known.ids("ladder"):
            findings.add((*path, "action"), tr("“escalate” needs a ladder under [commitments]."))
        anywhere = set().union(*(known.ids(sort) for sorts in _ANSWERS.values() for sort in sorts))
        if action and to in anywhere and not any(to in known.ids(sort) for sort in _ANSWERS[action]):
            message = tr("“{to}” is not what the action “{action}” can lead to.", to=to, action=action)
            findings.add((*path, "to"), message)
