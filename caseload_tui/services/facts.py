"""Facts of a client that begin and end: labels, contacts, duties, instruments, work, referrals, dated facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import Dossier, Held
from caseload_tui.domain.facts import client as facts
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.leads import lead_of, role_for
from caseload_tui.domain.office import Consultant
from caseload_tui.errors import Refused
from caseload_tui.frameworks.wording import names_in
from caseload_tui.i18n import language, tr
from caseload_tui.services.counting import list_counts
from caseload_tui.services.desk import Desk
from caseload_tui.services.finding import Named, find_named

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading

Decide = Callable[[Dossier, Framework, date], Fact]


class Facts:
    """Facts that hold for a while; each method returns the dossier as it stands after it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def give_label(self, client_id: str, target_group: str, *, on: date | None = None) -> Dossier:
        """Say that the client belongs to a target group from a day on."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            return label_given(dossier, framework, target_group, day)

        def check(reading: Reading, framework: Framework) -> None:
            found = find_target_group(framework, target_group)
            full = next((item for item in list_counts(reading, framework) if item.about == found), None)
            if full is not None and full.clients >= full.at_most:
                name = framework.target_groups_by_id[found].name.to(language())
                raise Refused(
                    tr("“{name}” is full: {n} of at most {most}.", name=name, n=full.clients, most=full.at_most),
                    tr("End the label of somebody else first."),
                )

        return self._record(client_id, on, decide, check)

    def end_label(self, client_id: str, target_group: str, *, on: date | None = None) -> Dossier:
        """Say that the client no longer belongs to a target group from a day on."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            found = find_target_group(framework, target_group)
            _check_running(dossier.labels, found, day)
            return facts.LabelEnded(target_group=found, on=day)

        return self._record(client_id, on, decide)

    def add_contact(
        self, client_id: str, consultant: str, *, role: str | None = None, on: date | None = None
    ) -> Dossier:
        """Make a consultant a contact of the client; without a role, the one of theirs that fits who leads."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            person = self._consultant(consultant)
            found = role and find_named(framework.roles, role, tr("There is no role “{name}” here.", name=role))
            found = found or role_for(person.roles, lead_of(dossier, framework).wanted, framework)
            if any((item.consultant, item.role) == (person.id, found) for item in dossier.current_contacts):
                raise Refused(tr("This {consultant} is a contact already."), tr("Nothing needs to be done."))
            return facts.ContactAdded(consultant=person.id, role=found, from_=day)

        return self._record(client_id, on, decide)

    def end_contact(
        self, client_id: str, consultant: str, *, role: str | None = None, on: date | None = None
    ) -> Dossier:
        """End a contact of the client."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            contact = next(
                (
                    item
                    for item in dossier.current_contacts
                    if item.consultant == consultant and role in (None, item.role)
                ),
                None,
            )
            if contact is None:
                raise Refused(tr("This {consultant} is no contact."), tr("Look at the contacts in the dossier."))
            _check_after(day, contact.start)
            return facts.ContactEnded(consultant=contact.consultant, role=contact.role, on=day)

        return self._record(client_id, on, decide)

    def free(self, client_id: str, duty: str, *, on: date | None = None, until: date | None = None) -> Dossier:
        """Free the client from a duty until a day, or lastingly."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            found = find_named(framework.duties, duty, tr("There is no duty “{name}” here.", name=duty))
            if until is not None and until <= day:
                raise Refused(tr("The last day lies before the first."), tr("Choose a later last day."))
            return facts.DutyFreed(duty=found, from_=day, until=until)

        return self._record(client_id, on, decide)

    def bind(self, client_id: str, duty: str, *, on: date | None = None) -> Dossier:
        """Say that a duty binds the client again."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            title = tr("There is no duty “{name}” here.", name=duty)
            found = _held_or_named(dossier.duties, framework.duties, duty, title)
            _check_running(dossier.duties, found, day)
            return facts.DutyRestored(duty=found, on=day)

        return self._record(client_id, on, decide)

    def start_instrument(
        self,
        client_id: str,
        instrument: str,
        *,
        on: date | None = None,
        until: date | None = None,
        amount: float | None = None,
    ) -> Dossier:
        """Begin to use an instrument of the policy for the client, with what it costs where that is known."""

        def paid(started: Fact, day: date) -> tuple[Fact, ...]:
            named = getattr(started, "instrument", instrument)
            return () if amount is None else (facts.InstrumentPaid(instrument=named, amount=amount, on=day),)

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            title = tr("There is no instrument “{name}” here.", name=instrument)
            found = find_named(framework.instruments, instrument, title)
            if until is not None and until <= day:
                raise Refused(tr("The last day lies before the first."), tr("Choose a later last day."))
            return facts.InstrumentStarted(instrument=found, from_=day, until=until)

        return self._record(client_id, on, decide, also=paid)

    def pay_instrument(self, client_id: str, instrument: str, amount: float, *, on: date | None = None) -> Dossier:
        """Record an amount that was spent on an instrument for the client."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            title = tr("There is no instrument “{name}” here.", name=instrument)
            found = _held_or_named(dossier.instruments, framework.instruments, instrument, title)
            return facts.InstrumentPaid(instrument=found, amount=amount, on=day)

        return self._record(client_id, on, decide)

    def end_instrument(self, client_id: str, instrument: str, *, on: date | None = None) -> Dossier:
        """Say that an instrument ended."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            title = tr("There is no instrument “{name}” here.", name=instrument)
            found = _held_or_named(dossier.instruments, framework.instruments, instrument, title)
            _check_running(dossier.instruments, found, day)
            return facts.InstrumentEnded(instrument=found, on=day)

        return self._record(client_id, on, decide)

    def start_work(
        self,
        client_id: str,
        *,
        employer: str | None = None,
        on: date | None = None,
        part_time: bool = False,
        hours: int | None = None,
        sector: str | None = None,
    ) -> Dossier:
        """Record that the client found work; aftercare begins to count where the policy has it."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            work = self._desk.author.new_id()
            return facts.WorkStarted(
                work=work, on=day, employer=employer, part_time=part_time, hours=hours, sector=sector
            )

        return self._record(client_id, on, decide)

    def end_work(self, client_id: str, *, work: str | None = None, on: date | None = None) -> Dossier:
        """Record that a placement in work, or its aftercare, ended: the one named, else the latest."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            running = [item for item in dossier.works if item.until is None and work in (None, item.id)]
            if not running:
                raise Refused(tr("The {client} has no work to end."), tr("Look at the dossier."))
            _check_after(day, running[-1].start)
            return facts.WorkEnded(work=running[-1].id, on=day)

        return self._record(client_id, on, decide)

    def refer(self, client_id: str, partner: str, *, on: date | None = None, note: str | None = None) -> Dossier:
        """Record a referral to a partner."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            title = tr("There is no partner “{name}” here.", name=partner)
            found = find_named(framework.partners, partner, title) if framework.partners else partner
            return facts.ReferralMade(partner=found, on=day, note=note)

        return self._record(client_id, on, decide)

    def answer(self, client_id: str, *, on: date | None = None, note: str | None = None) -> Dossier:
        """Record that the client answered after missing invitations; their count begins anew."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            return facts.ClientAnswered(on=day, note=note)

        return self._record(client_id, on, decide)

    def acknowledge(self, client_id: str, signal: str, *, note: str | None = None) -> Dossier:
        """Say that somebody has seen a signal, by its key."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            return facts.SignalAcknowledged(signal=signal, note=note)

        return self._record(client_id, None, decide)

    def _record(
        self,
        client_id: str,
        on: date | None,
        decide: Decide,
        check: Callable[[Reading, Framework], None] | None = None,
        also: Callable[[Fact, date], tuple[Fact, ...]] = lambda _, __: (),
    ) -> Dossier:
        today = self._desk.today()
        if on is not None and on > today:
            raise Refused(tr("The day lies in the future."), tr("Choose today or an earlier day."))
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            if not dossier.present:
                raise Refused(tr("The dossier is closed."), tr("Reopen it first."))
            framework = writing.policy().framework
            fact = decide(dossier, framework, on or today)
            if check is not None:
                check(writing, framework)
            writing.record(client_id, fact, *also(fact, on or today))
            return writing.dossier(client_id)

    def _consultant(self, consultant: str) -> Consultant:
        with self._desk.reading() as reading:
            person = reading.office().consultant(consultant)
        if person is None or person.ended_on is not None:
            raise Refused(tr("That {consultant} does not work here."), tr("Look who works here with the team."))
        return person

    def date(self, client_id: str, fact: str, on: date) -> Dossier:
        """Record when a dated fact happened that the policy counts from."""

        def decide(dossier: Dossier, framework: Framework, day: date) -> Fact:
            title = tr("The policy counts from no fact “{name}”.", name=fact)
            return facts.ClientDated(fact=find_named(framework.dates, fact, title), on=day)

        return self._record(client_id, on, decide)


def find_target_group(framework: Framework, target_group: str) -> str:
    """Return the id of a target group of the policy by its id or name, or refuse."""
    title = tr("There is no target group “{name}” here.", name=target_group)
    return find_named(framework.target_groups, target_group, title)


def label_given(dossier: Dossier, framework: Framework, target_group: str, on: date) -> facts.LabelGiven:
    """Return the fact that the client belongs to a target group, or refuse one that is not for the client."""
    found = find_target_group(framework, target_group)
    if found in dossier.current_labels:
        raise Refused(tr("The {client} has this label already."), tr("Nothing needs to be done."))
    target = framework.target_groups_by_id[found]
    if target.groups and not set(target.groups).intersection(dossier.groups.values()):
        raise Refused(
            tr("This label is for other {groups}."),
            tr("It is for: {known}.", known=names_in(framework, target.groups)),
        )
    return facts.LabelGiven(target_group=found, on=on)


def _held_or_named(held: Iterable[Held], items: Iterable[Named], wanted: str, title: str) -> str:
    """Return the id of what the client has, though the policy may no longer have it, else of what the policy names."""
    return wanted if any(item.id == wanted for item in held) else find_named(items, wanted, title)


def _check_running(items: Iterable[Held], wanted: str, day: date) -> None:
    running = [item for item in items if item.id == wanted and (item.until is None or item.until > day)]
    if not running:
        raise Refused(tr("That does not run on this day."), tr("Look at the dossier."))
    _check_after(day, running[-1].start)


def _check_after(day: date, start: date) -> None:
    if day < start:
        raise Refused(tr("The day lies before it began."), tr("Choose a later day."))
