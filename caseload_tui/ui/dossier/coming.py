"""What comes next for a client, and the life domains over the last talks."""

from __future__ import annotations

from caseload_tui.domain.dossier import OPEN, PLANNED, Meeting
from caseload_tui.formatting import days_text
from caseload_tui.frameworks.wording import how_often
from caseload_tui.i18n import tr
from caseload_tui.services.clients import DueView
from caseload_tui.services.explain import signal_text
from caseload_tui.services.naming import mode_name
from caseload_tui.ui.dossier import spots
from caseload_tui.ui.dossier.matrix import MOST_TALKS, above_marks, domain_rows
from caseload_tui.ui.dossier.part import Entries, Part
from caseload_tui.ui.dossier.spots import Item
from caseload_tui.ui.look import DRAFT_GLYPH, DUE_GLYPH, LATE_GLYPH, LATER_GLYPH, clock
from caseload_tui.ui.widgets.cells import DUE, HEADING, LATE, MUTED, TEXT, Cell
from caseload_tui.ui.widgets.rows import Heading


class Coming(Part):
    """What comes next, and the life domains."""

    def next(self) -> Entries:
        """Yield what waits for a decision or a signature, due meetings with their reasons, plans and signals."""
        unsigned = [talk for talk in self.page.talks if talk.unsigned]
        waiting = [item for item in self.dossier.proposals if item.state == OPEN]
        signals, plans = self.page.view.signals, self._other_plans()
        offer = self.dossier.open_transfer
        offers = [offer] if offer is not None else []
        count = sum(len(items) for items in (self.page.view.dues, unsigned, waiting, offers, signals, plans))
        if not count:
            return
        yield Heading(tr("NEXT"), count)
        for talk in unsigned:
            kind, day = self.page.names.kind(talk.kind), self.look.day(talk.on)
            spot = self.spot(meeting=talk.id, kind=talk.kind, unsigned=True, held=True)
            text = tr("held {day}, not signed", day=day)
            yield Item(f"unsigned {talk.id}", (Cell(DRAFT_GLYPH, DUE), kind, Cell(text, span=2)), spot, text)
        for item in offers:
            to, day = self.page.names.consultant(item.to), self.look.day(item.on)
            text = tr("offered to {name} {day}, not yet decided", name=to, day=day)
            cells = (Cell("?", DUE), tr("hand-over"), Cell(text, DUE, span=2))
            # Its note stands on the form only, where the access log gets an entry for it.
            yield Item(f"offer {item.event}", cells, self.spot(transfer=True), text)
        for proposal in waiting:
            text = tr("proposed {day}, waits for a decision", day=self.look.day(proposal.on))
            whole = f"{text}: {self.look.said(proposal.reason or '')}" if proposal.reason else text
            name = f"\N{RIGHTWARDS ARROW} {self.page.names.group(proposal.group)}"
            spot = self.spot(spots.PROPOSAL, proposal.axis)
            yield Item(f"proposal {proposal.event}", (Cell("?", DUE), name, Cell(text, DUE, span=2)), spot, whole)
        for due in self.page.view.dues:
            yield self._due(due)
        for plan in plans:
            yield self._plan(plan)
        for signal in signals:
            text = signal_text(signal, self.page.view.framework)
            days = (signal.on - self.page.today).days
            said = f"{text}, {days_text(days)}" if days >= 0 else text
            cells = (Cell(DUE_GLYPH, DUE), tr("signal"), Cell(said, span=2))
            whole = f"{text}, {self.look.day(signal.on)}"
            yield Item(f"signal {signal.key}", cells, self.spot(signal=signal.key), whole)

    def _other_plans(self) -> tuple[Meeting, ...]:
        """Return the plans that no due date above shows: beside another, without a date, or of a rule that is gone."""
        stands = (due.standing for due in self.page.view.dues)
        shown = {item.plan.meeting for item in stands if item is not None and item.plan is not None}
        return tuple(item for item in self.dossier.meetings if item.status == PLANNED and item.id not in shown)

    def _plan(self, plan: Meeting) -> Item:
        past = plan.on < self.page.today
        spot = self.spot(kind=plan.kind, meeting=plan.id, planned=True)
        when = " ".join(part for part in (self.look.day(plan.on), clock(plan.time), mode_name(plan.mode)) if part)
        text = tr("planned {when}, not recorded", when=when) if past else tr("planned {when}", when=when)
        glyph = Cell(LATE_GLYPH, LATE) if past else Cell(DUE_GLYPH, TEXT)
        cells = (glyph, self.page.names.kind(plan.kind), Cell(text, LATE if past else TEXT, span=2))
        return Item(f"plan {plan.id}", cells, spot, text)

    def _due(self, due: DueView) -> Item:
        base, stands = due.base, due.standing
        plan = stands.plan if stands is not None else None
        planned = plan is not None and self.dossier.meeting(plan.meeting) is not None
        sort = spots.WAIVER if base.waivers else spots.DEFERRAL if base.deferred_until else ""
        spot = self.spot(
            sort,
            base.rule,
            kind=base.kind,
            rule=base.rule,
            meeting=plan.meeting if plan and planned else None,
            planned=planned,
        )
        rule = self.page.view.framework.rules_by_id.get(base.rule)
        often = how_often(self.page.view.framework, rule) if rule else ""
        kind = self.page.names.kind(base.kind)
        if stands is None:
            cells = (Cell(LATER_GLYPH, MUTED), Cell(kind, MUTED), Cell(due.because, MUTED, span=2))
            return Item(f"due {base.rule}", cells, spot, due.because)
        glyph, words = self.look.state(stands), self.look.state_words(stands)
        day = self.look.day(stands.due_on)
        return Item(f"due {base.rule}", (glyph, kind, Cell(often, MUTED), words), spot, due.because or day)

    def domains(self) -> Entries:
        """Yield the life domains with marks of the last talks, the trend, and the latest note."""
        rows = domain_rows(self.page)
        if not rows or not self.page.talks:
            return
        above = (Cell(tr("LIFE DOMAINS"), HEADING, span=2), "", Cell(above_marks(self.page), MUTED), "")
        yield Heading("", cells=above, columns=spots.OVERVIEW)
        for row in rows:
            note = " ".join(self.look.said(row.note).split())
            trend = f"  {row.trend.ljust(MOST_TALKS)}" if any(other.trend for other in rows) else ""
            text = f"{row.marks}{trend}  {note}"
            cells = ("", row.name, Cell(text, TEXT, span=2))
            yield Item(f"domain {row.domain}", cells, self.spot(spots.DOMAIN, row.domain), self.look.said(row.note))
