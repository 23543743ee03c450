"""The team's figures: what each consultant carries against the policy's norm, and what each group asks.

Enter on a figure opens the clients behind it. Where the policy gives no norm, it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult

from caseload_tui.domain.load import Balance, ConsultantLoad, GroupLoad
from caseload_tui.domain.rows import ClientRow
from caseload_tui.formatting import number, percent
from caseload_tui.i18n import language, tr, trn
from caseload_tui.ui.commands import Texts
from caseload_tui.ui.commands.going import GOING, TEAM, Acting, Filter
from caseload_tui.ui.intents import ShowCaseload
from caseload_tui.ui.panes import ListPane, PagePainter, matches
from caseload_tui.ui.reading import read_team
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.screens.what_if import WhatIf
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.cells import DUE, HEADING, KEPT, LATE, MUTED, Cell, Cells, Column, Spread
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services

Figure = ConsultantLoad | GroupLoad
BAR_WIDTH = 30
_BAR_SHARE = 1.5
"""The share of capacity that a full bar stands for."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_TIGHT, _OVER = 0.95, 1.05


class Behind(Acting):
    """Open the clients behind a figure."""

    id, key, section, action, weight = "open", "enter", GOING, "behind", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            tr("{clients}"), tr("The {clients} behind it"), tr("Show whom the figure under the cursor counts.")
        )


class Compare(Acting):
    """Look at the caseload under another policy."""

    id, key, section, action = "what_if", "w", GOING, "what_if"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            "", tr("Another policy"), tr("Show the same caseload under another policy, side by side; nothing changes.")
        )


class TeamPainter(PagePainter[Figure]):
    """Two tables under each other: consultants, and groups."""

    columns = (
        Column(22, share=1),
        Column(5, right=True),
        Column(10, right=True),
        Column(10, right=True),
        Column(9, right=True),
        Column(7, right=True),
        Column(BAR_WIDTH, least=100),
    )

    def key(self, record: Figure) -> str:
        """Return consultant or group."""
        if isinstance(record, ConsultantLoad):
            return f"consultant:{record.consultant}"
        return f"group:{record.axis}:{record.group}"

    def cells(self, record: Figure) -> Cells | Spread:
        """Return the texts of the row; groups have columns of their own."""
        return self._consultant(record) if isinstance(record, ConsultantLoad) else self._group(record)

    def _consultant(self, record: ConsultantLoad) -> Cells:
        used = record.utilisation
        tone = MUTED if used is None else LATE if used > _OVER else DUE if used > _TIGHT else KEPT
        mark = "! " if record.over_cap or (used is not None and used > _OVER) else ""
        if not record.norms_apply:
            share = Cell(tr("no norm"), MUTED)
        else:
            share = Cell(mark + percent(used), tone) if used is not None else Cell(tr("no norm"), MUTED)
        return (
            record.name or tr("nobody"),
            number(record.fte, 1),
            str(record.clients),
            number(record.load, 2) if record.load is not None else Cell("?", MUTED),
            share,
            Cell(str(record.late), LATE) if record.late else Cell("0", MUTED),
            Cell(bar(used, BAR_WIDTH), tone),
        )

    def _group(self, record: GroupLoad) -> Spread:
        norm = record.clients_per_fte
        cells = (
            self.look.group(record.group),
            str(record.clients),
            Cell(number(norm, 1 if norm % 1 else 0) if norm else tr("no norm"), MUTED),
            number(record.needed, 1) if record.needed is not None else Cell("?", MUTED),
            *(Cell(str(count), MUTED) for count in record.per_municipality.values()),
        )
        return Spread(cells, group_columns(record.per_municipality))


