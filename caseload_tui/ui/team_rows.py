"""How the team's figures look: consultants with their load, groups with norm and need, municipalities and roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len

from caseload_tui.domain.balance import Balance, ConsultantLoad, GroupLoad, PlaceLoad, RoleLoad
from caseload_tui.domain.load import HOURS
from caseload_tui.domain.stated import StatedGroup, Statement
from caseload_tui.formatting import number
from caseload_tui.frameworks.describing import number_words
from caseload_tui.i18n import language, tr, trn
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.reading import TeamPage
from caseload_tui.ui.team_people import BAR_WIDTH, QUARTER, PeopleRows, load_cell, titled, without_norm
from caseload_tui.ui.widgets.cells import LATE, MUTED, STRONG, Cell, Cells, Column, Spread
from caseload_tui.ui.widgets.rows import Heading

_ROOMY, _ROOMIER = 100, 113
"""The narrowest lists with long bars and municipalities side by side, and with the weeks of the quarter too."""


@dataclass(frozen=True, slots=True)
class AxisTotal:
    """The groups of one axis together."""

    axis: str
    clients: int
    needed: Fraction | None
    """None where no group has a norm."""
    complete: bool
    """False where clients of a group without a norm are not counted in the need."""
    per_municipality: tuple[int, ...]
    rows: tuple[GroupLoad, ...] = ()


Figure = ConsultantLoad | GroupLoad | AxisTotal | PlaceLoad | RoleLoad


class TeamPainter(PagePainter[Figure]):
    """Tables under each other: consultants, groups, municipalities and roles."""

    columns = (
        Column(18, share=1),
        Column(4, right=True),
        Column(8, right=True),
        Column(5, right=True),
        Column(9, right=True),
        Column(7, right=True),
        Column(QUARTER, most=_ROOMY - 1),
        Column(BAR_WIDTH, least=_ROOMY),
        Column(QUARTER, least=_ROOMIER),
    )
    page: TeamPage

    def key(self, record: Figure) -> str:
        """Return consultant, group, axis, municipality or role."""
        match record:
            case ConsultantLoad():
                return f"consultant:{record.consultant}"
            case GroupLoad():
                return f"group:{record.axis}:{record.group}"
            case AxisTotal():
                return f"axis:{record.axis}"
            case PlaceLoad():
                return f"municipality:{record.municipality}"
        return f"role:{record.role}"

    def cells(self, record: Figure) -> Cells | Spread:
        """Return the texts of the row; all but consultants have columns of their own."""
        match record:
            case ConsultantLoad():
                return PeopleRows(self.page, self.look).cells(record)
            case PlaceLoad():
                return Spread(self._place(record), self._plain)
            case RoleLoad():
                return Spread(self._role(record), self._plain)
        return self._group(record)

    def entries(
        self, people: Sequence[ConsultantLoad], groups: Sequence[GroupLoad], whole: bool
    ) -> Iterator[Heading | Figure]:
        """Yield consultants, then the groups axis by axis with a total, each under the names of its columns."""
        if people:
            yield PeopleRows(self.page, self.look).heading(self.columns)
            yield from people
        for axis in self.look.around.framework.axes:
            rows = [row for row in groups if row.axis == axis.id]
            if rows:
                places = self._places(rows[0])
                names = (tr("{clients}"), tr("per fte"), tr("needed"), *self._sources(), *places)
                yield titled(axis.name.to(language()), names, self._columns(places))
                yield from rows
                if whole:
                    yield _total(axis.id, rows)

    def more_entries(self, places: Sequence[PlaceLoad], roles: Sequence[RoleLoad]) -> Iterator[Heading | Figure]:
        """Yield municipalities and roles, each under the names of its columns."""
        hours = tr("hours") if self._timed else ""
        if places:
            yield titled(tr("municipality"), (tr("{clients}"), tr("load"), hours, tr("late"), ""), self._plain)
            yield from places
        if roles:
            yield titled(tr("role"), (tr("{clients}"), tr("load"), hours, "fte", tr("who")), self._plain)
            yield from roles

    def because(self, record: Figure) -> str:
        """Return what else there is to say of a figure, for the line under the list."""
        match record:
            case ConsultantLoad():
                return PeopleRows(self.page, self.look).about(record)
            case PlaceLoad():
                unknown = without_norm(record.unknown) if self.page.figures.model else ""
                silent = tr("{n} not spoken to for long", n=record.silent) if record.silent else ""
                return " \N{MIDDLE DOT} ".join(filter(None, (silent, unknown)))
            case RoleLoad():
                return "" if record.norms else tr("norms do not apply to this role")
        said = self._stated(record)
        texts = [_in_words(item) for item in (*said.sizes, *said.fte, *said.per_municipality)]
        return tr("The sources say: {said}", said="; ".join(texts)) if texts else ""

    @property
    def _timed(self) -> bool:
        """Tell whether any hours are known; that a list without talks asks none says nothing."""
        figures = self.page.figures
        known = (*(row.hours for row in figures.places), *(row.hours for row in figures.roles))
        return any(known)

    @property
    def _plain(self) -> tuple[Column, ...]:
        """Return the columns of municipalities and roles; that of the hours only where some are known."""
        return _PLAIN if self._timed else (*_PLAIN[:_HOURS], Column(0, gap=0), *_PLAIN[_HOURS + 1 :])

    def _hours(self, hours: Fraction | None) -> Cell:
        if not self._timed:
            return Cell("")
        return Cell(number(hours)) if hours is not None else Cell("?", MUTED)

    def _place(self, record: PlaceLoad) -> Cells:
        return (
            record.municipality or tr("not known"),
            number(record.clients),
            load_cell(record.load, record.clients),
            self._hours(record.hours),
            Cell(number(record.late), LATE) if record.late else Cell("0", MUTED),
            "",
        )

    def _role(self, record: RoleLoad) -> Cells:
        names = ", ".join(self.look.consultant(person) for person in record.people)
        known = self.look.around.framework.roles_by_id[record.role]
        return (
            known.name.to(language()),
            number(record.clients),
            load_cell(record.load, record.clients) if record.norms else Cell(tr("exempt"), MUTED),
            self._hours(record.hours),
            number(record.fte, 1),
            Cell(names, MUTED),
        )

    def _group(self, record: GroupLoad | AxisTotal) -> Spread:
        said, tone = self._stated(record), STRONG if isinstance(record, AxisTotal) else ""
        stated = [
            stated_words(words)
            for words, any_said in zip((said.sizes, said.fte), self._said(), strict=True)
            if any_said
        ]
        if isinstance(record, GroupLoad):
            name, norm = self.look.group(record.group), record.clients_per_fte
            per_fte = Cell(number_words(norm) if norm else tr("no norm"), MUTED)
            needed = number(record.needed, 1) if record.needed is not None else ""
            places: Iterable[int] = record.per_municipality.values()
        else:
            name, per_fte, places = tr("total"), Cell(""), record.per_municipality
            needed = number(record.needed, 1) if record.needed is not None else ""
            needed += " + ?" if needed and not record.complete else ""
        counts = [number(count) for count in places] if self._places(record) else []
        cells = (
            Cell(name, tone or "text"),
            Cell(number(record.clients), tone or "text"),
            per_fte,
            Cell(needed or "?", tone or ("text" if needed else MUTED)),
            *(Cell(text, MUTED) for text in stated),
            *(Cell(text, MUTED) for text in counts),
        )
        return Spread(cells, self._columns(self._places(record)))

    def _stated(self, record: GroupLoad | AxisTotal) -> StatedGroup:
        return self.page.stated[record.group] if isinstance(record, GroupLoad) else self.page.totals[record.axis]

    def _said(self) -> tuple[bool, bool]:
        """Tell whether the sources state how many people, and how many fte, for any group."""
        every = (*self.page.stated.values(), *self.page.totals.values())
        return any(item.sizes for item in every), any(item.fte for item in every)

    def _sources(self) -> tuple[str, ...]:
        """Return the titles over what sources state."""
        people, fte = self._said()
        return (*((tr("source: people"),) if people else ()), *((tr("source: fte"),) if fte else ()))

    def _places(self, record: GroupLoad | AxisTotal) -> tuple[str, ...]:
        """Return the titles over the municipalities, where several stand beside each other."""
        names = self.page.places if self.page.figures.municipality is None else ()
        if isinstance(record, GroupLoad) and len(names) > 1:
            names = tuple(record.per_municipality)
        return tuple(name or tr("not known") for name in names) if len(names) > 1 else ()

    def _columns(self, places: Iterable[str]) -> tuple[Column, ...]:
        people, fte = self._said()
        stated = (
            *((Column(14 if fte else 25, right=True),) if people else ()),
            *((Column(11, right=True),) if fte else ()),
        )
        return (
            Column(18, share=1),
            Column(7, right=True),
            Column(9, right=True),
            Column(7, right=True),
            *stated,
            *(Column(max(cell_len(name), 5), right=True, least=_ROOMY) for name in places),
        )


def _total(axis: str, rows: Sequence[GroupLoad]) -> AxisTotal:
    normed = [row for row in rows if row.needed is not None]
    places = zip(*(row.per_municipality.values() for row in rows), strict=True)
    return AxisTotal(
        axis,
        sum(row.clients for row in rows),
        sum((row.needed for row in normed if row.needed is not None), Fraction()) if normed else None,
        all(row.needed is not None or not row.clients for row in rows),
        tuple(sum(counts) for counts in places),
        tuple(rows),
    )


def stated_words(said: Sequence[Statement]) -> str:
    """Return what sources state in their quotation marks; those that differ stand side by side."""
    amounts = (tr("about {n}", n=number_words(item.value)) if item.circa else number_words(item.value) for item in said)
    distinct = " / ".join(dict.fromkeys(amounts))
    return f"“{distinct}”" if distinct else ""


def sums(page: Balance) -> str:
    """Return the totals in words, with the model they come from."""
    parts = [trn("{n} {client}", "{n} {clients}", page.clients)]
    if page.municipality is not None:
        parts.insert(0, page.municipality)
    needed = page.needed_by_hours if page.model == HOURS else page.needed
    if needed is not None:
        parts.append(tr("{fte} fte needed", fte=number(needed, 1)))
    if page.available is not None:
        parts.append(tr("{fte} fte available", fte=number(page.available, 1)))
    if page.exempt:
        parts.append(tr("{fte} fte exempt", fte=number(page.exempt, 1)))
    by = tr("by hours of talks") if page.model == HOURS else tr("by {clients} per fte")
    parts.append(by if page.model else tr("the policy gives no norm"))
    return " \N{MIDDLE DOT} ".join(parts)


def _in_words(item: Statement) -> str:
    amount = tr("about {n}", n=number_words(item.value)) if item.circa else number_words(item.value)
    place = f" {item.municipality}" if item.municipality else ""
    unit = " fte" if item.unit == "fte" else ""
    return f"“{amount}{unit}”{place} ({item.source})"


_PLAIN = (
    Column(18, share=1),
    Column(8, right=True),
    Column(8, right=True),
    Column(8, right=True),
    Column(6, right=True),
    Column(16, share=1),
)
"""The columns of municipalities and roles."""
_HOURS = 3
"""Which of them has the hours."""
