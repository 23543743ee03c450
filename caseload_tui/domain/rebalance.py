"""A suggestion who should take over whom, so that nobody carries more than fits: as few clients as can be.

Only who carries too much gives, only who has room receives, and nobody gets more than fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from caseload_tui.domain.people import fold
from caseload_tui.domain.program import Program

_FINEST = 1_000_000
"""The finest part of an fte, or of an hour, that is told apart where figures have no coarser common measure."""
_STEPS = 20
"""Who carries most counts in steps of a twentieth of what fits: to even out less is not worth a move."""
_KNOWN_WELL_AFTER = 730
"""Days after which a consultant knows a client well."""


@dataclass(frozen=True, slots=True)
class Case:
    """A client as the suggestion needs one."""

    client: str
    lead: str
    """Who leads, or will once an offer that waits is accepted."""
    load: Fraction | None
    """In fte or in hours a year; None where it is unknown: such a client is never moved."""
    role: str | None = None
    """The role in which the consultant leads."""
    groups: tuple[str, ...] = ()
    municipality: str | None = None
    language: str | None = None
    since: date | None = None
    """Since when the consultant is a contact."""
    known: frozenset[str] = frozenset()
    """Others who are, or once were, a contact."""
    stays: bool = False
    """True where this client is left alone: one fixed contact is asked, an offer waits, or somebody stands in."""


class Waiting(NamedTuple):
    """An offer of a client that waits: whose work, in which role, to whom and until when."""

    consultant: str
    role: str | None
    to: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Post:
    """A consultant as the suggestion needs one; `room` is what fits, in fte or in hours a year."""

    consultant: str
    room: Fraction
    roles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    """Those they work for; none named means all."""
    receives: bool = True
    """False on leave."""


@dataclass(frozen=True, slots=True)
class Move:
    """A client who goes from one consultant to another."""

    client: str
    giver: str
    receiver: str


@dataclass(frozen=True, slots=True)
class Carrying:
    """What one consultant carries before and after, and how many clients of each capped group."""

    room: Fraction
    before: Fraction
    after: Fraction

    @property
    def over(self) -> Fraction:
        """What does not fit before."""
        return max(self.before - self.room, Fraction())

    @property
    def left_over(self) -> Fraction:
        """What does not fit after."""
        return max(self.after - self.room, Fraction())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Moves, and what everybody carries before and after them."""

    moves: tuple[Move, ...]
    carrying: Mapping[str, Carrying]
    unknown: int
    """Clients whose load is unknown, who are left where they are."""
    fixed: int
    """Clients of givers who are left alone for another reason."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """Clients of one giver who are alike: what they carry, the groups with a cap, and at what cost they go to whom."""

    giver: str
    load: int
    capped: tuple[str, ...]
    costs: tuple[tuple[str, int], ...]


class Question:
    """Who may take over whom; `program` puts it in whole numbers, `answered` reads the answer."""

    def __init__(self, cases: Sequence[Case], posts: Sequence[Post], caps: Mapping[str, int], today: date) -> None:
        self.cases, self.posts, self.caps, self.today = cases, posts, caps, today
        self._load: dict[str, Fraction] = {post.consultant: Fraction() for post in posts}
        self._counts: dict[str, Counter[str]] = {post.consultant: Counter() for post in posts}
        for case in cases:
            if case.lead in self._load:
                self._load[case.lead] += case.load or 0
                self._counts[case.lead].update(group for group in case.groups if group in caps)
        measures = [case.load.denominator for case in cases if case.load is not None]
        self._unit = min(lcm(*measures, *(post.room.denominator for post in posts)), _FINEST)
        self._sorts: dict[_Sort, list[Case]] = {}
        self._ways: dict[int, tuple[_Sort, str]] = {}

    @property
    def givers(self) -> tuple[str, ...]:
        """Who carries more than fits, or has more clients of a group than the policy allows."""
        return tuple(
            post.consultant
            for post in self.posts
            if self._load[post.consultant] > post.room
            or any(count > self.caps[group] for group, count in self._counts[post.consultant].items())
        )

    @property
    def receivers(self) -> tuple[Post, ...]:
        """Who has room."""
        giving = self.givers
        return tuple(
            post
            for post in self.posts
            if post.receives and post.consultant not in giving and self._load[post.consultant] < post.room
        )

    def fits(self, case: Case, giver: Post, receiver: Post) -> bool:
        """Tell whether somebody can take a client over: the role, and no language or municipality is lost."""
        speaks = fold(case.language or "") in map(fold, giver.languages)
        return (
            not (receiver.roles and case.role is not None and case.role not in receiver.roles)
            and not (speaks and fold(case.language or "") not in map(fold, receiver.languages))
            and (not receiver.municipalities or case.municipality in receiver.municipalities)
        )

    def cost(self, case: Case, receiver: str) -> int:
        """Return what is lost of knowing each other: nothing with somebody who knows the client already."""
        if receiver in case.known:
            return 0
        days = (self.today - case.since).days if case.since is not None else 0
        return 1 if days < _KNOWN_WELL_AFTER else 2

    def program(self) -> Program:
        """Return the question in whole numbers.

        The goals: as few clients above a cap; the highest share above what fits, in steps and apart from what cannot
        be helped; all that does not fit, in steps of what the lightest client asks; the number of moves; what is lost
        of knowing each other.
        """
        program = Program()
        self._sort()
        lost: dict[int, int] = {}
        for sort, cases in self._sorts.items():
            numbers = {program.choice(len(cases)): cost for _, cost in sort.costs}
            self._ways |= dict(zip(numbers, ((sort, receiver) for receiver, _ in sort.costs), strict=True))
            program.require(dict.fromkeys(numbers, 1), most=len(cases))
            lost |= numbers
        above = self._limit_receivers(program)
        worst, together = self._relieve_givers(program)
        if above:
            program.prefer(dict.fromkeys(above, 1))
        program.prefer({worst: 1})
        program.prefer({together: 1})
        program.prefer(dict.fromkeys(self._ways, 1))
        program.prefer(lost)
        return program

    def answered(self, answer: Sequence[int] | None) -> Suggestion:
        """Return the moves of an answer: of clients who are alike, first who were known shortest."""
        moves: list[Move] = []
        waiting = {sort: sorted(cases, key=_known_shortest) for sort, cases in self._sorts.items()}
        for number, (sort, receiver) in self._ways.items():
            for _ in range(answer[number] if answer is not None else 0):
                moves.append(Move(waiting[sort].pop(0).client, sort.giver, receiver))
        after = dict(self._load)
        loads = {case.client: case.load or Fraction() for case in self.cases}
        for move in moves:
            after[move.giver] -= loads[move.client]
            after[move.receiver] += loads[move.client]
        givers = set(self.givers)
        return Suggestion(
            moves=tuple(moves),
            carrying={
                post.consultant: Carrying(post.room, self._load[post.consultant], after[post.consultant])
                for post in self.posts
            },
            unknown=sum(case.load is None for case in self.cases),
            fixed=sum(case.stays for case in self.cases if case.lead in givers and case.load is not None),
        )

    def _sort(self) -> None:
        posts = {post.consultant: post for post in self.posts}
        receivers, givers = self.receivers, set(self.givers)
        self._sorts.clear()
        self._ways.clear()
        for case in self.cases:
            if case.load is None or case.stays or case.lead not in givers:
                continue
            costs = tuple(
                (post.consultant, self.cost(case, post.consultant))
                for post in receivers
                if self.fits(case, posts[case.lead], post)
            )
            if costs:
                capped = tuple(sorted(group for group in case.groups if group in self.caps))
                sort = _Sort(case.lead, ceil(case.load * self._unit), capped, costs)
                self._sorts.setdefault(sort, []).append(case)

    def _limit_receivers(self, program: Program) -> list[int]:
        """Let nobody get more than fits; return the choices that count clients above the cap of a giver."""
        above = []
        for post in self.posts:
            comes = {number: sort for number, (sort, to) in self._ways.items() if to == post.consultant}
            goes = {number: sort for number, (sort, _) in self._ways.items() if sort.giver == post.consultant}
            if comes:
                room = floor((post.room - self._load[post.consultant]) * self._unit)
                program.require({number: sort.load for number, sort in comes.items()}, most=room)
            for group, cap in self.caps.items():
                count = self._counts[post.consultant][group]
                more = [number for number, sort in comes.items() if group in sort.capped]
                if more:
                    program.require(dict.fromkeys(more, 1), most=max(cap - count, 0))
                if count > cap and goes:
                    fewer = {number: 1 for number, sort in goes.items() if group in sort.capped}
                    number = program.choice(count - cap, follows=True)
                    program.require(fewer | {number: 1}, least=count - cap)
                    above.append(number)
        return above

    def _relieve_givers(self, program: Program) -> tuple[int, int]:
        """Return two choices: the highest share too much above what is left if all go who can, and all that is left.

        What is left counts in steps of what the lightest client asks, so that one more move always counts, and a move
        more that only fills the room of somebody to the last drop does not.
        """
        able = Counter[str]()
        for sort, cases in self._sorts.items():
            able[sort.giver] += sort.load * len(cases)
        lightest = min((sort.load for sort in self._sorts if sort.load), default=1)
        left, needs = {}, []
        for post in self.posts:
            too_much = ceil((self._load[post.consultant] - post.room) * self._unit)
            if too_much <= 0 or not able[post.consultant]:
                continue
            part = floor((post.room or self._load[post.consultant]) * self._unit)
            stuck = ceil(Fraction(_STEPS * max(too_much - able[post.consultant], 0), part))
            needs.append((post.consultant, part, _STEPS * too_much - part * stuck))
            left[post.consultant] = program.choice(too_much)
        worst = program.choice(max((ceil(Fraction(need, part)) for _, part, need in needs if need > 0), default=0))
        for giver, part, need in needs:
            goes = {n: sort.load for n, (sort, _) in self._ways.items() if sort.giver == giver}
            program.require({n: _STEPS * load for n, load in goes.items()} | {worst: part}, least=need)
            program.require(goes | {left[giver]: 1}, least=program.most[left[giver]])
        together = program.choice(ceil(Fraction(sum(program.most[number] for number in left.values()), lightest)))
        program.require({together: lightest} | dict.fromkeys(left.values(), -1), least=0)
        return worst, together


def will_lead(lead: str, role: str | None, offer: Waiting | None) -> str:
    """Return who leads once the offer that waits is accepted, so that the next suggestion does not relieve twice.

    Only an offer for good, of the work of the one who leads, makes a difference.
    """
    if offer is None or offer.until is not None or offer.consultant != lead or offer.role not in (None, role):
        return lead
    return offer.to


def _known_shortest(case: Case) -> tuple[int, str]:
    return -(case.since or date.min).toordinal(), case.client
