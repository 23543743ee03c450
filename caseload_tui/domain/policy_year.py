"""What one policy asks of a caseload: meetings and hours a year, formation, and what is late on a day.

What a policy does not say is None and shown as unknown, never 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.applying import applying_rules
from caseload_tui.domain.dossier import ACTIVE, Dossier
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.load import Carried, load_of
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.standing import standing
from caseload_tui.domain.stated import framework_on
from caseload_tui.domain.texts import Text

_MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class KindYear:
    """What a policy asks of one kind of meeting in a year."""

    kind: str
    meetings: float | None
    """None where the policy gives no figure for anybody."""
    clients: int
    """To whom a rule with a figure applies."""
    words: tuple[Text, ...]
    """How often in the policy's words, for rules without a figure."""
    clients_in_words: int
    clients_unknown: int
    """Of whom the group is left open that says whether a rule applies."""
    minutes: int | None
    minutes_by_house: bool
    """True where the length is the office's own choice and not the policy's."""
    hours: float | None


@dataclass(frozen=True, slots=True)
class GroupCount:
    """The clients of a group; without a group, those of whom the translation leaves it open."""

    axis: str
    group: str | None
    clients: int
    clients_per_fte: float | None
    needed: float | None


@dataclass(frozen=True, slots=True)
class Late:
    """A meeting that is late on the day."""

    client: str
    rule: str
    kind: str
    is_step: bool
    """True for an intake step, which the present policy may have asked in another way."""
    due_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Side:
    """One policy's figures for the caseload."""

    framework: Framework
    clients: int
    """Active clients; those in aftercare add meetings only."""
    kinds: tuple[KindYear, ...]
    groups: tuple[GroupCount, ...]
    meetings: float | None
    hours: float | None
    """None where a kind with a figure has no length."""
    needed: float | None
    """Formation in fte by the policy's norms; None without any."""
    without_norm: int
    """Clients in groups without a norm."""
    norm_unknown: int
    """Clients whose group is left open on an axis with norms."""
    unknown: int
    """Clients whose group is left open on an axis, with norms or without."""
    hours_per_fte: float | None
    needed_by_hours: float | None
    late: tuple[Late, ...]
    """By client in the order given, then in the order of the rules."""

    @property
    def late_steps(self) -> int:
        """How many of what is late are intake steps."""
        return sum(item.is_step for item in self.late)

    @property
    def late_clients(self) -> int:
        """How many clients have something late."""
        return len({item.client for item in self.late})


