"""Names of people who do not exist, put together from lists of given and family names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caseload_tui.domain.people import full_name, split_prefix
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.tables import Share, Weight

ELSEWHERE = "*"
_TRIES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Given and family names that go together, and how often they occur."""

    id: str
    weight: Weight
    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLists:
    """The names of an office's people, and of employers and streets that do not exist."""

    origins: tuple[Origin, ...]
    double_family: Share
    """Part of the people with a family name of two."""
    double_given: Share
    employers: tuple[str, ...]
    streets: tuple[str, ...]
    postcodes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The digits of the postcodes in each municipality; those that are not named have the ones of `ELSEWHERE`."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it is kept: given name, prefix and family name."""

    given: str
    prefix: str | None
    family: str

    @property
    def name(self) -> str:
        """The name as it is spoken."""
        return full_name(self.given, self.prefix or "", self.family)


class People:
    """Draws people from the lists, each with a name of their own as long as the lists allow."""

    def __init__(self, lists: NameLists) -> None:
        self._lists = lists
        self._weights = tuple(origin.weight for origin in lists.origins)
        self._taken: dict[str, int] = {}

    def person(self, dice: Dice) -> Person:
        """Return a person whose name nobody has yet."""
        for attempt in range(_TRIES):
            person = self._draw(dice, longer=attempt > _TRIES // 2)
            if person.name not in self._taken:
                break
        self._taken[person.name] = 1
        return person

    def _draw(self, dice: Dice, *, longer: bool) -> Person:
        origin = dice.weighted(self._lists.origins, self._weights)
        given, (family, *others) = dice.pick(origin.given), dice.some(origin.family, 2)
        if longer or dice.chance(self._lists.double_given):
            given = "-".join(dice.some(origin.given, 2))
        if others and (longer or dice.chance(self._lists.double_family)):
            # The second name goes without its prefix, as in Berg-Visser.
            family = f"{family}-{split_prefix(others[0])[1]}"
        prefix, bare = split_prefix(family)
        return Person(given, prefix or None, bare)
