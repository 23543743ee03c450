"""A suggestion who takes over whom, and making offers of it; nothing moves before somebody accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from caseload_tui.domain import transfers
from caseload_tui.domain.capacity import on_leave
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.load import NORMS, exact, hours_of_rule, model_of, norm_of, norms_apply
from caseload_tui.domain.office import Office
from caseload_tui.domain.rebalance import Move, Post, Question, Suggestion
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.stated import framework_on
from caseload_tui.domain.transfers import Offer
from caseload_tui.errors import Refused
from caseload_tui.formatting import months_text, percent
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk
from caseload_tui.services.team import find_consultant

if TYPE_CHECKING:
    from datetime import date

_DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Proposed:
    """One move with the sentence that explains it."""

    client: ClientRow
    move: Move
    role: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Rebalanced:
    """A suggestion, by which model, and the names of everybody in it."""

    moves: tuple[Proposed, ...]
    suggestion: Suggestion
    model: str
    names: Mapping[str, str]


class Rebalancing:
    """Who takes over whom, so that nobody carries more than fits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def suggest(self) -> Rebalanced:
        """Return the fewest hand-overs after which nobody carries more than fits, as far as that can be."""
        # The solver takes a while to import, and is asked for seldom.
        from caseload_tui.solving.highs import best  # noqa: PLC0415

        today = self._desk.today()
        with self._desk.reading() as reading:
            framework, office = framework_on(reading.policy().framework, today), reading.office()
            model = model_of(framework)
            if model is None:
                raise Refused(
                    tr("Nothing says how much a {client} asks."),
                    tr("The policy has no norm; give the hours of an fte and the minutes of talks in the settings."),
                )
            cases = reading.cases(lambda groups, rules: _load(groups, rules, framework, model))
            rows = {row.id: row for row in reading.clients(ClientFilter(statuses=("active",)))}
        posts, known = _posts(office, framework, model, today), {case.client: case for case in cases}
        fixed = {group.id for axis in framework.axes for group in axis.groups if group.fixed_contact}
        staying = [replace(case, stays=case.stays or bool(fixed & set(case.groups))) for case in cases]
        caps = {group.id: group.cap for axis in framework.axes for group in axis.groups if group.cap is not None}
        question = Question(staying, posts, caps, today)
        found = question.answered(best(question.program()))
        names = {person.id: person.name for person in office.consultants}
        moves = tuple(
            Proposed(
                rows[move.client],
                move,
                known[move.client].role,
                _because(
                    move, found, known[move.client].since, move.receiver in known[move.client].known, names, today
                ),
            )
            for move in found.moves
        )
        ordered = sorted(moves, key=lambda item: (names[item.move.giver], names[item.move.receiver]))
        return Rebalanced(tuple(ordered), found, model, names)

    def offer(self, moves: Iterable[Proposed], note: str) -> int:
        """Offer these hand-overs, all of them in one deed; return how many. Each receiver accepts or rejects."""
        today, chosen = self._desk.today(), tuple(moves)
        if not chosen:
            raise Refused(tr("There are no {clients} to do this for."), tr("Name at least one."))
        facts: list[tuple[str, Fact]] = []
        with self._desk.writing() as writing:
            office = writing.office()
            for item in chosen:
                made = Offer(to=find_consultant(office, item.move.receiver), note=note, role=item.role)
                dossier = writing.dossier(item.move.client)
                try:
                    facts.append((dossier.id, transfers.decide_offer(dossier, made, item.move.giver, today=today)))
                except Refused as refused:
                    raise Refused(f"{item.client.file_number}: {refused.title}", refused.message) from refused
            writing.record_many(facts)
        return len(facts)


def _load(
    groups: Mapping[str, str], rules: Iterable[tuple[str, str]], framework: Framework, model: str
) -> Fraction | None:
    if model == NORMS:
        norm = norm_of(groups, framework)
        return 1 / exact(norm) if norm else None
    hours = [hours_of_rule(rule, kind, framework) for rule, kind in rules]
    return None if None in hours else sum((item for item in hours if item is not None), Fraction())


def _posts(office: Office, framework: Framework, model: str, today: date) -> tuple[Post, ...]:
    """Return everybody to whom norms apply; leave takes no room, but who has it receives nobody."""
    each = Fraction(1) if model == NORMS else exact(framework.house.hours_per_fte or 0)
    return tuple(
        Post(
            consultant=person.id,
            room=exact(person.fte_on(today)) * each,
            roles=person.roles,
            languages=person.languages,
            municipalities=person.municipalities,
            receives=not on_leave(person, today),
        )
        for person in office.consultants
        if norms_apply(person, framework) and person.ended_on is None
    )


def _because(
    move: Move, found: Suggestion, since: date | None, known: bool, names: Mapping[str, str], today: date
) -> str:
    """Return why this client goes, to whom, and what is lost of knowing each other."""
    giver, receiver = found.carrying[move.giver], found.carrying[move.receiver]
    said = {"giver": names[move.giver], "receiver": names[move.receiver]}
    parts = [
        tr("{giver} carries {share} of what fits", share=_share(giver.before, giver.room), **said),
        tr(
            "{receiver} goes from {before} to {after}",
            before=_share(receiver.before, receiver.room),
            after=_share(receiver.after, receiver.room),
            **said,
        ),
    ]
    if known:
        parts.append(tr("{receiver} knows the {client} already", **said))
    elif since is not None:
        months = max(0, round((today - since).days / _DAYS_A_MONTH))
        parts.append(tr("{giver} has known the {client} for {time}", time=months_text(months), **said))
    return "; ".join(parts) + "."


def _share(carried: Fraction, room: Fraction) -> str:
    return percent(carried / room) if room else tr("more than nothing")