class Tally:
    """Counts what one policy asks, client by client."""

    def __init__(self, policy: Policy, today: date) -> None:
        self._policy, self._today = policy, today
        self._framework = framework_on(policy.framework, today)
        self._meetings: dict[str, Fraction] = {}
        self._counted: Counter[str] = Counter()
        self._in_words: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._words: dict[str, dict[Text, None]] = {}
        self._groups: Counter[tuple[str, str | None]] = Counter()
        self._carried: list[Carried] = []
        self._clients = self._unknown = self._norm_unknown = 0
        self._late: list[Late] = []

    def add(self, dossier: Dossier, unknown: frozenset[str]) -> None:
        """Count a client, whose group is unknown on some axes."""
        self._add_rules(rule for rule, _ in applying_rules(dossier, self._policy) if not rule.once)
        self._add_late(dossier)
        if dossier.status != ACTIVE:
            return
        self._clients += 1
        self._unknown += bool(unknown)
        self._open.update(self._kinds_left_open(unknown))
        groups = dossier.groups
        self._groups.update((axis, None) for axis in unknown)
        self._groups.update(groups.items())
        if self._hides_norm(groups, unknown):
            self._norm_unknown += 1
        else:
            self._carried.append(Carried(None, groups, None))

    def _add_rules(self, rules: Iterable[Rule]) -> None:
        counted, in_words = set(), set()
        for rule in rules:
            figure = rule.meetings_a_year
            if figure is not None:
                counted.add(rule.kind)
                self._meetings[rule.kind] = self._meetings.get(rule.kind, Fraction()) + figure
                continue
            in_words.add(rule.kind)
            if rule.words is not None:
                self._words.setdefault(rule.kind, {})[rule.words] = None
        self._counted.update(counted)
        self._in_words.update(in_words)

    def _kinds_left_open(self, unknown: frozenset[str]) -> set[str]:
        """Return the kinds of which a rule names groups of an axis on which the client's is unknown."""
        if not unknown:
            return set()
        axis_of = self._framework.axis_of_group
        rules = (rule for rule in self._framework.rules if not rule.once)
        return {rule.kind for rule in rules if any(axis_of[group].id in unknown for group in rule.scope.groups)}

    def _add_late(self, dossier: Dossier) -> None:
        for base in base_dues(dossier, self._policy):
            stands = standing(base, self._today)
            if stands is not None and stands.late and stands.due_on is not None and stands.days is not None:
                self._late.append(Late(dossier.id, base.rule, base.kind, base.is_step, stands.due_on, stands.days))

    def _hides_norm(self, groups: Mapping[str, str], unknown: frozenset[str]) -> bool:
        """Tell whether an unknown group keeps the norm hidden that would count for the client."""
        for name in self._framework.load_axes:
            axis = self._framework.axes_by_id[name]
            if name in unknown:
                if any(group.clients_per_fte is not None for group in axis.groups):
                    return True
            elif (group := axis.group(groups.get(name, ""))) is not None and group.clients_per_fte is not None:
                return False
        return False

    def side(self) -> Side:
        """Return the figures."""
        kinds = tuple(self._kinds())
        needed, without_norm = load_of(self._carried, self._framework)
        meetings, hours = _total(kinds)
        per_fte = self._framework.house.hours_per_fte
        return Side(
            framework=self._framework,
            clients=self._clients,
            kinds=kinds,
            groups=tuple(self._group_counts()),
            meetings=meetings,
            hours=hours,
            needed=float(needed) if needed is not None else None,
            without_norm=without_norm,
            norm_unknown=self._norm_unknown,
            unknown=self._unknown,
            hours_per_fte=per_fte,
            needed_by_hours=hours / per_fte if hours is not None and per_fte else None,
            late=tuple(self._late),
        )

    def _kinds(self) -> Iterable[KindYear]:
        framework = self._framework
        ruled = {rule.kind for rule in framework.rules if not rule.once}
        for kind in framework.kinds:
            if kind.id not in ruled:
                continue
            meetings, minutes = self._meetings.get(kind.id), framework.minutes_of(kind.id)
            in_words, is_open = self._in_words[kind.id], self._open[kind.id]
            if meetings is None and not in_words and not is_open:
                meetings = Fraction()
            yield KindYear(
                kind=kind.id,
                meetings=float(meetings) if meetings is not None else None,
                clients=self._counted[kind.id],
                words=tuple(self._words.get(kind.id, ())),
                clients_in_words=in_words,
                clients_unknown=is_open,
                minutes=minutes,
                minutes_by_house=kind.minutes is None and minutes is not None,
                hours=_hours(meetings, minutes),
            )

    def _group_counts(self) -> Iterable[GroupCount]:
        for axis in self._framework.axes:
            for group in axis.groups:
                count, norm = self._groups[axis.id, group.id], group.clients_per_fte
                yield GroupCount(axis.id, group.id, count, norm, count / norm if norm else None)
            if self._groups[axis.id, None]:
                yield GroupCount(axis.id, None, self._groups[axis.id, None], None, None)


def _hours(meetings: Fraction | None, minutes: int | None) -> float | None:
    """Return the hours that so many meetings take; none take none, however long they are."""
    if meetings is None or (minutes is None and meetings):
        return None
    return float(meetings * (minutes or 0) / _MINUTES_AN_HOUR)


def _total(rows: Iterable[KindYear]) -> tuple[float | None, float | None]:
    """Return meetings and hours over all kinds with a figure.

    Both are unknown where nobody has a rule with a figure but somebody has one without; hours are unknown too where a
    kind has no length.
    """
    known = list(rows)
    counted = [(row.meetings, row.hours) for row in known if row.meetings is not None]
    meetings = sum(figure for figure, _ in counted)
    if not meetings and len(counted) < len(known):
        return None, None
    hours = [length for _, length in counted if length is not None]
    return meetings, sum(hours) if len(hours) == len(counted) else None
