"""How consultants look among the team's figures: what each carries beside what fits, who is away, and the quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from caseload_tui.domain.agenda import WeekAhead
from caseload_tui.domain.balance import Balance, ConsultantLoad
from caseload_tui.domain.load import HOURS
from caseload_tui.domain.office import Leave
from caseload_tui.formatting import near_date, number, percent
from caseload_tui.i18n import tr, trn
from caseload_tui.services.naming import leave_words
from caseload_tui.ui.look import Look
from caseload_tui.ui.reading import TeamPage
from caseload_tui.ui.widgets.bars import FULL_AT, bar, pillar
from caseload_tui.ui.widgets.cells import DUE, HEADING, KEPT, LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

BAR_WIDTH, SHORT_BAR = 30, 12
QUARTER, _WEEK = 13, timedelta(weeks=1)
"""Weeks, and the cells they take."""
_TIGHT, _OVER = 0.95, 1.05
_ALL_OF_IT = Fraction(1_000_000)
"""What clients ask of somebody who is away."""


@dataclass(frozen=True, slots=True)
class PeopleRows:
    """The rows of consultants on one page."""

    page: TeamPage
    look: Look

    def heading(self, columns: Sequence[Column]) -> Heading:
        """Return the names of the columns."""
        weeks, load = tr("13 weeks"), tr("hours") if self._by_hours else tr("load")
        scale, short = "", weeks
        if self.page.figures.model:
            scale = "".join(f"{part}%".ljust(BAR_WIDTH // 3) for part in (0, 50, 100))
            short = "0%".ljust(round(SHORT_BAR / FULL_AT)) + "100%"
        titles = ("fte", tr("{clients}"), load, tr("of fte"), tr("late"), short, scale, weeks)
        return titled(tr("{consultant}"), titles, columns)

    def about(self, record: ConsultantLoad) -> str:
        """Return what else there is to say of a consultant."""
        parts = [*self._away(record), trn("{n} due in 30 days", "{n} due in 30 days", record.due_30_days)]
        for passed in record.caps_passed:
            name = self.look.group(passed.group)
            parts.insert(0, tr("{group}: {n}, at most {cap}", group=name, n=passed.clients, cap=passed.cap))
        if record.silent:
            parts.append(tr("{n} not spoken to for long", n=record.silent))
        if record.unknown and self.page.figures.model and not self._by_hours:
            parts.append(without_norm(record.unknown))
        if record.hours_a_year:
            parts.append(tr("{n} hours of talks a year", n=number(record.hours_a_year)))
        full = [week for week in record.weeks if week.share is not None and week.share > 1]
        if full:
            numbers = ", ".join(str(week.monday.isocalendar().week) for week in full)
            parts.append(tr("more talks than time in wk {weeks}", weeks=numbers))
        if not record.norms_apply:
            parts.append(tr("norms do not apply to this role"))
        return " \N{MIDDLE DOT} ".join(parts)

    def _away(self, record: ConsultantLoad) -> Iterator[str]:
        """Yield the leave of now and of the quarter ahead, who stands in, and for whom somebody does."""
        ahead = self.look.today + QUARTER * _WEEK
        for leave in self._leave(record):
            if leave.start <= ahead:
                yield tr("leave {days}", days=leave_words(leave))
        stands = self.page.standing_in
        for other, count in stands.get(record.consultant or "", {}).items():
            yield tr("{name} stands in for {n}", name=self.look.consultant(other), n=number(count))
        for former, by in stands.items():
            if taken := by.get(record.consultant or ""):
                yield tr("stands in for {name}: {n}", name=self.look.consultant(former), n=number(taken))

    def _leave(self, record: ConsultantLoad) -> tuple[Leave, ...]:
        """Return the leave that is not over."""
        person = self.look.around.office.consultant(record.consultant or "")
        return tuple(leave for leave in person.leave if not leave.over(self.look.today)) if person is not None else ()

    def cells(self, record: ConsultantLoad) -> Cells:
        """Return the texts of the row."""
        leave = next((leave for leave in self._leave(record) if leave.holds(self.look.today)), None)
        used = (record.used_by_hours if self._by_hours else record.utilisation) if record.norms_apply else None
        tone = MUTED if used is None else LATE if used > _OVER else DUE if used > _TIGHT else KEPT
        mark = "! " if record.over_cap or (used is not None and used > _OVER) else ""
        said = Cell(mark + percent(used), LATE if mark else tone) if used is not None else self._no_share(record)
        away = Cell(self._until(record, leave), DUE) if leave is not None else None
        carried = record.hours_a_year if self._by_hours else record.load
        digits, quarter = 0 if self._by_hours else 2, self._quarter(record.weeks)
        return (
            record.name or tr("nobody"),
            number(record.fte, 1),
            number(record.clients),
            load_cell(carried, record.clients, digits),
            said if away is None else Cell(f"! {tr('away')}", LATE) if record.clients else Cell(tr("away"), DUE),
            Cell(number(record.late), LATE) if record.late else Cell("0", MUTED),
            away or (Cell(bar(used, SHORT_BAR), tone) if self.page.figures.model else quarter),
            away or Cell(bar(used, BAR_WIDTH), tone),
            quarter,
        )

    def _until(self, record: ConsultantLoad, leave: Leave) -> str:
        """Return until when somebody is away, and who stands in."""
        others = map(self.look.consultant, self.page.standing_in.get(record.consultant or "", {}))
        through = tr("to {day}", day=near_date(leave.through, self.look.today)) if leave.through is not None else ""
        return " \N{MIDDLE DOT} ".join(filter(None, (through, ", ".join(others))))

    def _no_share(self, record: ConsultantLoad) -> Cell:
        if record.over_cap:
            return Cell("! " + tr("cap"), LATE)
        if not record.norms_apply:
            return Cell(tr("exempt"), MUTED)
        return Cell(tr("no norm") if not self.page.figures.model else "–", MUTED)

    def _quarter(self, weeks: Sequence[WeekAhead]) -> Cell:
        """Return the weeks ahead: their share of the time where it is known, else how many talks beside all others."""
        shares = [week.share for week in weeks]
        if weeks and all(week.share is not None or not week.available for week in weeks) and any(shares):
            heights_of = [
                min(part, 1.0) if part is not None else float(week.unplanned + week.planned > 0)
                for part, week in zip(shares, weeks, strict=True)
            ]
            over = any(part is not None and part > 1 for part in shares)
            return Cell(heights(heights_of, 1.0), LATE if over else MUTED)
        every = (week.planned + week.unplanned for row in self.page.figures.consultants for week in row.weeks)
        return Cell(heights([week.planned + week.unplanned for week in weeks], max(every, default=0)), MUTED)

    @property
    def _by_hours(self) -> bool:
        return self.page.figures.model == HOURS


def heaviest_first(figures: Balance) -> list[ConsultantLoad]:
    """Return who needs relief on top: above a cap, then by the share of what fits, then by what is late."""

    def place(row: ConsultantLoad) -> tuple[bool, bool, float, int]:
        used = row.used_by_hours if figures.model == HOURS else row.utilisation
        if row.clients and not row.fte:
            used = _ALL_OF_IT
        return row.consultant is None, not row.over_cap, -float(used or 0) if row.norms_apply else 0.0, -row.late

    return sorted(figures.consultants, key=place)


def load_cell(load: Fraction | None, clients: int, digits: int = 2) -> Cell:
    """Return a load; of nobody it is nothing, and what is not known is said so."""
    if load is None:
        return Cell("?" if clients else "0", MUTED)
    return Cell(number(load, digits))


def load_words(record: ConsultantLoad, model: str | None) -> str:
    """Return what a consultant carries beside what fits."""
    if not record.norms_apply:
        return tr("norms do not apply to this role")
    if model == HOURS and record.hours_a_year is not None and record.used_by_hours is not None:
        hours = tr("{n} hours of talks a year", n=number(record.hours_a_year))
        return f"{hours} \N{MIDDLE DOT} {percent(record.used_by_hours)}"
    if record.load is None:
        return tr("no norm")
    load = tr("{load} of {fte} fte", load=number(record.load, 2), fte=number(record.fte, 1))
    return f"{load} \N{MIDDLE DOT} {percent(record.utilisation)}" if record.utilisation is not None else load


def heights(counts: Sequence[float], most: float) -> str:
    """Return a column for each count, full at the most there can be; nothing where nothing is counted."""
    if not any(counts):
        return ""
    return "".join(pillar(count / most) for count in counts)


def without_norm(count: int) -> str:
    """Return for how many the policy has no norm; nothing for none."""
    return trn("{n} {client} without norm", "{n} {clients} without norm", count) if count else ""


def titled(name: str, titles: Sequence[str], columns: Sequence[Column]) -> Heading:
    """Return a heading that names its columns."""
    cells = (Cell(name.upper(), HEADING), *(Cell(text, MUTED) for text in titles))
    return Heading(name, cells=cells, columns=columns)
