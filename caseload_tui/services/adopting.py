"""Adopting a policy: what it comes to for the caseload, and doing it in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseload_tui.domain.adopting import Outcome, Vanishing, switch_dossiers
from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.folding import taken_back
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.switching import Switch, staff_facts
from caseload_tui.domain.translating import LEFT_OPEN, Counterparts, translation
from caseload_tui.errors import Refused
from caseload_tui.formatting import long_date
from caseload_tui.frameworks import library
from caseload_tui.frameworks.build import build
from caseload_tui.frameworks.counterparts import read_counterparts
from caseload_tui.frameworks.making import plain
from caseload_tui.frameworks.reading import Document
from caseload_tui.frameworks.readings import with_readings
from caseload_tui.i18n import language, tr, trn
from caseload_tui.services.desk import Desk
from caseload_tui.services.fitting import checked, fitting_house, fitting_readings
from caseload_tui.store.lock import hold

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading
    from caseload_tui.store.writing import Writing


@dataclass(frozen=True, slots=True)
class AdoptionPreview:
    """What adopting a policy comes to; the same before and after it was done."""

    present: Framework
    other: Framework
    in_force_from: date
    outcome: Outcome
    staff: tuple[Fact, ...]
    """Who works here, in the roles of the other policy."""
    dropped: tuple[str, ...]
    """House settings that the other policy has no place for."""
    clients: Mapping[str, ClientRow]
    """By identifier, in the order of the caseload."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy as it would be adopted: with its text, readings, house settings and counterparts."""

    fact: FrameworkAdopted
    framework: Framework
    given: Counterparts
    dropped: tuple[str, ...] = ()


