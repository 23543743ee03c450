"""What all dossiers of a made-up office share: its policy, its days, and how its clients are spread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from caseload_tui.domain.framework import Axis, Framework
from caseload_tui.domain.holidays import is_working_day
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.statements import Size, Value
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.seeding.counted import Counted, counted_clients
from caseload_tui.seeding.phrases import PhraseBank, Theme
from caseload_tui.seeding.scenario import Scenario
from caseload_tui.seeding.session_days import SessionDays

ONE_DAY = timedelta(days=1)
SHORTEST_HISTORY = timedelta(days=14)
_COUNTED = ("person", "benefit", "household", None)


@lru_cache(maxsize=4096)
def working_day_from(day: date) -> date:
    """Return the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


@lru_cache(maxsize=4096)
def working_day_until(day: date) -> date:
    """Return the day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


@dataclass(frozen=True)
class Setting:
    """The policy and the days of a made-up office."""

    scenario: Scenario
    framework: Framework
    today: date
    in_force: date
    counted: Mapping[int, Counted]
    """Where each client is counted, by number; empty where that is left to chance."""
    sessions: SessionDays
    """On which days each kind of group session is."""

    @classmethod
    def of(cls, scenario: Scenario, framework: Framework, today: date, clients: int) -> Setting:
        """Return the setting; refuse a day before which the policy has hardly been valid."""
        in_force = scenario.in_force_on or max(framework.valid_from, scenario.in_force.before(today))
        if in_force > today - SHORTEST_HISTORY:
            raise Refused(
                tr("The policy is not valid long enough on that day."),
                tr("Choose a day some weeks after {day} with --today.", day=in_force.isoformat()),
            )
        counted = counted_clients(scenario, framework, clients)
        return cls(scenario, framework, today, in_force, counted, SessionDays(framework, clients))

    @cached_property
    def first_day(self) -> date:
        """The first day on which facts of clients were recorded."""
        return working_day_from(self.in_force)

    @cached_property
    def last_day(self) -> date:
        """The last day on which anything was recorded: the working day before today."""
        return working_day_until(self.today - ONE_DAY)

    @cached_property
    def founded(self) -> date:
        """The day on which the office began, just before its policy came into force."""
        return working_day_until(self.in_force - ONE_DAY)

    @property
    def phrases(self) -> PhraseBank:
        """What people here write."""
        return self.scenario.phrases

    def days_ago(self, days: int) -> date:
        """Return the working day on or before the day so many days ago."""
        return working_day_until(self.today - timedelta(days=days))

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """The theme of each life domain."""
        return {domain.id: self.phrases.theme_of(domain) for domain in self.framework.domains}

    @cached_property
    def scales(self) -> dict[str, int]:
        """How many levels the scale of a life domain has, for those that have one."""
        levels = {scale.id: len(scale.levels) for scale in self.framework.scales}
        return {domain.id: levels[domain.scale] for domain in self.framework.domains if domain.scale in levels}

    @cached_property
    def steps(self) -> tuple[Rule, ...]:
        """Rules that are met once, in the order of the journey."""
        return tuple(rule for rule in self.framework.rules if rule.once and not rule.scope.aftercare)

    @cached_property
    def cadences(self) -> tuple[Rule, ...]:
        """Rules that come back, with a term and without."""
        return tuple(rule for rule in self.framework.rules if not rule.once)

    @cached_property
    def aftercare(self) -> tuple[Rule, ...]:
        """Rules for those who are followed in work."""
        return tuple(rule for rule in self.framework.rules if rule.scope.aftercare)

    @cached_property
    def rivals(self) -> dict[str, list[Rule]]:
        """The rules that stand in the place of a rule, for those to whom they apply."""
        rules = self.framework.rules
        found = {rule.id: [other for other in rules if self._stands_instead(other, rule)] for rule in rules}
        return {rule: others for rule, others in found.items() if others}

    def _stands_instead(self, other: Rule, rule: Rule) -> bool:
        if rule.id in other.instead_of or other.id in rule.instead_of:
            return rule.id in other.instead_of and other.id not in rule.instead_of
        of_labels = bool(rule.scope.target_groups and other.scope.target_groups)
        alike = (rule.kind, rule.is_step, rule.once) == (other.kind, other.is_step, other.once)
        dated = rule.makes_due_dates and other.makes_due_dates
        return of_labels and alike and dated and self._rank(other) < self._rank(rule)

    def _rank(self, rule: Rule) -> int:
        """Return the place in the framework's list of the first target group that the rule names."""
        order = list(self.framework.target_groups_by_id)
        return min(order.index(target) for target in rule.scope.target_groups)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Meeting kinds that other rules count from; repeating them would be ambiguous."""
        return tuple(
            kind.id for kind in self.framework.kinds if any(rule.after == kind.id for rule in self.framework.rules)
        )

    @cached_property
    def group_weights(self) -> dict[str, tuple[float, ...]]:
        """How the clients are spread over the groups of each axis."""
        return {axis.id: _group_weights(self.framework, axis) for axis in self.framework.axes}

    @cached_property
    def municipality_weights(self) -> tuple[float, ...]:
        """How the clients are spread over the municipalities."""
        sizes = self.framework.sizes
        stated = [_most(size for size in sizes if size.municipality == name) for name in self.framework.municipalities]
        return tuple(stated) if all(stated) else tuple(1.0 for _ in stated)


def middle(value: Value) -> float:
    """Return a stated number, or the middle of a range."""
    return (value[0] + value[1]) / 2 if isinstance(value, tuple) else float(value)


def _group_weights(framework: Framework, axis: Axis) -> tuple[float, ...]:
    """Return the stated size of each group; a group of unknown size counts as the mean, and all alike without any."""
    for fits in (_is_count, _is_share):
        stated = [_stated(framework, group.id, fits) for group in axis.groups]
        known = [size for size in stated if size is not None]
        if known and sum(known) > 0:
            mean = sum(known) / len(known)
            return tuple(mean if size is None else size for size in stated)
    return tuple(1.0 for _ in axis.groups)


def stated_share(framework: Framework, target: str, clients: int) -> float | None:
    """Return which part of the clients belongs to a target group, as far as the sources say."""
    share = _stated(framework, target, _is_share)
    if share is not None:
        return min(share, 1.0)
    count = _stated(framework, target, _is_count)
    totals = [sum(middle(value) for value in size.values.values()) for size in framework.sizes if _is_count(size)]
    if count is None or not totals:
        return None
    return min(count / max(*totals, float(clients)), 1.0)


def _stated(framework: Framework, name: str, fits: Callable[[Size], bool]) -> float | None:
    sizes = (size for size in framework.sizes if size.municipality is None and fits(size))
    return next((middle(size.values[name]) for size in sizes if name in size.values), None)


def _is_count(size: Size) -> bool:
    return size.unit in _COUNTED


def _is_share(size: Size) -> bool:
    return size.unit == "share"


def _most(sizes: Iterable[Size]) -> float:
    """Return the largest number of people that statements about one municipality add up to."""
    sums = [0.0]
    for size in sizes:
        if _is_count(size):
            sums.append(middle(size.values["total"]) if "total" in size.values else _sum(size))
    return max(sums)


def _sum(size: Size) -> float:
    return sum(middle(value) for value in size.values.values())
