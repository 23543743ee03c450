"""What is allowed but looks like a slip: rules that never hold, groups nobody speaks to, steps never reached."""

from __future__ import annotations

from caseload_tui.domain.colours import COLOURS, drawn
from caseload_tui.domain.rules import REGISTRATION, Scope
from caseload_tui.frameworks.checks.known import Known, RuleEntry
from caseload_tui.frameworks.checks.rules import conflict, conflicts, in_circles, startable
from caseload_tui.frameworks.checks.walking import Sound, values_at
from caseload_tui.frameworks.findings import Findings
from caseload_tui.i18n import tr


def warn(known: Known, findings: Findings) -> None:
    """Note what looks like a slip; of what holds a mistake nothing more is said."""
    found = Findings()
    _rules_that_never_hold(known, found)
    if known.all_clear:
        _groups_without_cadence(known, found)
        _steps_never_reached(known, found)
    _groups_as_written(known, found)
    _norms(known, found)
    _indicators(known, found)
    for first, second in conflicts(known):
        if not (first.makes_due_dates and second.makes_due_dates):
            found.add(second.path, conflict(first))
    for path, message in found:
        if not known.is_damaged(path):
            findings.add(path, message)


def _rules_that_never_hold(known: Known, findings: Findings) -> None:
    for rule in known.rules:
        labels = set(rule.scope.target_groups)
        if labels and labels <= set(rule.scope.not_target_groups):
            findings.add(rule.path, tr("This can never apply: the same target groups are named and left out."))
        elif labels and not _labels_meet_groups(rule, known):
            findings.add(rule.path, tr("This can never apply: these target groups are not given in these {groups}."))
        elif rule.scope.aftercare and "aftercare" not in known.document:
            findings.add(rule.path, tr("This can never apply: the file has no [aftercare]."))
        if _waits_for_the_past(rule):
            message = tr(
                "This makes no due date: existing {clients} were registered before the policy came into force. "
                "Give “by”, or a cadence with once and first_within."
            )
            findings.add(rule.path, message)


def _waits_for_the_past(rule: RuleEntry) -> bool:
    """Tell whether a rule for existing clients counts from their registration, which has no date for them."""
    anchor = rule.table.get("after", REGISTRATION if rule.is_step else None)
    dated = "within" in rule.table or "first_within" in rule.table
    return rule.scope.clients == "existing" and anchor == REGISTRATION and dated


def _labels_meet_groups(rule: RuleEntry, known: Known) -> bool:
    limited = known.groups_of(Scope(groups=rule.scope.groups))
    return any(
        known.can_meet(Scope(target_groups=(label,)), Scope(groups=rule.scope.groups)) or not limited
        for label in rule.scope.target_groups
    )


def _groups_without_cadence(known: Known, findings: Findings) -> None:
    cadences = [rule for rule in known.rules if not rule.is_step and not rule.scope.aftercare]
    if any(not rule.scope.groups and not rule.scope.target_groups for rule in cadences):
        return
    named = {group for rule in cadences for group in rule.scope.groups}
    axes = {known.axis_of[group] for group in named if group in known.axis_of}
    if any(_speaks_to_all(axis, named) for _, axis in values_at(known.document, "axes.*")):
        # On another axis a group may go without: whoever is in it is due by the group of this one.
        return
    for path, group in values_at(known.document, "axes.*.groups.*"):
        axis = known.axis_of.get(group.get("id", ""))
        spoken_of = axis in axes or (not axes and path[1] == 0)
        if spoken_of and "id" in group and group["id"] not in named:
            findings.add(path, tr("No cadence applies to “{name}”: nobody in it is ever due.", name=group["id"]))


def _speaks_to_all(axis: Sound, named: set[str]) -> bool:
    """Tell whether everybody has a group on this axis, and every one of them a cadence."""
    return not axis.get("optional") and {group.get("id") for group in axis.get("groups", ())} <= named


def _steps_never_reached(known: Known, findings: Findings) -> None:
    possible, circles = startable(known, known.rules), {rule.path for rule in in_circles(known)}
    for rule in known.rules:
        anchor = rule.table.get("after")
        if not rule.is_step or anchor not in known.ids("kinds") or rule.path in circles:
            continue
        before = [other.scope for other in known.rules if other.kind == anchor]
        if anchor not in possible or (before and not any(known.can_meet(rule.scope, scope) for scope in before)):
            message = tr("This step is never reached: nobody whom it concerns gets “{anchor}” first.", anchor=anchor)
            findings.add((*rule.path, "after"), message)


def _groups_as_written(known: Known, findings: Findings) -> None:
    for path, group in values_at(known.document, "axes.*.groups.*"):
        norm, cap = group.get("clients_per_fte"), group.get("cap")
        if norm is not None and cap is not None and cap < norm:
            message = tr(
                "The most for one {consultant}, {cap}, is less than the norm for one fte, {norm}.", cap=cap, norm=norm
            )
            findings.add((*path, "cap"), message)
        if "colour" in group and drawn(group["colour"]) is None:
            message = tr(
                "This colour is shown in words only. To draw it, write it as #rrggbb, or one of {words}.",
                words=", ".join(COLOURS),
            )
            findings.add((*path, "colour"), message)


def _norms(known: Known, findings: Findings) -> None:
    if known.is_damaged(("load_axes",)):
        return
    chosen = known.document.get("load_axes")
    for path, axis in values_at(known.document, "axes.*"):
        has_norm = any("clients_per_fte" in group or "norms" in group for group in axis.get("groups", ()))
        name = axis.get("id", "")
        if chosen is not None and name in chosen and not has_norm:
            place = ("load_axes", chosen.index(name))
            findings.add(place, tr("None of the {groups} of the axis “{axis}” has clients_per_fte.", axis=name))
        if chosen is not None and name not in chosen and has_norm:
            findings.add(path, tr("The norms of the axis “{axis}” are not used: it is not in load_axes.", axis=name))


def _indicators(known: Known, findings: Findings) -> None:
    for path, indicator in values_at(known.document, "indicators.*"):
        if indicator.get("formula") in ("count", "coverage") and not indicator.get("counts"):
            findings.add(path, tr("This counts nothing: “counts” is absent."))
        relative = any("relative" in target for target in indicator.get("targets", ()))
        if relative and "baseline" not in indicator:
            findings.add(path, tr("The target stays unknown: it is relative, and there is no baseline."))
        for position, target in enumerate(indicator.get("targets", ())):
            if target.get("relative", 0) > 1:
                message = tr("More than twice the baseline? 0.10 is 10% above it, 1 is twice as much.")
                findings.add((*path, "targets", position, "relative"), message)