class Adopting:
    """Adopting another policy, or another version of the present one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(
        self,
        framework: str,
        *,
        in_force_from: date | None = None,
        readings: Mapping[str, object] | None = None,
        counterparts: Path | None = None,
    ) -> AdoptionPreview:
        """Return what adopting the policy, by its id or file, would come to; nothing is recorded."""
        with self._desk.reading() as reading:
            return self._prepared(reading, framework, in_force_from, readings, counterparts)[1]

    def adopt(
        self,
        framework: str,
        *,
        in_force_from: date | None = None,
        readings: Mapping[str, object] | None = None,
        counterparts: Path | None = None,
    ) -> AdoptionPreview:
        """Adopt the policy and bring every dossier under it, all in one deed that cannot be undone."""
        with alone(self._desk) as writing:
            candidate, preview = self._prepared(writing, framework, in_force_from, readings, counterparts)
            record(writing, candidate, preview)
            return preview

    def _prepared(
        self,
        reading: Reading,
        framework: str,
        in_force_from: date | None,
        readings: Mapping[str, object] | None,
        counterparts: Path | None,
    ) -> tuple[Candidate, AdoptionPreview]:
        _, text, document = library.load(framework)
        policy, day = reading.policy(), in_force_from or self._desk.today()
        _check_day(day, policy, self._desk.today())
        candidate = _candidate(present_fact(reading), policy, text, document, day, readings, counterparts)
        return candidate, preview_of(reading, candidate, by=self._desk.by)


def _candidate(
    present: FrameworkAdopted,
    policy: Policy,
    text: str,
    document: Document,
    day: date,
    readings: Mapping[str, object] | None,
    counterparts: Path | None,
) -> Candidate:
    """Return the policy as it would be adopted, with what goes along of the present readings and house settings."""
    chosen = dict(readings or {})
    goes_on = policy.framework.id in (document["id"], document.get("replaces"))
    if readings is None and goes_on:
        chosen = fitting_readings(present.chosen_readings, document)
    with_readings_chosen = build(document, readings=chosen)
    given = read_counterparts(counterparts, policy, with_readings_chosen) if counterparts else Counterparts()
    house, dropped = fitting_house(present.house_settings, with_readings(document, chosen), given.kinds)
    return candidate_of(text, document, day, chosen, house, given, dropped)


def candidate_of(
    text: str,
    document: Document,
    day: date,
    readings: Mapping[str, object],
    house: Mapping[str, Any],
    given: Counterparts = Counterparts(),  # noqa: B008 - it is frozen
    dropped: tuple[str, ...] = (),
) -> Candidate:
    """Return a candidate of its parts; Refused where readings or house settings do not fit."""
    checked(document, readings, house)
    fact = FrameworkAdopted(
        framework=document["id"],
        text=text,
        in_force_from=day,
        chosen_readings={key: plain(value) for key, value in readings.items()},
        house_settings={key: plain(value) for key, value in house.items()},
    )
    framework = build(document, readings=fact.chosen_readings, house=fact.house_settings)
    return Candidate(fact, framework, given, dropped)


def preview_of(reading: Reading, candidate: Candidate, *, by: str) -> AdoptionPreview:
    """Return what adopting the candidate comes to for the clients of the store."""
    policy, present = reading.policy(), present_fact(reading)
    if _same(present, candidate.fact):
        raise Refused(
            tr("Nothing would change."),
            tr("The office works under this very policy, with these readings and house settings."),
        )
    after = Policy((*policy.adoptions, Adoption(candidate.framework, candidate.fact.in_force_from)))
    translate = translation(policy.framework, candidate.framework, candidate.given)
    reason = tr("adoption of “{policy}”", policy=candidate.framework.name.to(language()))
    rows = {row.id: row for row in reading.clients(ClientFilter())}
    switch = Switch(policy, after, translate, by, reason)
    outcome = switch_dossiers(reading.dossiers(), switch)
    staff = tuple(staff_facts(reading.office().consultants, switch))
    return AdoptionPreview(
        policy.framework, candidate.framework, candidate.fact.in_force_from, outcome, staff, candidate.dropped, rows
    )


def record(writing: Writing, candidate: Candidate, preview: AdoptionPreview) -> None:
    """Record the adoption with everything it takes; Refused where something lacks a counterpart."""
    if preview.outcome.lacking:
        raise Refused(
            tr("Some of the present policy has no counterpart in the other."),
            "\n".join(
                [
                    *(_lack(item) for item in preview.outcome.lacking),
                    tr("Say what stands for what with --map; nothing was changed."),
                ]
            ),
        )
    staff = ((OFFICE, fact) for fact in preview.staff)
    writing.record_many([(OFFICE, candidate.fact), *staff, *preview.outcome.facts])


def present_fact(reading: Reading) -> FrameworkAdopted:
    """Return the fact of the adoption in force, with its text, readings and house settings."""
    events = tuple(reading.events(OFFICE))
    undone = taken_back(events)
    return next(
        event.fact for event in reversed(events) if isinstance(event.fact, FrameworkAdopted) and event.id not in undone
    )


@contextmanager
def alone(desk: Desk) -> Iterator[Writing]:
    """Yield a transaction that has the store to itself."""
    with hold(desk.store.path, tr("caseload adopts a policy")), desk.writing() as writing:
        yield writing


def _check_day(day: date, policy: Policy, today: date) -> None:
    former = policy.adoptions[-1].in_force_from
    if day > today:
        raise Refused(tr("The day lies in the future."), tr("Adopt a policy on the day it comes into force, or later."))
    if day < former:
        raise Refused(
            tr("The day lies before the present policy came into force."),
            tr("Choose {day} or later.", day=long_date(former)),
        )


def _same(present: FrameworkAdopted, wanted: FrameworkAdopted) -> bool:
    return (present.framework, present.text, dict(present.chosen_readings), dict(present.house_settings)) == (
        wanted.framework,
        wanted.text,
        dict(wanted.chosen_readings),
        dict(wanted.house_settings),
    )


def _lack(item: Vanishing) -> str:
    names = {
        "axis": tr("axis"),
        "group": tr("{group}"),
        "kind": tr("kind of meeting"),
        "target_group": tr("target group"),
    }
    many = trn("{n} {client}", "{n} {clients}", item.today)
    said = tr("{what} “{id}”: {many}", what=names.get(item.what, item.what), id=item.id, many=many)
    return said + (" " + tr("(left open: every {client} needs a {group} here)") if item.what == "axis" else LEFT_OPEN)