def group_columns(places: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of the groups: norm and need, and the municipalities of an office that has several."""
    names = tuple(places)
    widths = [cell_len(name) for name in names] if len(names) > 1 else [0 for _ in names]
    return (
        Column(22, share=1),
        Column(9, right=True),
        Column(10, right=True),
        Column(10, right=True),
        *(Column(width, right=True, least=92 if width else 10_000) for width in widths),
    )


class TeamPane(ListPane[Figure, Balance]):
    """Load against norm."""

    OFFERS = (Behind, Filter, Compare)
    tab = TEAM
    previews = False
    DEFAULT_CSS = """
    TeamPane > #sums { height: 1; padding: 0 2; color: $muted; width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(TeamPainter())

    def compose(self) -> ComposeResult:
        """Yield the tables with the sums under them."""
        yield from super().compose()
        yield SafeLabel("", id="sums")

    def show_page(self, page: Balance) -> None:
        """Show the tables and their sums."""
        super().show_page(page)
        if self.is_attached:
            self.query_one("#sums", SafeLabel).update(sums(page))

    def read(self, services: Services) -> Balance:
        """Read the figures."""
        return read_team(services)

    def entries(self, page: Balance, query: str) -> Sequence[Heading | Figure]:
        """Return consultants, then the groups axis by axis, each with the names of its columns."""
        look, columns = self.painter.look, self.painter.columns
        people = [row for row in page.consultants if matches(query, row.name)]
        entries: list[Heading | Figure] = []
        if people:
            scale = "".join(f"{share}%".ljust(BAR_WIDTH // 3) for share in (0, 50, 100))
            titles = ("fte", tr("{clients}"), tr("load"), tr("of fte"), tr("late"), scale)
            entries += [_titled(tr("{consultant}"), titles, columns), *people]
        for axis in look.around.framework.axes:
            groups = [row for row in page.groups if row.axis == axis.id and matches(query, look.group(row.group))]
            if groups:
                places = tuple(groups[0].per_municipality)
                names = (tr("{clients}"), tr("per fte"), tr("fte needed"), *places)
                entries += [_titled(axis.name.to(language()), names, group_columns(places)), *groups]
        return entries

    def total(self, page: Balance) -> int:
        """Return how many rows there are."""
        return len(page.consultants) + len(page.groups)

    def empty(self, page: Balance) -> tuple[str, str]:
        """Return what this list is for."""
        return tr("Nobody works here yet."), tr("Load and norm per {consultant} and {group} stand here.")

    def client_of(self, record: Figure) -> ClientRow | None:
        """Return nobody: the rows are figures."""
        return None

    def target_of(self, record: Figure) -> Target | None:
        """Return nothing: the rows are figures."""
        return None

    def action_behind(self) -> None:
        """Open the clients behind the figure under the cursor."""
        self.rows.action_activate()

    def action_what_if(self) -> None:
        """Choose another policy and compare."""
        self.app.push_screen(WhatIf(self.screen))

    def activate(self, record: Figure) -> None:
        """Open the clients behind the figure."""
        if isinstance(record, GroupLoad):
            self.post_message(ShowCaseload(query=f"of:all group:{record.group}"))
        elif record.consultant is not None:
            self.post_message(ShowCaseload(consultant=record.consultant))
        else:
            self.post_message(ShowCaseload(query="of:all"))


def sums(page: Balance) -> str:
    """Return the totals in words, with the model they come from."""
    parts = [trn("{n} {client}", "{n} {clients}", page.clients)]
    if page.needed is not None:
        parts.append(tr("{fte} fte needed", fte=number(page.needed, 1)))
    parts.append(tr("{fte} fte available", fte=number(page.available, 1)))
    parts.append(tr("by clients per fte") if page.model else tr("the policy gives no norm"))
    return " \N{MIDDLE DOT} ".join(parts)


def _titled(name: str, titles: Sequence[str], columns: Sequence[Column]) -> Heading:
    """Return a heading that names its columns."""
    cells = (Cell(name.upper(), HEADING), *(Cell(text, MUTED) for text in titles))
    return Heading(name, cells=cells, columns=columns)


def bar(share: float | None, width: int) -> str:
    """Return a bar of block characters, an eighth of a cell fine; full at one and a half times the capacity."""
    if share is None:
        return ""
    eighths = round(min(share, _BAR_SHARE) / _BAR_SHARE * width * 8)
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_EIGHTHS[rest] if rest else "")
