"""The policies an office adopted, one after another, and since when each rule holds here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import compress

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.rules import Rule


@dataclass(frozen=True, slots=True)
class Adoption:
    """A framework and the day it came into force in this office."""

    framework: Framework
    in_force_from: date


@dataclass(frozen=True)
class Policy:
    """The framework in force and those before it, latest last.

    Since when its rules hold, and how it was on earlier days, is asked of every client, and found once.
    """

    adoptions: tuple[Adoption, ...]

    @property
    def framework(self) -> Framework:
        """The framework in force."""
        return self.adoptions[-1].framework

    def on(self, day: date) -> Policy:
        """Return the policies as far as they had come into force on a day; before the first one, that one."""
        begun = tuple(adoption.in_force_from <= day for adoption in self.adoptions)
        if all(begun):
            return self
        if begun not in self._before:
            adoptions = tuple(compress(self.adoptions, begun))
            self._before[begun] = Policy(adoptions or self.adoptions[:1])
        return self._before[begun]

    def in_force(self, rule: Rule) -> date:
        """Return since when the rule holds here; one that a replaced framework also had goes on from there."""
        own = self.framework.rules_by_id.get(rule.id) is rule
        return self._since[rule.id] if own else self._goes_back_to(rule)

    @cached_property
    def _before(self) -> dict[tuple[bool, ...], Policy]:
        return {}

    @cached_property
    def _since(self) -> dict[str, date]:
        return {rule.id: self._goes_back_to(rule) for rule in self.framework.rules}

    def _goes_back_to(self, rule: Rule) -> date:
        since = self.adoptions[-1].in_force_from
        later = self.framework
        for earlier in reversed(self.adoptions[:-1]):
            former = earlier.framework.rules_by_id.get(rule.id)
            goes_on = earlier.framework.id in (later.replaces, later.id)
            if not goes_on or former is None or not former.same_rule_as(rule):
                break
            since, later = earlier.in_force_from, earlier.framework
        return since

    @property
    def earlier(self) -> tuple[Framework, ...]:
        """The frameworks before the one in force, latest first; old facts are called by their names."""
        return tuple(adoption.framework for adoption in reversed(self.adoptions[:-1]))
