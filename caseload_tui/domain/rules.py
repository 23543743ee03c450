"""Rules of a framework that say when a meeting is due: cadences and intake steps alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from caseload_tui.domain.durations import NO_TIME, Duration, shorter
from caseload_tui.domain.texts import Text

ANY_KIND = "any"
REGISTRATION = "registration"
PLACEMENT = "placement"
BUILT_IN_ANCHORS = (REGISTRATION, PLACEMENT)
MONTHS_A_YEAR, DAYS_A_YEAR = 12, 365
DEFAULT_NOTICE = Duration(28, "days")
DEFAULT_WINDOW = Duration(14, "days")


@dataclass(frozen=True, slots=True)
class Scope:
    """To whom a rule applies: every condition given must hold, within one list any one is enough."""

    groups: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    not_target_groups: tuple[str, ...] = ()
    clients: str | None = None
    """`new`, `existing` or None for both."""
    aftercare: bool = False
    """True for a rule that runs during aftercare of a placement in work."""

    def same_as(self, other: Scope) -> bool:
        """Tell whether both name the same clients; the order within a list says nothing."""
        return self._named() == other._named()

    def _named(self) -> tuple[object, ...]:
        lists = (self.groups, self.target_groups, self.not_target_groups)
        return (*map(frozenset, lists), self.clients, self.aftercare)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a meeting kind, to whom it applies and how often."""

    id: str
    kind: str
    scope: Scope = Scope()
    interval: Duration | None = None
    once: bool = False
    first_within: Duration | None = None
    by: date | None = None
    after: str | None = None
    """The anchor of the first one: a kind, a dated fact, `registration` or `placement`."""
    satisfied_by: tuple[str, ...] = ()
    """Other kinds that count too; `("any",)` for every kind."""
    instead_of: tuple[str, ...] = ()
    grace: Duration = NO_TIME
    own_notice: Duration | None = None
    own_window: Duration | None = None
    words: Text | None = None
    per_year: int | None = None
    """How the policy wrote the interval, for the explanation only."""
    is_step: bool = False
    """True for an intake step."""
    house: bool = False
    """True for a rule that the office added, which is no part of the policy."""
    own_reading: bool = False
    """True where the office reads an open point about this rule otherwise than the policy's file."""
    source_words: Text | None = None
    """How often in the source's words, where the office's own reading gives another number."""
    source: str | None = None
    quote: str | None = None
    note: str | None = None
    open: str | None = None

    @property
    def makes_due_dates(self) -> bool:
        """False for a rule in words alone and for a step without a term: shown, never due."""
        return self.interval is not None or self.first_within is not None or self.by is not None

    @property
    def meetings_a_year(self) -> Fraction | None:
        """Meetings a year that the rule asks of one client; None where it does not come back or says so in words."""
        if self.once or self.interval is None:
            return None
        months, days = self.interval.calendar
        return Fraction(MONTHS_A_YEAR, months) if months else Fraction(DAYS_A_YEAR, days)

    def counts(self, kind: str) -> bool:
        """Tell whether a meeting of this kind meets the rule."""
        return kind == self.kind or kind in self.satisfied_by or ANY_KIND in self.satisfied_by

    def term(self, *, spoken_before: bool) -> Duration | None:
        """Return the term to the next one: the interval after a meeting, else the term of the first."""
        if spoken_before:
            return self.interval
        return self.first_within if self.first_within is not None else self.interval

    def notice(self, term: Duration | None) -> Duration:
        """Return how long somebody new to the rule always gets."""
        return self.own_notice if self.own_notice is not None else shorter(DEFAULT_NOTICE, term)

    def window_days(self, term: Duration | None) -> int:
        """Return how many days before its date a meeting is due.

        Without a window of its own: 14 days, or a quarter of the term (whole nominal days) if that is shorter.
        """
        if self.own_window is not None:
            return self.own_window.nominal_days
        quarter = DEFAULT_WINDOW.count if term is None else term.nominal_days // 4
        return min(DEFAULT_WINDOW.count, quarter)

    def same_rule_as(self, other: Rule) -> bool:
        """Tell whether a rule of the replaced framework goes on in this one."""
        return self._what() == other._what() and self.scope.same_as(other.scope)

    def _what(self) -> tuple[object, ...]:
        return self.id, self.kind, self.once, self.interval and self.interval.calendar
