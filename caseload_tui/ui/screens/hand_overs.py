"""Hand-overs over the screen: the offers that wait, and who had whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from caseload_tui.domain.dossier import OPEN
from caseload_tui.domain.rows import ContactRow, TransferRow
from caseload_tui.i18n import language, tr
from caseload_tui.services.naming import offer_state_name
from caseload_tui.ui.commands import Texts
from caseload_tui.ui.commands.going import Help, Privacy
from caseload_tui.ui.commands.reading import CloseReading
from caseload_tui.ui.look import ARROW, Look
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.screens.over import ListOver, OpenBehind, Title
from caseload_tui.ui.widgets.cells import ACCENT, DUE, HEADING, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading


class DecideOffer(OpenBehind):
    """Decide about the offer."""

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("decide"), tr("Decide about the offer"), tr("Accept the offer, reject it or take it back."))


class _OfferPainter(PagePainter[TransferRow]):
    columns = (Column(10), Column(22, share=2), Column(6), Column(30, share=2), Column(18, share=1))

    def key(self, record: TransferRow) -> str:
        """Return the offer."""
        return record.transfer.event

    def cells(self, record: TransferRow) -> Cells:
        """Return the texts."""
        look, offer = self.look, record.transfer
        until = tr("until {day}", day=look.day(offer.until)) if offer.until is not None else ""
        return (
            look.day(offer.on),
            look.name(record.client),
            Cell(look.veil.over(record.client.file_number), MUTED),
            f"{look.consultant(offer.consultant)} {ARROW} {look.consultant(offer.to)}",
            Cell(until, MUTED),
        )


class OffersScreen(ListOver[TransferRow, str]):
    """The offers behind a figure; the answer is the client about whom one decides."""

    OFFERS = (DecideOffer, CloseReading, Privacy, Help)

    def __init__(self, title: str, offers: Sequence[TransferRow]) -> None:
        super().__init__(title, _OfferPainter())
        self._offers = offers

    def entries(self) -> Sequence[Heading | TransferRow]:
        """Return the offers, by day."""
        return self._offers

    def answer(self, row: TransferRow) -> str:
        """Return the client."""
        return row.client.id


Past = ContactRow | TransferRow


class _PastPainter(PagePainter[Past]):
    """Of a consultant each row begins with the client, of a client with the consultant."""

    columns = (Column(10), Column(10, share=1), Column(24, share=3), Column(14, share=1), Column(18, share=2))

    def __init__(self, consultant: str | None) -> None:
        self._consultant, self.one_client = consultant, consultant is None

    def key(self, record: Past) -> str:
        """Return the offer, or the client with role and day."""
        if isinstance(record, TransferRow):
            return record.transfer.event
        return f"{record.client.id}:{record.role}:{record.start}:{record.consultant}"

    def titles(self, name: str, role: str, then: str) -> Heading:
        """Return the line over a block."""
        who = tr("who") if self.one_client else tr("{client}")
        cells = [
            Cell(name.upper(), HEADING, span=2),
            Cell(""),
            *(Cell(text, MUTED) for text in (who, role, then)),
        ]
        return Heading(name, cells=cells, columns=self.columns)

    def cells(self, record: Past) -> Cells:
        """Return the texts."""
        look = self.look
        if isinstance(record, TransferRow):
            return self._offer(record, look)
        here, until = record.until is None, look.day(record.until)
        who = look.consultant(record.consultant) if self.one_client else look.name(record.client)
        return (
            look.day(record.start),
            Cell(until, ACCENT if not here and record.until and record.until > look.today else MUTED),
            who,
            Cell(_role(record.role, look), MUTED),
            self._then(record, look),
        )

    def _then(self, record: ContactRow, look: Look) -> Cell:
        if record.stands_in:
            return Cell(tr("stands in for {name}", name=look.consultant(record.went_to)), DUE)
        if record.until is not None:
            return Cell(f"{ARROW} {look.consultant(record.went_to)}" if record.went_to else "", MUTED)
        came = record.came_from and not self.one_client
        return Cell(tr("from {name}", name=look.consultant(record.came_from)) if came else "", MUTED)

    def _offer(self, record: TransferRow, look: Look) -> Cells:
        offer = record.transfer
        of, to = look.consultant(offer.consultant), look.consultant(offer.to)
        where: Cell | str
        state = Cell("" if offer.state == OPEN else offer_state_name(offer.state), MUTED)
        if self.one_client:
            who, where = f"{of} {ARROW} {to}", state
            state = Cell(tr("until {day}", day=look.day(offer.until)) if offer.until else "", MUTED)
        else:
            who = look.name(record.client)
            mine = offer.consultant == self._consultant
            where = f"{ARROW} {to}" if mine else tr("from {name}", name=of) if offer.to == self._consultant else ""
            where = where or f"{of} {ARROW} {to}"
        return (look.day(offer.on), Cell(look.day(offer.decided_on), MUTED), who, where, state)


class HistoryScreen(ListOver[Past, str]):
    """Who had whom, the latest first: of a consultant, or of a client where none is named; the answer is a client."""

    def __init__(
        self, title: Title, contacts: Iterable[ContactRow], offers: Iterable[TransferRow], consultant: str | None
    ) -> None:
        self.painter: _PastPainter
        super().__init__(title, _PastPainter(consultant))
        self._contacts, self._offers = tuple(contacts), tuple(offers)

    def entries(self) -> Sequence[Heading | Past]:
        """Return the offers that wait and those that were decided, and the contacts of now, of later and of before."""
        return [*self._blocks()]

    def _blocks(self) -> Iterator[Heading | Past]:
        today = self.shell.look.today
        latest = sorted(self._contacts, key=lambda row: (row.until is None, row.until, row.start), reverse=True)
        role, titles = tr("role"), self.painter.titles
        now: tuple[Heading, Sequence[Past]] = (titles(tr("now"), role, ""), [row for row in latest if _now(row, today)])
        blocks: list[tuple[Heading, Sequence[Past]]] = [
            (titles(tr("waits"), "", ""), self._of_state(True)),
            (titles(tr("offers decided"), "", ""), self._of_state(False)),
            (titles(tr("later"), role, ""), [row for row in latest if row.start > today]),
            (titles(tr("before"), role, tr("went to")), [row for row in latest if _over(row, today)]),
        ]
        # A whole caseload would push what became of it out of sight.
        blocks.insert(0 if self.painter.one_client else len(blocks), now)
        for heading, rows in blocks:
            if rows:
                yield heading
                yield from rows

    def _of_state(self, waits: bool) -> Sequence[TransferRow]:
        """Return the offers that wait, or those that do not, the latest first."""
        return [row for row in self._offers if (row.transfer.state == OPEN) is waits][::-1]

    def empty(self) -> tuple[str, str]:
        """Return what it means that nothing stands here."""
        return tr("Nobody was anybody's contact yet."), tr("Contacts and hand-overs stand here as they come and go.")

    def answer(self, row: Past) -> str:
        """Return the client."""
        return row.client.id


def _now(row: ContactRow, today: date) -> bool:
    return row.start <= today and not _over(row, today)


def _over(row: ContactRow, today: date) -> bool:
    return row.until is not None and row.until <= today


def _role(role: str | None, look: Look) -> str:
    known = look.around.framework.roles_by_id.get(role or "")
    return known.name.to(language()) if known else role or ""
