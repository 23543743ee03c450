"""One made-up client: when they came, in which groups they were, who their contacts are, and what was talked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.rules import Rule
from caseload_tui.domain.spans import Span
from caseload_tui.seeding.casting import Wish
from caseload_tui.seeding.diary import Diary
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.people import Person
from caseload_tui.seeding.setting import ONE_DAY, Setting


@dataclass(slots=True)
class Spell:
    """Time in the caseload: from registration or reopening up to closing."""

    start: date
    end: date | None = None
    category: str = ""
    """National category of the outflow."""
    aftercare: bool = False


@dataclass(slots=True)
class Stay:
    """A stay in a group of an axis, up to the next one or to the end of the spell; None for no group."""

    start: date
    group: str | None


@dataclass(slots=True)
class Label:
    """A target group the client belongs to."""

    target: str
    start: date
    end: date | None = None


@dataclass(slots=True)
class Job:
    """A placement in work."""

    id: str
    start: date
    end: date | None
    part_time: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A talk that was held."""

    day: date
    kind: str
    meeting: str
    by: str
    signed: bool


@dataclass(slots=True)
class Life:
    """A client while the office is made up."""

    place: int
    dice: Dice
    diary: Diary
    wish: Wish
    spells: list[Spell]
    stays: dict[str, list[Stay]]
    person: Person | None = None
    born: date = date.min
    benefit_since: date | None = None
    municipality: str | None = None
    home_visits: str | None = None
    preferred_mode: str | None = None
    labels: list[Label] = field(default_factory=list)
    dates: dict[str, date] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    contacts: list[tuple[str, str | None]] = field(default_factory=list)
    """Consultant and role, the leading one first."""
    talks: list[Held] = field(default_factory=list)
    due: dict[str, date] = field(default_factory=dict)
    """When the next meeting of a rule is due, for those that have a term."""
    focus: Rule | None = None
    """The rule with a term that stands as wanted today."""
    wanted: str = ""
    fixed: dict[str, date] = field(default_factory=dict)
    """Days on which a meeting kind must have been held."""
    pending: tuple[str, ...] = ()
    """Steps that must not have been done yet."""
    enrolled: dict[str, date] = field(default_factory=dict)
    """The coming group session in which a step is taken, by kind."""
    quiet_since: date | None = None
    """After this day nobody spoke to the client."""
    scores: dict[str, int] = field(default_factory=dict)
    spoken: dict[str, int] = field(default_factory=dict)
    """How often each life domain was talked about."""
    modes: dict[str, str] = field(default_factory=dict)
    """In which form a planned talk is meant to be, by its identifier."""
    planned: dict[str, date] = field(default_factory=dict)
    """Days of the plans that wait to be held or recorded, by kind."""

    @property
    def id(self) -> str:
        """The identifier of the dossier."""
        return self.diary.dossier

    @property
    def registered(self) -> date:
        """The day of registration."""
        return self.spells[0].start

    @property
    def spell(self) -> Spell:
        """The latest spell."""
        return self.spells[-1]

    @property
    def active(self) -> bool:
        """Tell whether the client is in the caseload today."""
        return self.spell.end is None

    @property
    def lead(self) -> str:
        """The consultant who leads."""
        return self.contacts[0][0]

    def group_on(self, axis: str, day: date) -> str | None:
        """Return the group on a day."""
        return next((stay.group for stay in reversed(self.stays.get(axis, ())) if stay.start <= day), None)

    def groups_on(self, day: date) -> tuple[str, ...]:
        """Return the groups on a day, of all axes."""
        found = (self.group_on(axis, day) for axis in self.stays)
        return tuple(group for group in found if group is not None)

    def stay_spans(self, axis: str, groups: tuple[str, ...]) -> tuple[Span, ...]:
        """Return when the client was in any of these groups."""
        stays = self.stays.get(axis, ())
        spans = []
        for place, stay in enumerate(stays):
            spell = next(item for item in reversed(self.spells) if item.start <= stay.start)
            # In aftercare the group that the client left from goes on counting.
            left = None if spell.aftercare else spell.end
            ends = [left, stays[place + 1].start if place + 1 < len(stays) else None]
            if stay.group in groups:
                spans.append(Span(stay.start, min((end for end in ends if end is not None), default=None)))
        return tuple(spans)

    def label_spans(self, targets: tuple[str, ...]) -> tuple[Span, ...]:
        """Return when the client belonged to any of these target groups."""
        return tuple(Span(label.start, label.end) for label in self.labels if label.target in targets)

    def entered(self, setting: Setting) -> date:
        """Return the first day on which this office recorded anything about the client."""
        return max(self.registered, setting.first_day)

    def opened(self, setting: Setting, day: date) -> date:
        """Return since when the dossier was open, without a break, on the day: in aftercare since the closing."""
        spell = next((item for item in reversed(self.spells) if item.start <= day), self.spells[0])
        since = spell.start if spell.end is None or day <= spell.end else spell.end + ONE_DAY
        return max(since, setting.first_day)

    def last_day(self, setting: Setting, day: date) -> date:
        """Return the last day on which facts of the spell that the day is in could be recorded."""
        spell = next((item for item in reversed(self.spells) if item.start <= day), self.spells[0])
        if spell.end is None or spell.aftercare:
            return setting.last_day
        return min(spell.end - ONE_DAY, setting.last_day)
