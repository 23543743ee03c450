"""A suggested rebalancing: who could take over whom and why; offered in whole or in part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from caseload_tui.formatting import percent
from caseload_tui.i18n import tr, trn
from caseload_tui.services.rebalancing import Proposed, Rebalanced
from caseload_tui.ui.commands import Command, Texts
from caseload_tui.ui.commands.going import DEEDS, Acting
from caseload_tui.ui.forms.fields import LongField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.values import Values
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.screens.suggested import IN_SUGGESTION, SuggestedScreen
from caseload_tui.ui.widgets.cells import HEADING, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services


class OfferSuggested(Acting):
    """Offer the hand-overs."""

    id, key, section, action, weight = "offer_suggested", "o", DEEDS, "offer", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Offer what is marked, or all of it; who receives it accepts or rejects.")
        return Texts(tr("offer"), tr("Offer"), said)


class MovePainter(PagePainter[Proposed]):
    """A client a row, with who gives and who receives."""

    columns = (Column(8), Column(20, share=2), Column(16, share=1), Column(16, share=1))

    def key(self, record: Proposed) -> str:
        """Return the client."""
        return record.client.id

    def cells(self, record: Proposed) -> Cells:
        """Return the texts."""
        look = self.look
        return (
            Cell(record.client.file_number, MUTED),
            look.name(record.client),
            Cell(look.groups(record.client), MUTED),
            look.consultant(record.move.receiver),
        )


class RebalanceScreen(SuggestedScreen[Rebalanced, Proposed]):
    """Who could take over whom."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (OfferSuggested, *IN_SUGGESTION)

    def __init__(self) -> None:
        super().__init__(MovePainter())

    def title_text(self) -> str:
        """Return what is suggested."""
        return tr("Rebalancing: the fewest hand-overs with which the load fits")

    def read(self, services: Services) -> Rebalanced:
        """Make the suggestion."""
        return services.rebalancing.suggest()

    def about(self, found: Rebalanced) -> str:
        """Return how the load changes, and what is left alone."""
        parts = [trn("{n} hand-over", "{n} hand-overs", len(found.moves))]
        over = sum(1 for carrying in found.suggestion.carrying.values() if carrying.left_over)
        if over:
            parts.append(trn("{n} still carries too much", "{n} still carry too much", over))
        if found.suggestion.unknown:
            parts.append(trn("{n} of unknown load is left", "{n} of unknown load are left", found.suggestion.unknown))
        if found.suggestion.fixed:
            parts.append(trn("{n} is left alone", "{n} are left alone", found.suggestion.fixed))
        return " \N{MIDDLE DOT} ".join(parts)

    def entries(self, found: Rebalanced) -> Sequence[Heading | Proposed]:
        """Return the moves by who gives, with the load before and after."""
        rows: list[Heading | Proposed] = []
        for giver, moves in groupby(found.moves, key=lambda item: item.move.giver):
            carrying = found.suggestion.carrying[giver]
            name = found.names[giver]
            change = ""
            if carrying.room:
                before, after = carrying.before / carrying.room, carrying.after / carrying.room
                change = f"{percent(before)} \N{RIGHTWARDS ARROW} {percent(after)}"
            cells = (Cell(name.upper(), HEADING, span=2), "", Cell(change, MUTED), Cell(tr("to"), MUTED))
            rows += [Heading(name, cells=cells, columns=MovePainter.columns), *moves]
        return rows

    def empty(self, found: Rebalanced) -> tuple[str, str]:
        """Return what it means that nobody need go."""
        if any(carrying.over for carrying in found.suggestion.carrying.values()):
            return tr("Nobody has room for what is too much."), tr(
                "Look at the formation, or at who may take over whom."
            )
        return tr("Nobody carries more than fits."), tr("There is nothing to hand over.")

    def action_offer(self) -> None:
        """Ask for the note, then offer."""
        moves, services = self.chosen, self.shell.services
        if not moves:
            return

        def save(values: Values) -> int:
            return services.rebalancing.offer(moves, values.text("note"))

        def make() -> Form[int]:
            return Form(
                trn("Offer {n} hand-over", "Offer {n} hand-overs", len(moves)),
                [LongField("note", tr("Note"), needed=True)],
                deed=tr("Offer"),
                save=save,
                said=tr("Offered."),
                lead=tr("Each is accepted or rejected by who receives it; one undo takes all of them back."),
            )

        self.shell.ask(make, lambda _: self.reckon())
