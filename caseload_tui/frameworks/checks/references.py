"""Every id that a document names must be one that it defines, with a hint where one is nearly right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caseload_tui.domain.policy import CLIENT_LEADS
from caseload_tui.domain.rules import ANY_KIND, BUILT_IN_ANCHORS
from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.checks.known import Known
from caseload_tui.frameworks.checks.walking import every_table, values_at
from caseload_tui.frameworks.findings import Findings
from caseload_tui.frameworks.problems import Path, meant_by_name, nearest
from caseload_tui.i18n import tr

Unknown = tuple[tuple[str, ...], Path, str, set[str]]
"""The sorts that were looked among, the place, the name found, and the names there are."""

_LEADERS = (("roles", "organisations"), (CLIENT_LEADS,))
_GROUPS = (("groups",), ())
_LABELS = (("target_groups",), ())
_KINDS = (("kinds",), ())
_ATTENDANTS = (("roles",), vocabulary.PARTICIPANTS)
_GROUPS_OR_LABELS = (("groups", "target_groups"), ())
_ANCHORS = (("kinds", "dates"), BUILT_IN_ANCHORS)

REFERENCES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "domains.*.scale": (("scales",), ()),
    "roles.*.organisation": (("organisations",), ()),
    "axes.*.groups.*.lead": _LEADERS,
    "axes.*.groups.*.regie": _LEADERS,
    "axes.*.groups.*.contacts.*": (("roles",), ()),
    "axes.*.groups.*.waives.*": (("duties",), ()),
    "load_axes.*": (("axes",), ()),
    "kinds.*.domains.*": (("domains",), (vocabulary.EVERYTHING,)),
    "kinds.*.modes.*.groups.*": _GROUPS,
    "kinds.*.roles.*": _ATTENDANTS,
    "kinds.*.optional_roles.*": _ATTENDANTS,
    "kinds.*.checklist.*.groups.*": _GROUPS,
    "kinds.*.checklist.*.reviews": (("axes",), ()),
    "kinds.*.builds_on": _KINDS,
    "kinds.*.sets_group": (("axes",), ()),
    "cadences.*.kind": _KINDS,
    "cadences.*.groups.*": _GROUPS,
    "cadences.*.target_groups.*": _LABELS,
    "cadences.*.not_target_groups.*": _LABELS,
    "cadences.*.after": _ANCHORS,
    "cadences.*.instead_of.*": (("rules",), ()),
    "intake.*.kind": _KINDS,
    "intake.*.groups.*": _GROUPS,
    "intake.*.target_groups.*": _LABELS,
    "intake.*.not_target_groups.*": _LABELS,
    "intake.*.after": _ANCHORS,
    "moves.approval": (("roles",), (vocabulary.NONE,)),
    "moves.review_at.*": _KINDS,
    "no_show.*.to": (("roles", "organisations", "kinds", "ladder"), ()),
    "target_groups.*.groups.*": _GROUPS,
    "target_groups.*.lead": _LEADERS,
    "instruments.*.groups.*": _GROUPS,
    "instruments.*.target_groups.*": _LABELS,
    "partners.*.groups.*": _GROUPS,
    "partners.*.target_groups.*": _LABELS,
    "sizes.*.municipality": (("municipalities",), ()),
    "indicators.*.group": _GROUPS_OR_LABELS,
    "indicators.*.targets.*.group": _GROUPS_OR_LABELS,
}


def check_references(known: Known, findings: Findings) -> None:
    """Note every reference to something that the document does not define."""
    unknown = [*_unknown(known), *_unknown_kinds_that_count(known, findings), *_unknown_sizes(known)]
    unknown += _unknown_citations(known)
    meant = _meant_by_lost_ids(unknown, known)
    for sorts, path, found, allowed in unknown:
        if not any((sort, found) in meant for sort in sorts):
            hint = nearest(found, allowed) or meant_by_name(known.document, found)
            findings.add(path, no_such(sorts, found) + hint)


def _unknown(known: Known) -> Iterator[Unknown]:
    for pattern, (sorts, extra) in REFERENCES.items():
        allowed = set().union(*(known.ids(sort) for sort in sorts), extra)
        for path, found in values_at(known.document, pattern):
            if found not in allowed:
                yield sorts, path, found, allowed


def _meant_by_lost_ids(unknown: list[Unknown], known: Known) -> set[tuple[str, str]]:
    """Return the names that tables without an id of their own may have: as many as there are, the most used first."""
    meant: set[tuple[str, str]] = set()
    for sort in {sort for sorts, *_ in unknown for sort in sorts}:
        uses = Counter(found for sorts, _, found, _ in unknown if sort in sorts)
        meant.update((sort, found) for found, _ in uses.most_common(known.lost(sort)))
    return meant


def _unknown_kinds_that_count(known: Known, findings: Findings) -> Iterator[Unknown]:
    kinds = known.ids("kinds")
    for rule in known.rules:
        written = rule.table.get("satisfied_by", [])
        path = (*rule.path, "satisfied_by")
        if isinstance(written, str) and written != ANY_KIND:
            findings.add(path, tr("Expected a list of meeting kinds, or “any”; found “{found}”.", found=written))
        elif isinstance(written, list):
            for position, kind in enumerate(written):
                if kind not in kinds:
                    yield ("kinds",), (*path, position), kind, kinds


def _unknown_sizes(known: Known) -> Iterator[Unknown]:
    allowed = known.ids("groups") | known.ids("target_groups") | {vocabulary.TOTAL}
    for path, values in values_at(known.document, "sizes.*.values"):
        for name in values:
            if name not in allowed:
                yield ("groups", "target_groups"), (*path, name), name, allowed


def _unknown_citations(known: Known) -> Iterator[Unknown]:
    sources, points = known.ids("sources"), known.ids("open_points")
    for path, table in every_table(known.document):
        if path[-1:] == ("values",):
            continue
        for cited in _cited_sources(table.get("source")):
            if cited not in sources:
                yield ("sources",), (*path, "source"), cited, sources
        point = table.get("open")
        if isinstance(point, str) and point not in points:
            yield ("open_points",), (*path, "open"), point, points


def _cited_sources(source: object) -> list[str]:
    """Return the source ids of a text such as "kader §3.1; nota": the first word of each part."""
    if not isinstance(source, str):
        return []
    return [part.split()[0].rstrip(",:.") for part in source.split(";") if part.strip()]


def no_such(sorts: tuple[str, ...], found: str) -> str:
    """Say that the document defines nothing of these sorts by this id."""
    names = {
        "sources": tr("source"),
        "domains": tr("life domain"),
        "scales": tr("scale"),
        "organisations": tr("organisation"),
        "roles": tr("role"),
        "axes": tr("axis"),
        "groups": tr("group"),
        "target_groups": tr("target group"),
        "dates": tr("dated fact"),
        "duties": tr("duty"),
        "kinds": tr("meeting kind"),
        "rules": tr("cadence or intake step"),
        "ladder": tr("step of the ladder"),
        "open_points": tr("open point"),
        "municipalities": tr("municipality"),
    }
    what = tr(" or ").join(names[sort] for sort in sorts)
    return tr("There is no {what} “{found}” in this file.", what=what, found=found)
