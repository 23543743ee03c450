"""The ids that a document defines, by what they name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from caseload_tui.domain.rules import Scope
from caseload_tui.frameworks.build_rules import scope
from caseload_tui.frameworks.checks.walking import Sound, values_at
from caseload_tui.frameworks.problems import ID, Path

_ID_PATTERNS = {
    "sources": "sources.*.id",
    "domains": "domains.*.id",
    "scales": "scales.*.id",
    "organisations": "organisations.*.id",
    "roles": "roles.*.id",
    "axes": "axes.*.id",
    "groups": "axes.*.groups.*.id",
    "target_groups": "target_groups.*.id",
    "dates": "dates.*.id",
    "duties": "duties.*.id",
    "kinds": "kinds.*.id",
    "ladder": "commitments.ladder.*.id",
    "open_points": "open_points.*.id",
    "municipalities": "municipalities.*",
}


HOW_OFTEN = ("per_year", "every", "once")
_ALL = 10**6
"""More ids than any file has."""


class RuleEntry:
    """A cadence or intake step of a document, with its place."""

    def __init__(self, path: Path, table: Sound, *, is_step: bool) -> None:
        self.path = path
        self.table = table
        self.is_step = is_step
        self.kind: str | None = table.get("kind")
        self.id: str | None = table.get("id", self.kind if is_step else None)
        also = table.get("satisfied_by", ())
        self.also_counts: list[str] = list(also) if isinstance(also, list) else []
        self.once = is_step or bool(table.get("once"))
        self.scope: Scope = scope(table)

    @property
    def frequencies(self) -> list[str]:
        """The keys present that say how often."""
        table = self.table
        return [key for key in HOW_OFTEN if table.get(key)]

    @property
    def makes_due_dates(self) -> bool:
        """False for a cadence in words alone and for a step without a term."""
        return any(key in self.table for key in ("per_year", "every", "within", "first_within", "by"))


class Known:
    """What a document defines; `damaged` are the places where something was wrong."""

    def __init__(self, document: Sound, damaged: Iterable[Path] = ()) -> None:
        self.document = document
        self._damaged: set[Path] = set()
        self._wrong: set[Path] = set()
        self.damage(damaged)
        self._ids = {
            name: {found for _, found in values_at(document, pattern)} for name, pattern in _ID_PATTERNS.items()
        }

    def ids(self, name: str) -> set[str]:
        """Return the ids of one sort: `kinds`, `groups`, `rules` ..."""
        if name == "rules":
            return {rule.id for rule in self.rules if rule.id}
        return self._ids[name]

    def damage(self, paths: Iterable[Path]) -> None:
        """Note that something at these places was wrong."""
        paths = tuple(paths)
        self._wrong.update(paths)
        self._damaged.update(path[:length] for path in paths for length in range(1, len(path) + 1))

    def is_damaged(self, path: Path) -> bool:
        """Tell whether something at or inside a place was wrong."""
        return path in self._damaged

    def lost(self, name: str) -> int:
        """Return how many of one sort go by no id of their own: it is absent, ill-formed or used twice.

        What refers to them may be right, so that no reference is called wrong on their account.
        """
        if self._is_whole_wrong(_ID_PATTERNS.get(name, "")):
            return _ALL
        found: list[str | None]
        if name == "rules":
            found = [rule.id for rule in self.rules]
        elif name == "municipalities":
            found = [item for _, item in values_at(self.document, _ID_PATTERNS[name])]
            return len(found) - len(set(found))
        else:
            holders = values_at(self.document, _ID_PATTERNS[name].removesuffix(".id"))
            found = [table.get("id") for _, table in holders]
        return len(found) - len({item for item in found if item is not None and ID.fullmatch(item)})

    def _is_whole_wrong(self, pattern: str) -> bool:
        """Tell whether a list in which ids of a pattern stand was of the wrong shape as a whole."""
        holders = pattern.split(".")[:-1]
        return any(
            len(path) <= len(holders)
            and all(
                part == key or (part == "*" and isinstance(key, int)) for part, key in zip(holders, path, strict=False)
            )
            for path in self._wrong
        )

    def is_clear(self, rule: RuleEntry) -> bool:
        """Tell whether it is known to whom a rule applies: it is whole, and all that it names is there once."""
        if self.is_damaged(rule.path):
            return False
        labels = {*rule.scope.target_groups, *rule.scope.not_target_groups}
        named = (
            ({rule.kind}, "kinds"),
            (set(rule.scope.groups), "groups"),
            (labels, "target_groups"),
            ({rule.id, *rule.table.get("instead_of", ())}, "rules"),
        )
        return all(names <= self.ids(sort) and not (names and self.lost(sort)) for names, sort in named)

    @property
    def all_clear(self) -> bool:
        """True if of every rule it is known to whom it applies; asked anew when more was found wrong."""
        return all(self.is_clear(rule) for rule in self.rules)

    @cached_property
    def rules(self) -> list[RuleEntry]:
        """Intake steps and cadences, as the file has them."""
        steps = [RuleEntry(path, table, is_step=True) for path, table in values_at(self.document, "intake.*")]
        cadences = [RuleEntry(path, table, is_step=False) for path, table in values_at(self.document, "cadences.*")]
        return steps + cadences

    @cached_property
    def axis_of(self) -> dict[str, str]:
        """The axis id of every group; an axis without an id goes by its position."""
        return {
            group["id"]: axis.get("id", str(path[-1]))
            for path, axis in values_at(self.document, "axes.*")
            for group in axis.get("groups", ())
            if "id" in group
        }

    @cached_property
    def groups_of_label(self) -> dict[str, set[str]]:
        """The groups in which a target group is given; none means in all."""
        labels = (table for _, table in values_at(self.document, "target_groups.*") if "id" in table)
        return {table["id"]: set(table.get("groups", ())) for table in labels}

    def groups_of(self, to_whom: Scope) -> dict[str, set[str]]:
        """Return axis -> groups that a scope is limited to; axes that are absent are not limited."""
        named = set(to_whom.groups)
        labels = [self.groups_of_label.get(label, set()) for label in to_whom.target_groups]
        if not named and labels and all(labels):
            named = set().union(*labels)
        limited: dict[str, set[str]] = {}
        for group in named:
            if group in self.axis_of:
                limited.setdefault(self.axis_of[group], set()).add(group)
        return limited

    def can_meet(self, first: Scope, second: Scope) -> bool:
        """Tell whether one client can fall under both scopes at once."""
        if first.clients and second.clients and first.clients != second.clients:
            return False
        if first.aftercare != second.aftercare:
            return False
        limited, other = self.groups_of(first), self.groups_of(second)
        if any(limited[axis].isdisjoint(other[axis]) for axis in limited.keys() & other.keys()):
            return False
        return not (_excludes(first, second) or _excludes(second, first))


def _excludes(first: Scope, second: Scope) -> bool:
    """Tell whether the first leaves out everyone whom the second names by target group."""
    return bool(second.target_groups) and set(second.target_groups) <= set(first.not_target_groups)
