"""How the team's figures look: consultants with their load, groups with norm and need beside what sources state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from caseload_tui.domain.load import Balance, ConsultantLoad, GroupLoad
from caseload_tui.domain.stated import StatedGroup, Statement
from caseload_tui.formatting import number, percent
from caseload_tui.frameworks.describing import number_words
from caseload_tui.i18n import language, tr, trn
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.reading import TeamPage
from caseload_tui.ui.widgets.cells import DUE, HEADING, KEPT, LATE, MUTED, STRONG, Cell, Cells, Column, Spread
from caseload_tui.ui.widgets.rows import Heading

BAR_WIDTH = 30
_BAR_SHARE = 1.5
"""The share of capacity that a full bar stands for."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_HEIGHTS = " ▁▂▃▄▅▆▇█"
_TIGHT, _OVER = 0.95, 1.05
_BESIDE = 100
"""The narrowest list in which the municipalities stand beside each other."""


@dataclass(frozen=True, slots=True)
class AxisTotal:
    """The groups of one axis together."""

    axis: str
    clients: int
    needed: float | None
    """None where no group has a norm."""
    complete: bool
    """False where clients of a group without a norm are not counted in the need."""
    per_municipality: tuple[int, ...]


Figure = ConsultantLoad | GroupLoad | AxisTotal


class TeamPainter(PagePainter[Figure]):
    """Two tables under each other: consultants, and groups."""

    columns = (
        Column(22, share=1),
        Column(5, right=True),
        Column(8, right=True),
        Column(6, right=True),
        Column(9, right=True),
        Column(7, right=True),
        Column(BAR_WIDTH, least=100),
        Column(12, least=112),
    )
    page: TeamPage

    def key(self, record: Figure) -> str:
        """Return consultant, group or axis."""
        if isinstance(record, ConsultantLoad):
            return f"consultant:{record.consultant}"
        return f"group:{record.axis}:{record.group}" if isinstance(record, GroupLoad) else f"axis:{record.axis}"

    def cells(self, record: Figure) -> Cells | Spread:
        """Return the texts of the row; groups have columns of their own."""
        return self._consultant(record) if isinstance(record, ConsultantLoad) else self._group(record)

    def entries(
        self, people: Sequence[ConsultantLoad], groups: Sequence[GroupLoad], whole: bool
    ) -> Iterator[Heading | Figure]:
        """Yield consultants, then the groups axis by axis with a total, each under the names of its columns."""
        if people:
            scale = "".join(f"{share}%".ljust(BAR_WIDTH // 3) for share in (0, 50, 100))
            titles = ("fte", tr("{clients}"), tr("load"), tr("of fte"), tr("late"), scale, tr("12 weeks"))
            yield _titled(tr("{consultant}"), titles, self.columns)
            yield from people
        for axis in self.look.around.framework.axes:
            rows = [row for row in groups if row.axis == axis.id]
            if rows:
                places = self._places(rows[0])
                names = (tr("{clients}"), tr("per fte"), tr("needed"), *self._sources(), *places)
                yield _titled(axis.name.to(language()), names, self._columns(places))
                yield from rows
                if whole:
                    yield _total(axis.id, rows)

    def because(self, record: Figure) -> str:
        """Return what else there is to say of a figure, for the line under the list."""
        if isinstance(record, ConsultantLoad):
            return self._about_consultant(record)
        said = self._stated(record)
        texts = [_in_words(item) for item in (*said.sizes, *said.fte, *said.per_municipality)]
        return tr("The sources say: {said}", said="; ".join(texts)) if texts else ""

    def _about_consultant(self, record: ConsultantLoad) -> str:
        parts = [trn("{n} due in 30 days", "{n} due in 30 days", record.due_30_days)]
        if record.over_cap:
            names = ", ".join(self.look.group(group) for group in record.over_cap)
            parts.insert(0, tr("more than the policy allows: {groups}", groups=names))
        if record.unknown and self.page.figures.model:
            parts.append(trn("{n} {client} without norm", "{n} {clients} without norm", record.unknown))
        if record.hours_a_year:
            parts.append(tr("{n} hours of talks a year", n=number(record.hours_a_year)))
        if not record.norms_apply:
            parts.append(tr("norms do not apply to this role"))
        return " \N{MIDDLE DOT} ".join(parts)

    def _consultant(self, record: ConsultantLoad) -> Cells:
        used = record.utilisation if record.norms_apply else None
        tone = MUTED if used is None else LATE if used > _OVER else DUE if used > _TIGHT else KEPT
        mark = "! " if record.over_cap or (used is not None and used > _OVER) else ""
        share = Cell(mark + percent(used), LATE if mark else tone) if used is not None else Cell(tr("no norm"), MUTED)
        if used is None and record.over_cap:
            share = Cell(mark + tr("cap"), LATE)
        return (
            record.name or tr("nobody"),
            number(record.fte, 1),
            number(record.clients),
            number(record.load, 2) if record.load is not None else Cell("?", MUTED),
            share,
            Cell(number(record.late), LATE) if record.late else Cell("0", MUTED),
            Cell(bar(used, BAR_WIDTH), tone),
            Cell(
                heights(record.ahead, max((max(row.ahead) for row in self.page.figures.consultants), default=0)), MUTED
            ),
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
            *(Column(max(cell_len(name), 5), right=True, least=_BESIDE) for name in places),
        )


def _total(axis: str, rows: Sequence[GroupLoad]) -> AxisTotal:
    normed = [row for row in rows if row.needed is not None]
    places = zip(*(row.per_municipality.values() for row in rows), strict=True)
    return AxisTotal(
        axis,
        sum(row.clients for row in rows),
        sum(row.needed for row in normed if row.needed is not None) if normed else None,
        all(row.needed is not None or not row.clients for row in rows),
        tuple(sum(counts) for counts in places),
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
    if page.needed is not None:
        parts.append(tr("{fte} fte needed", fte=number(page.needed, 1)))
    if page.available is not None:
        parts.append(tr("{fte} fte available", fte=number(page.available, 1)))
    parts.append(tr("by {clients} per fte") if page.model else tr("the policy gives no norm"))
    return " \N{MIDDLE DOT} ".join(parts)


def bar(share: float | None, width: int) -> str:
    """Return a bar of block characters, an eighth of a cell fine; full at one and a half times the capacity."""
    if share is None:
        return ""
    eighths = round(min(share, _BAR_SHARE) / _BAR_SHARE * width * 8)
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_EIGHTHS[rest] if rest else "")


def heights(counts: Sequence[int], most: int) -> str:
    """Return a column for each count, full at the most of all rows; nothing where nothing is counted."""
    if not any(counts):
        return ""
    return "".join(_HEIGHTS[-(-count * (len(_HEIGHTS) - 1) // most)] for count in counts)


def _in_words(item: Statement) -> str:
    amount = tr("about {n}", n=number_words(item.value)) if item.circa else number_words(item.value)
    place = f" {item.municipality}" if item.municipality else ""
    unit = " fte" if item.unit == "fte" else ""
    return f"“{amount}{unit}”{place} ({item.source})"


def _titled(name: str, titles: Sequence[str], columns: Sequence[Column]) -> Heading:
    """Return a heading that names its columns."""
    cells = (Cell(name.upper(), HEADING), *(Cell(text, MUTED) for text in titles))
    return Heading(name, cells=cells, columns=columns)
