"""The policies an office adopted, one after another, and since when each rule holds here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.rules import Rule


@dataclass(frozen=True, slots=True)
class Adoption:
    """A framework and the day it came into force in this office."""

    framework: Framework
    in_force_from: date


@dataclass(frozen=True, slots=True)
class Policy:
    """The framework in force and those before it, latest last."""

    adoptions: tuple[Adoption, ...]

    @property
    def framework(self) -> Framework:
        """The framework in force."""
        return self.adoptions[-1].framework

    def on(self, day: date) -> Policy:
        """Return the policies as far as they had come into force on a day; before the first one, that one."""
        begun = tuple(adoption for adoption in self.adoptions if adoption.in_force_from <= day)
        return self if len(begun) == len(self.adoptions) else Policy(begun or self.adoptions[:1])

    def in_force(self, rule: Rule) -> date:
        """Return since when the rule holds here; one that a replaced framework also had goes on from there."""
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
