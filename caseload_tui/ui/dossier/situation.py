"""Groups, situation and details of a client as rows of a dossier."""

from __future__ import annotations

from collections.abc import Iterator

from caseload_tui.domain.dossier import CONSENTS
from caseload_tui.domain.registering import DATES
from caseload_tui.domain.talking import wanted_fields
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr
from caseload_tui.services.naming import chooser_name, field_name, field_words, written
from caseload_tui.services.policy_words import policy_lines
from caseload_tui.ui.dossier import spots
from caseload_tui.ui.dossier.part import BROKEN_GLYPH, GONE_GLYPH, Entries, Part
from caseload_tui.ui.dossier.spots import Item, Spot
from caseload_tui.ui.look import DUE_GLYPH, LATE_GLYPH
from caseload_tui.ui.widgets.cells import DUE, LATE, MUTED, TEXT, Cell
from caseload_tui.ui.widgets.rows import Heading


class Situation(Part):
    """Placements, what holds for a while, and the changeable fields."""

    def groups(self) -> Entries:
        """Yield the placements on each axis, latest first, corrected ones too."""
        for axis in self.page.view.framework.axes:
            stays = self.dossier.stays.get(axis.id, ())
            wrong = tuple(stay for stay in self.dossier.wrong_stays if stay.axis == axis.id)
            if not stays and not wrong:
                continue
            yield Heading(self.page.names.axis(axis.id).upper())
            for stay in reversed(stays):
                until = self.look.day(stay.until) if stay.until else ""
                span = f"{self.look.day(stay.start)} \N{EN DASH} {until}".rstrip()
                why = [chooser_name(stay.chosen_by), self.look.said(stay.reason or "")]
                why += [tr("corrected")] if stay.corrected else []
                text = ", ".join(part for part in why if part)
                glyph = Cell(DUE_GLYPH if stay.until is None else GONE_GLYPH, TEXT if stay.until is None else MUTED)
                name = Cell(self.page.names.group(stay.group), TEXT if stay.until is None else MUTED)
                cells = (glyph, name, Cell(f"{span}  {text}", MUTED, span=2))
                yield Item(f"stay {stay.event}", cells, self.spot(spots.PLACEMENT, stay.event), f"{span}  {text}")
            for stay in wrong:
                text = tr("was wrong, from {day}", day=self.look.day(stay.start))
                cells = (
                    Cell(BROKEN_GLYPH, MUTED),
                    Cell(self.page.names.group(stay.group), MUTED),
                    Cell(text, MUTED, span=2),
                )
                yield Item(f"wrong {stay.event}", cells, self.spot(), text)

    def situation(self) -> Entries:
        """Yield contacts, target groups, freed duties, instruments, work, referrals and dated facts."""
        rows = [*self._contacts(), *self._held(), *self._works(), *self._once()]
        if rows:
            yield Heading(tr("SITUATION"))
            yield from rows

    def _row(self, key: str, label: str, name: str, span: str, spot: Spot, *, running: bool) -> Item:
        tone = TEXT if running else MUTED
        cells = (
            Cell(DUE_GLYPH if running else GONE_GLYPH, tone),
            Cell(label, MUTED),
            Cell(name, tone),
            Cell(span, MUTED),
        )
        return Item(key, cells, spot, f"{label}: {name}, {span}")

    def _contacts(self) -> Iterator[Item]:
        for contact in self.dossier.contacts:
            name, role = self.page.names.consultant(contact.consultant), self.page.names.role(contact.role)
            ended = contact.until is not None and contact.until <= self.page.today
            running = contact.start <= self.page.today and not ended
            spot = (
                self.spot("contact", f"{contact.consultant}/{contact.role or ''}")
                if running and contact.until is None
                else self.spot()
            )
            said = f"{name} ({role})" if role else name
            until = self.look.day(contact.until) if contact.until is not None else ""
            span = f"{self.look.day(contact.start)} \N{EN DASH} {until}".strip()
            yield self._row(f"contact {contact.event}", tr("contact"), said, span, spot, running=running)

    def _held(self) -> Iterator[Item]:
        lists = (
            ("label", tr("target group"), self.dossier.labels),
            ("duty", tr("freed from"), self.dossier.duties),
            ("instrument", tr("instrument"), self.dossier.instruments),
        )
        for what, label, items in lists:
            for item in items:
                running = not item.ended and (item.until is None or item.until > self.page.today)
                spot = self.spot(what, item.id) if running else self.spot()
                name = self.page.names.thing(item.id)
                yield self._row(f"{what} {item.event}", label, name, self._span(item), spot, running=running)

    def _works(self) -> Iterator[Item]:
        for work in self.dossier.works:
            parts = [tr("part-time") if work.part_time else "", work.employer or "", work.sector or ""]
            parts.append(tr("{hours} hours a week", hours=work.hours) if work.hours else "")
            name = self.look.said(", ".join(part for part in parts if part)) or tr("work")
            spot = self.spot("work", work.id) if work.until is None else self.spot()
            yield self._row(f"work {work.event}", tr("work"), name, self._span(work), spot, running=work.until is None)

    def _once(self) -> Iterator[Item]:
        for referral in self.dossier.referrals:
            note = f": {self.look.said(referral.note)}" if referral.note else ""
            name = self.page.names.thing(referral.partner) + note
            when = self.look.day(referral.on)
            yield self._row(f"referral {referral.event}", tr("referred to"), name, when, self.spot(), running=False)
        for fact, day in self.dossier.dates.items():
            name = self.page.names.thing(fact)
            yield self._row(f"dated {fact}", tr("date"), name, self.look.day(day), self.spot(), running=False)

    def _span(self, item: object) -> str:
        start, until = getattr(item, "start", None), getattr(item, "until", None)
        if until is not None:
            return f"\N{EN DASH} {near_date(until, self.page.today)}"
        return f"{self.look.day(start)} \N{EN DASH}" if start else ""

    def policy(self) -> Entries:
        """Yield what the policy says of the client's groups and target groups, what lacks in the colour of warnings."""
        before = ""
        for line in policy_lines(self.page.view, self.page.names, self.page.today):
            if line.about != before:
                yield Heading(tr("THE POLICY: {name}", name=line.about.upper()))
                before = line.about
            glyph = Cell(LATE_GLYPH, DUE) if line.warned else Cell("")
            cells = (glyph, Cell(line.label, MUTED), Cell(line.text, DUE if line.warned else TEXT, span=2))
            yield Item(f"policy {line.about} {line.label} {line.text}", cells, self.spot(), line.text)

    def details(self) -> Entries:
        """Yield the changeable fields; values set without knowledge of each other side by side."""
        yield Heading(tr("DETAILS"))
        for name in wanted_fields(self.dossier, self.page.view.framework):
            if self.dossier.concurrent(name):
                yield from self._concurrent(name)
                continue
            value = self.dossier.value(name)
            text = self._value(name, value)
            cells = (Cell(""), Cell(field_name(name), MUTED), Cell(text, TEXT if value else MUTED, span=2))
            yield Item(f"field {name}", cells, self.spot(spots.FIELD, name), text)

    def _concurrent(self, name: str) -> Iterator[Item]:
        """Yield the values of a field that were set without knowledge of each other, with who wrote each and when."""
        twice = tr("{field} was set twice: e chooses one", field=field_name(name))
        for place, item in enumerate(self.dossier.concurrent(name)):
            value, by = self._value(name, item.value), written(item, self.page.names, self.page.today)
            label = field_name(name) if place == 0 else ""
            cells = (Cell(LATE_GLYPH, LATE), Cell(label, MUTED), Cell(value, LATE), Cell(by, MUTED))
            whole = f"{value} ({by}) \N{MIDDLE DOT} {twice}"
            yield Item(f"field {name} {item.event}", cells, self.spot(spots.FIELD, name), whole)

    def _value(self, name: str, value: str | None) -> str:
        if not value:
            return "\N{EN DASH}"
        words = field_words(name, value)
        return words if name in (*DATES, *CONSENTS.values(), "preferred_mode") else self.look.said(words)
