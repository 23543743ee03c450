"""Clients of another system: registered once, and brought up to date when the same row says something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain import moving, registering
from caseload_tui.domain.dossier import ACTIVE, CHANGEABLE, Dossier
from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.client import ClientChanged, ContactAdded, ContactEnded, LabelEnded
from caseload_tui.domain.facts.source import CLIENT, SourceSeen
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.leads import lead_of, role_for
from caseload_tui.domain.moving import Move
from caseload_tui.domain.people import fold, split_prefix
from caseload_tui.domain.registering import NewClient
from caseload_tui.domain.traces import KEY
from caseload_tui.i18n import language, tr
from caseload_tui.incoming.mapping import Mapped
from caseload_tui.incoming.rows import YES, Said
from caseload_tui.incoming.troubles import Trouble
from caseload_tui.services.counting import list_counts
from caseload_tui.services.facts import label_given
from caseload_tui.services.finding import find_named
from caseload_tui.services.incoming.seen import SeenRows
from caseload_tui.services.incoming.taker import Taker, of_field
from caseload_tui.services.team import find_consultant

if TYPE_CHECKING:
    from caseload_tui.store.writing import Writing

_AT_REGISTRATION = frozenset(
    {"file_number", "given_name", "prefix", "family_name", "born_on", "municipality", "benefit_since"}
)


class ClientTaker(Taker):
    """Registers and changes clients."""

    record = CLIENT

    def __init__(self, writing: Writing, mapped: Mapped, seen: SeenRows, *, by: str, today: date) -> None:
        super().__init__(writing, mapped, seen, by=by, today=today)
        self._axes, self._labels = mapped.within("groups"), mapped.within("labels")

    def known_ids(self) -> Mapping[str, Collection[str]]:
        """Return the ids of axes and target groups."""
        return {"groups": self.framework.axes_by_id, "labels": self.framework.target_groups_by_id}

    def prepare(self, said: Said) -> None:
        """Take the prefix out of a family name where the table has no column for it."""
        if "prefix" not in self.mapped.fields and "family_name" in said.values:
            prefix, family = split_prefix(said.values["family_name"])
            if prefix:
                said.values |= {"prefix": prefix, "family_name": family}

    def arrive(self, fresh: list[Said]) -> None:
        """Register clients together; what hangs on the registration follows once it is recorded."""
        rows, facts = {}, []
        for said in fresh:
            with self.noting(said):
                client_id = self.writing.new_id()
                facts += [(client_id, fact) for fact in self._registration(client_id, said)]
                rows[client_id] = said
        events: dict[str, list[Event]] = defaultdict(list)
        for event in self.writing.record_many(facts):
            events[event.dossier].append(event)
        further = []
        for client_id, said in rows.items():
            with self.noting(said):
                dossier = dossier_of(events[client_id])
                further += [(client_id, fact) for fact in self._further(dossier, said)]
                further.append((client_id, self.sees(said, client_id)))
        self.writing.record_many(further)

    def whose(self, said: Said, before: SourceSeen) -> str:
        """Return the client that the row became."""
        return before.id

    def change(self, said: Said, before: SourceSeen, dossier: Dossier) -> Iterable[Fact]:
        """Return what changed there; what was changed here meanwhile stays beside it until a person chooses."""
        names = [name for name in self.mapped.fields if said.values.get(name) != before.values.get(name)]
        if "prefix" not in self.mapped.fields:
            names.append("prefix")
        facts: list[Fact] = []
        for name in names:
            with of_field(name):
                facts += self._changed(dossier, name, said, before.values.get(name, ""))
        return [*facts, self.sees(said, before.id)]

    def known_by(self, said: Said) -> tuple[str, str, str]:
        """Return that the row knows its client by its own key."""
        return KEY, said.key, self.mapped.key

    def finish(self) -> None:
        """See that no list of the policy holds more than it may."""
        if not self._labels or not self.added + self.updated:
            return
        for count in list_counts(self.writing, self.framework):
            if count.passed and count.about in self._labels:
                name = self.framework.target_groups_by_id[count.about].name.to(language())
                message = tr("“{name}” is full: {n} of at most {most}.", name=name, n=count.clients, most=count.at_most)
                self.troubles.add(Trouble(0, self._labels[count.about].name, "", message))

    def _registration(self, client_id: str, said: Said) -> Iterator[Fact]:
        values = said.values
        with of_field("file_number"):
            number = self.numbers.give(client_id, values.get("file_number"))
        client = NewClient(
            given_name=values["given_name"],
            family_name=values["family_name"],
            prefix=values.get("prefix"),
            born_on=self.day(said, "born_on"),
            municipality=values.get("municipality"),
            benefit_since=self.day(said, "benefit_since"),
            on=self.day(said, "registered_on"),
        )
        registered = registering.decide_registration(client, self.framework, number, today=self.today)
        yield registered
        groups = [self._group(said, axis) for axis in self._axes]
        for first in moving.first_placements(self.framework, filter(None, groups), registered.on, by=self.by):
            with of_field(f"since.{first.axis}"):
                yield moving.placed_since(first, self.day(said, f"since.{first.axis}"), today=self.today)

    def _group(self, said: Said, axis: str) -> str | None:
        """Return the id of the group that a row names, by id, alias or name."""
        value = said.values.get(f"groups.{axis}")
        if not value:
            return None
        with of_field(f"groups.{axis}"):
            return moving.find_group(self.framework, value, axis)[1]

    def _further(self, dossier: Dossier, said: Said) -> Iterator[Fact]:
        """Yield what is said of a client beside the registration."""
        values, on = said.values, dossier.began_on
        for label in self._labels:
            if values.get(f"labels.{label}") == YES:
                with of_field(f"labels.{label}"):
                    yield label_given(dossier, self.framework, label, on)
        with of_field("consultant"):
            yield self._contact(dossier, values.get("consultant") or self.by, on)
        for name in CHANGEABLE:
            if name in values and name not in _AT_REGISTRATION:
                with of_field(name):
                    yield registering.decide_change(dossier, self.framework, name, values[name], today=self.today)
        if "closed_on" in values:
            with of_field("closed_on"):
                yield self._closing(dossier, said)

    def _changed(self, dossier: Dossier, name: str, said: Said, before: str) -> Iterator[Fact]:
        """Yield what a field that says something else than before asks here."""
        table, _, part = name.partition(".")
        value = said.values.get(name, "")
        if name in CHANGEABLE:
            yield from self._field(dossier, name, value, before)
        elif table == "groups":
            group = self._group(said, part)
            if dossier.groups.get(part) != group:
                move = Move(axis=part, group=group, on=self._since(said, part), reason=self._taken_over)
                yield moving.taken_over(dossier, self.framework, move, by=self.by, today=self.today)
        elif table == "since":
            yield from self._redated(dossier, part, said, before)
        elif table == "labels":
            has = part in dossier.current_labels
            if value == YES and not has:
                yield label_given(dossier, self.framework, part, self.today)
            elif value != YES and has:
                yield LabelEnded(target_group=part, on=self.today)
        elif name == "consultant":
            yield from self._handed_over(dossier, value, before)
        elif name == "closed_on" and value and dossier.status == ACTIVE:
            yield self._closing(dossier, said)
        elif name in ("registered_on", "closed_on"):
            self._leave(said, name)

    def _redated(self, dossier: Dossier, axis: str, said: Said, before: str) -> Iterator[Fact]:
        """Yield that a placement which came from there began on another day; one that was made here stays."""
        stays = dossier.stays.get(axis, ())
        if not stays or stays[-1].until is not None or stays[-1].group != self._group(said, axis):
            return
        known = date.fromisoformat(before) if before else dossier.began_on
        on = self.day(said, f"since.{axis}")
        if on is None or stays[-1].start not in (known, on):
            self._leave(said, f"since.{axis}")
        elif on != stays[-1].start:
            yield moving.dated_elsewhere(dossier, stays[-1], on, reason=self._taken_over, today=self.today)

    def _since(self, said: Said, axis: str) -> date:
        """Return the day from which a changed group holds: the one that the row names, else today."""
        return self.day(said, f"since.{axis}") or self.today

    @property
    def _taken_over(self) -> str:
        return tr("taken over from {source}", source=self.mapped.source)

    def _leave(self, said: Said, name: str) -> None:
        """Tell that a day which says something else there is left as it is here."""
        left = tr("this day stays as it is here; change it by hand where it must")
        self.warnings.add(Trouble(said.line, self.mapped.fields[name].name, said.values.get(name, ""), left))

    def _field(self, dossier: Dossier, name: str, value: str, before: str) -> Iterator[ClientChanged]:
        known = dossier.fields.get(name, ())
        if len(known) <= 1 and fold(dossier.value(name) or "") == fold(value):
            return
        if name == "file_number":
            value = self.numbers.give(dossier.id, value)
        changed = registering.decide_change(dossier, self.framework, name, value or None, today=self.today)
        # What somebody changed here was not known there: it is not replaced.
        yield replace(changed, replaces=tuple(item.event for item in known if fold(item.value or "") == fold(before)))

    def _handed_over(self, dossier: Dossier, value: str, before: str) -> Iterator[Fact]:
        person = find_consultant(self.office, value or self.by)
        former = find_consultant(self.office, before or self.by)
        if any(item.consultant == person.id for item in dossier.current_contacts):
            return
        for contact in dossier.current_contacts:
            if contact.consultant == former.id:
                yield ContactEnded(consultant=former.id, role=contact.role, on=self.today)
        yield self._contact(dossier, person.id, self.today)

    def _contact(self, dossier: Dossier, consultant: str, on: date) -> ContactAdded:
        person = find_consultant(self.office, consultant)
        role = role_for(person.roles, lead_of(dossier, self.framework).wanted, self.framework)
        return ContactAdded(consultant=person.id, role=role, from_=on)

    def _closing(self, dossier: Dossier, said: Said) -> Fact:
        reason = said.values.get("closed_reason", "")
        if self.framework.outflow_reasons and reason:
            with of_field("closed_reason"):
                title = tr("There is no reason of outflow “{name}” here.", name=reason)
                reason = find_named(self.framework.outflow_reasons, reason, title)
        on = self.day(said, "closed_on") or self.today
        return registering.decide_closing(dossier, on, reason, aftercare=False, today=self.today)
