"""The clients and talks behind figures: lists over the screen; enter opens the dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from caseload_tui.domain.agenda import TalkAhead
from caseload_tui.domain.rows import ClientRow
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr, trn
from caseload_tui.ui.look import clock
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.screens.over import ListOver
from caseload_tui.ui.widgets.cells import LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

Behind = Sequence[tuple[str, Sequence[str]]]
"""Under a word each: the identifiers of clients, each as often as it counts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A client in one of the figures, and how often."""

    client: ClientRow
    what: str
    times: int


class _ClientPainter(PagePainter[Counted]):
    columns = (Column(24, share=2), Column(10), Column(22, share=1, least=50), Column(6, right=True))

    def key(self, record: Counted) -> str:
        """Return the figure and the client."""
        return f"{record.what}:{record.client.id}"

    def cells(self, record: Counted) -> Cells:
        """Return the texts."""
        groups = ", ".join(map(self.look.group, record.client.groups.values()))
        times = f"{record.times}\N{MULTIPLICATION SIGN}" if record.times > 1 else ""
        return (self.look.name(record.client), Cell(record.client.file_number, MUTED), Cell(groups, MUTED), times)


class BehindScreen(ListOver[Counted, str]):
    """Whom figures count; the answer is the client whose dossier is asked for."""

    def __init__(self, title: str, behind: Behind, clients: Sequence[ClientRow]) -> None:
        super().__init__(title, _ClientPainter())
        self._behind, self._clients = behind, clients

    def entries(self) -> Sequence[Heading | Counted]:
        """Return whom each figure counts."""
        entries: list[Heading | Counted] = []
        for what, ids in self._behind:
            times = Counter(ids)
            if times:
                entries.append(Heading(what.upper(), len(ids)))
                entries += [Counted(row, what, times[row.id]) for row in self._clients if row.id in times]
        return entries

    def answer(self, row: Counted) -> str:
        """Return the client."""
        return row.client.id


class _TalkPainter(PagePainter[TalkAhead]):
    columns = (Column(10), Column(5), Column(24, share=2), Column(20, share=1))

    def key(self, record: TalkAhead) -> str:
        """Return when, what and who."""
        return f"{record.on}:{record.time}:{record.kind}:{record.clients[0].id}"

    def cells(self, record: TalkAhead) -> Cells:
        """Return the texts."""
        look, several = self.look, len(record.clients)
        who = look.name(record.clients[0])
        if several > 1:
            who = trn("group session with {n} {client}", "group session with {n} {clients}", several)
        day = Cell(near_date(record.on, look.today), LATE if record.on < look.today else "text")
        return (day, Cell(clock(record.time), MUTED), who, Cell(look.kind(record.kind), MUTED))


class TalksScreen(ListOver[TalkAhead, str]):
    """What a week asks of a consultant; the answer is the client whose dossier is asked for."""

    def __init__(self, title: str, talks: Sequence[TalkAhead]) -> None:
        super().__init__(title, _TalkPainter())
        self._talks = talks

    def entries(self) -> Sequence[Heading | TalkAhead]:
        """Return what is planned, then what waits for a plan."""
        entries: list[Heading | TalkAhead] = []
        for name, planned in ((tr("planned"), True), (tr("due, without a plan"), False)):
            talks = [talk for talk in self._talks if talk.planned is planned]
            if talks:
                entries += [Heading(name.upper(), len(talks)), *talks]
        return entries

    def answer(self, row: TalkAhead) -> str:
        """Return the first client."""
        return row.clients[0].id
