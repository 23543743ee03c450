"""A plan for the quarter: a day for each due talk of a consultant; planned in whole or in part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr, trn
from caseload_tui.services.quarter import PlanItem, QuarterPlan
from caseload_tui.ui.commands import Command, Texts
from caseload_tui.ui.commands.going import DEEDS, Acting
from caseload_tui.ui.forms.fields import TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.values import Values
from caseload_tui.ui.look import mode_word
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.screens.confirm import Confirm
from caseload_tui.ui.screens.suggested import IN_SUGGESTION, SuggestedScreen
from caseload_tui.ui.widgets.cells import HEADING, LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services


class PlanSuggested(Acting):
    """Plan the talks."""

    id, key, section, action, weight = "plan_suggested", "p", DEEDS, "plan", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("plan"), tr("Plan"), tr("Plan what is marked, or all of it; one undo takes it back."))


class TalksAWeek(Acting):
    """Count talks instead of minutes."""

    id, key, section, action, weight = "talks_a_week", "t", DEEDS, "talks_a_week", 15

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Say how many talks a full week may have, instead of minutes and hours.")
        return Texts(tr("talks a week"), tr("Talks a week"), said)


class PlanPainter(PagePainter[PlanItem]):
    """A talk a row."""

    columns = (Column(11), Column(20, share=2), Column(14, share=1), Column(8), Column(5))

    def key(self, record: PlanItem) -> str:
        """Return client and kind."""
        return f"{record.client.id}:{record.placed.talk.kind}"

    def cells(self, record: PlanItem) -> Cells:
        """Return the texts."""
        placed = record.placed
        day = near_date(placed.on, self.look.today) if placed.on else tr("no room")
        return (
            Cell(day, LATE if placed.late or placed.on is None else "text"),
            self.look.name(record.client),
            Cell(self.look.kind(placed.talk.kind), MUTED),
            Cell(mode_word(record.mode), MUTED),
            Cell(placed.talk.hood or "", MUTED),
        )


class QuarterScreen(SuggestedScreen[QuarterPlan, PlanItem]):
    """On which day each due talk could be."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (PlanSuggested, TalksAWeek, *IN_SUGGESTION)

    def __init__(self, consultant: str) -> None:
        super().__init__(PlanPainter())
        self._consultant = consultant
        self._talks_a_week: int | None = None

    def title_text(self) -> str:
        """Return whose plan it is."""
        return tr("The quarter of {name}", name=self.shell.look.consultant(self._consultant))

    def read(self, services: Services) -> QuarterPlan:
        """Make the suggestion."""
        return services.quarters.suggest((self._consultant,), talks_a_week=self._talks_a_week)

    def about(self, found: QuarterPlan) -> str:
        """Return how many talks there are, and what is late or has no room."""
        late, without = sum(item.placed.late > 0 for item in found.items), len(found.items) - len(found.placed)
        parts = [trn("{n} talk", "{n} talks", len(found.items))]
        if late:
            parts.append(trn("{n} of them late", "{n} of them late", late))
        if without:
            parts.append(trn("{n} without room", "{n} without room", without))
        parts.append(tr("within the hours there are") if found.by_minutes else tr("by talks a week"))
        return " \N{MIDDLE DOT} ".join(parts)

    def entries(self, found: QuarterPlan) -> Sequence[Heading | PlanItem]:
        """Return the talks week by week, those without room last."""
        rows: list[Heading | PlanItem] = []
        for monday, items in groupby(found.items, key=lambda item: _monday(item.placed.on)):
            here = list(items)
            name = tr("wk {week}", week=monday.isocalendar().week) if monday else tr("no room")
            rows += [
                Heading(
                    name,
                    cells=(Cell(name.upper(), HEADING), Cell(str(len(here)), MUTED), "", "", ""),
                    columns=PlanPainter.columns,
                ),
                *here,
            ]
        return rows

    def empty(self, found: QuarterPlan) -> tuple[str, str]:
        """Return what it means that nothing is suggested."""
        return tr("Nothing waits to be planned."), tr("All that is due in these weeks has a day already.")

    def action_plan(self) -> None:
        """Ask, then plan."""
        items = tuple(item for item in self.chosen if item.placed.on is not None)
        if not items:
            return
        said = trn("{n} talk planned.", "{n} talks planned.", len(items))

        def sure(yes: bool | None) -> None:
            if yes:
                call = partial(self.shell.services.quarters.plan, items)
                self.shell.deed(call, said, description="planning the quarter", done=self.reckon)

        question = trn("Plan {n} talk?", "Plan {n} talks?", len(items))
        detail = tr("Each on the day that is suggested, without a time; one undo takes all of them back.")
        self.app.push_screen(Confirm(question, detail, tr("Plan")), sure)

    def action_talks_a_week(self) -> None:
        """Ask how many talks a full week may have."""

        def save(values: Values) -> int:
            return max(1, int(values.text("talks"))) if values.text("talks").isdigit() else 0

        def make() -> Form[int]:
            field = TextField("talks", tr("Talks a week"), str(self._talks_a_week or ""), hint=tr("empty: by minutes"))
            return Form(tr("Talks a week"), [field], deed=tr("Reckon"), save=save, said="", undoable=False)

        def then(talks: int) -> None:
            self._talks_a_week = talks or None
            self.reckon()

        self.shell.ask(make, then)


def _monday(day: date | None) -> date | None:
    return day - timedelta(days=day.weekday()) if day is not None else None
