"""Cadences and intake steps: how often, to whom, after what, and whether they agree with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from caseload_tui.domain.durations import Duration
from caseload_tui.frameworks.checks.known import HOW_OFTEN, Known, RuleEntry
from caseload_tui.frameworks.findings import Findings
from caseload_tui.i18n import tr

_ENOUGH = 5
"""So many clashes of one rule are told; a file that repeats itself would drown in them."""


def check_rules(known: Known, findings: Findings) -> None:
    """Note rules that say too little, too much, or what another one contradicts."""
    for rule in known.rules:
        if rule.is_step:
            _check_step(rule, findings)
        else:
            _check_cadence(rule, known, findings)
        _check_axes(rule, known, findings)
        if rule.id in rule.table.get("instead_of", ()):
            findings.add((*rule.path, "instead_of"), tr("A cadence cannot stand instead of itself."))
    for first, second in conflicts(known):
        if first.makes_due_dates and second.makes_due_dates:
            findings.add(second.path, conflict(first))
    for rule in in_circles(known):
        findings.add((*rule.path, "after"), tr("This leads in a circle: it waits for what waits for it."))


def _check_cadence(rule: RuleEntry, known: Known, findings: Findings) -> None:
    table, often = rule.table, rule.frequencies
    if len(often) > 1:
        findings.add(rule.path, tr("Say how often in one way; found {keys}.", keys=", ".join(often)))
    if not often and "words" not in table:
        findings.add(rule.path, tr("Expected per_year, every or once, or at least words; found none of them."))
    if not often and not any(known.is_damaged((*rule.path, key)) for key in HOW_OFTEN):
        for key in ("first_within", "by", "after"):
            if key in table:
                message = tr("“{key}” needs per_year, every or once beside it.", key=key)
                findings.add((*rule.path, key), message)
    if rule.once and not rule.makes_due_dates and "words" not in table:
        findings.add(rule.path, tr("“once” needs first_within, by or words."))
    if "every" in table and Duration.parse(table["every"]).count == 0:
        findings.add(
            (*rule.path, "every"), tr("Expected a duration longer than nothing; found “{found}”.", found=table["every"])
        )
    if "first_within" in table and "by" in table:
        findings.add((*rule.path, "by"), tr("Give either {one} or {other}, not both.", one="first_within", other="by"))


def _check_step(rule: RuleEntry, findings: Findings) -> None:
    if "within" in rule.table and "by" in rule.table:
        findings.add((*rule.path, "by"), tr("Give either {one} or {other}, not both.", one="within", other="by"))


def _check_axes(rule: RuleEntry, known: Known, findings: Findings) -> None:
    axes = {known.axis_of[group] for group in rule.scope.groups if group in known.axis_of}
    if len(axes) > 1 and not known.lost("groups"):
        message = tr("One rule names {groups} of one axis; these are of {axes}.", axes=", ".join(sorted(axes)))
        findings.add((*rule.path, "groups"), message)


def conflict(other: RuleEntry) -> str:
    """Say that another rule can hold for the same person."""
    return tr(
        "For one {client} this rule and “{other}” can hold at once; add instead_of, or narrow to whom they apply.",
        other=other.id or "?",
    )


def conflicts(known: Known) -> Iterator[tuple[RuleEntry, RuleEntry]]:
    """Yield each two rules of one kind of which nobody can say which one holds."""
    by_kind: dict[tuple[str | None, bool, bool], list[RuleEntry]] = {}
    for rule in known.rules:
        if not known.is_clear(rule):
            continue
        by_kind.setdefault((rule.kind, rule.is_step, rule.once), []).append(rule)
    for (kind, *_), rules in by_kind.items():
        for position, rule in enumerate(rules if kind is not None else ()):
            others = (other for other in rules[:position] if _contradict(other, rule, known))
            yield from ((other, rule) for other in islice(others, _ENOUGH))


def _contradict(first: RuleEntry, second: RuleEntry, known: Known) -> bool:
    if first.id in second.table.get("instead_of", ()) or second.id in first.table.get("instead_of", ()):
        return False
    labels, others = set(first.scope.target_groups), set(second.scope.target_groups)
    if labels and others and labels.isdisjoint(others):
        return False  # the first target group in the framework's list wins
    return known.can_meet(first.scope, second.scope)


def startable(known: Known, among: Iterable[RuleEntry]) -> set[str]:
    """Return the kinds that can come to happen: no rule of theirs, or one that waits for nothing in a circle."""
    waits: dict[str, list[str | None]] = {kind: [] for kind in known.ids("kinds")}
    for rule in among:
        if rule.kind in waits:
            after = rule.table.get("after")
            waits[rule.kind].append(after if after in waits else None)
    ready = {kind for kind, anchors in waits.items() if not anchors}
    while True:
        more = {
            kind
            for kind, anchors in waits.items()
            if kind not in ready and any(anchor is None or anchor in ready for anchor in anchors)
        }
        if not more:
            return ready
        ready |= more


def in_circles(known: Known) -> list[RuleEntry]:
    """Return the rules that wait, through `after`, for themselves; a cadence does not free a step that does."""
    steps = [rule for rule in known.rules if rule.is_step]
    found = [*_circle(known, known.rules), *_circle(known, steps)]
    found += [step for step in steps if step.kind is not None and step.table.get("after") == step.kind]
    paths = {rule.path for rule in found}
    return [rule for rule in known.rules if rule.path in paths]


def _circle(known: Known, among: Iterable[RuleEntry]) -> list[RuleEntry]:
    stuck = known.ids("kinds") - startable(known, among)
    rules = [rule for rule in among if rule.kind in stuck]
    waits: dict[str, set[str]] = {}
    for rule in rules:
        waits.setdefault(str(rule.kind), set()).add(str(rule.table.get("after")))
    return [rule for rule in rules if str(rule.kind) in _reached_from(str(rule.table.get("after")), waits)]


def _reached_from(start: str, waits: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = {start}
    while ahead:
        reached |= ahead
        ahead = set().union(*(waits.get(kind, set()) for kind in ahead)) - reached
    return reached
