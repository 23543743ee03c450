"""Two policies beside each other as rows of a list: totals, meetings, groups, who is late, what is left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caseload_tui.domain.policy_year import GroupCount, KindYear, Side
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.texts import Text
from caseload_tui.domain.what_if import GROUP, KIND, Open
from caseload_tui.formatting import days_text, number
from caseload_tui.i18n import language, tr
from caseload_tui.ui.widgets.cells import HEADING, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.domain.framework import Framework
    from caseload_tui.services.what_if import Comparison
    from caseload_tui.ui.look import Look

_FIGURE = Column(23, right=True)
# The narrow column keeps figures clear of the scroll bar where there is no room for remarks.
COLUMNS = (Column(20, share=2), _FIGURE, _FIGURE, Column(1), Column(24, share=1, least=100))


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is about, the present policy, the other one, and a remark."""

    key: str
    name: str
    present: str = ""
    other: str = ""
    remark: str = ""
    client: ClientRow | None = None
    """Whom the row names; the name is put into words, or masked, when it is painted."""
    framework: str | None = None
    """The policy that the row stands for, in the list to choose from."""


class LinePainter:
    """Paints rows with the words and the mask of the moment."""

    columns: Sequence[Column] = COLUMNS

    def __init__(self, look: Callable[[], Look]) -> None:
        self._look = look

    def key(self, record: Line) -> str:
        """Return what the row is about."""
        return record.key

    def cells(self, record: Line) -> Cells:
        """Return the texts."""
        if record.framework is not None:
            return (record.name, Cell(record.remark, MUTED, right=False, span=4))
        name = self._look().name(record.client) if record.client is not None else record.name
        return (name, record.present, record.other, "", Cell(record.remark, MUTED))


def entries(found: Comparison) -> list[Heading | Line]:
    """Return the rows under their headings."""
    present, other = found.figures.present, found.figures.other
    ids = (present.framework.id, other.framework.id)
    rows: list[Heading | Line] = [_titled(tr("the whole caseload"), *ids), *_totals(present, other)]
    rows += [_titled(tr("meetings a year"), *ids), *_kinds(present, other)]
    rows += [_titled(tr("{clients} per {group}"), *ids), *_groups(present, other)]
    rows += [Heading(tr("late under {name}", name=other.framework.id).upper(), len(other.late)), *_late(found)]
    if found.figures.left_open:
        heading = Heading(tr("without a counterpart, so unknown").upper(), len(found.figures.left_open))
        rows += [heading, *_left_open(found.figures.left_open, present.framework)]
    return rows


def _titled(name: str, present: str, other: str) -> Heading:
    return Heading(
        name, cells=(Cell(name.upper(), HEADING), Cell(present, MUTED), Cell(other, MUTED), "", ""), columns=COLUMNS
    )


def _totals(present: Side, other: Side) -> Iterator[Line]:
    def line(name: str, figure: Callable[[Side], str], remark: str = "") -> Line:
        return Line(f"total:{name}", name, figure(present), figure(other), remark)

    yield line(tr("{clients}"), lambda side: number(side.clients))
    yield line(tr("meetings a year"), lambda side: _known(side.meetings))
    yield line(tr("hours a year"), lambda side: _known(side.hours))
    yield line(tr("fte needed by norm"), lambda side: _norm(side.needed))
    yield line(tr("{clients} without norm"), lambda side: number(side.without_norm))
    yield line(tr("{clients} whose {group} is left open"), lambda side: number(side.unknown))
    yield line(tr("fte needed by hours"), lambda side: _known(side.needed_by_hours, 1), tr("the office's own hours"))
    yield line(tr("meetings late today"), lambda side: number(len(side.late)))
    yield line(tr("of which intake steps"), lambda side: number(side.late_steps))


def _kinds(present: Side, other: Side) -> Iterator[Line]:
    here, there = ({row.kind: row for row in side.kinds} for side in (present, other))
    names = _names((present, other), lambda framework: {kind.id: kind.name for kind in framework.kinds})
    for kind in dict.fromkeys((*here, *there)):
        remarks = [_words(row) for row in (here.get(kind), there.get(kind)) if row is not None]
        remark = "; ".join(dict.fromkeys(said for said in remarks if said))
        yield Line(f"kind:{kind}", names[kind], _frequency(here.get(kind)), _frequency(there.get(kind)), remark)


def _groups(present: Side, other: Side) -> Iterator[Line]:
    here, there = ({row.group: row for row in side.groups if row.group} for side in (present, other))
    names = _names((present, other), lambda framework: {key: item.name for key, item in framework.groups_by_id.items()})
    for group in dict.fromkeys((*here, *there)):
        yield Line(f"group:{group}", names[group], _count(here.get(group)), _count(there.get(group)))
    for row in other.groups:
        if row.group is None:
            axis = other.framework.axes_by_id[row.axis].name.to(language())
            yield Line(f"unknown:{row.axis}", tr("{axis}: unknown", axis=axis), "", number(row.clients))


def _late(found: Comparison) -> Iterator[Line]:
    side = found.figures.other
    for row in side.late:
        kind = side.framework.kinds_by_id[row.kind].name.to(language())
        client = found.clients[row.client]
        yield Line(f"late:{row.client}:{row.rule}", "", "", days_text(row.days), kind, client=client)


def _left_open(rows: Sequence[Open], framework: Framework) -> Iterator[Line]:
    for row in rows:
        if row.what == GROUP:
            sort, name = tr("{group}"), framework.groups_by_id[row.id].name
        elif row.what == KIND:
            sort, name = tr("meeting"), framework.kinds_by_id[row.id].name
        else:
            sort, name = tr("target group"), framework.target_groups_by_id[row.id].name
        counted = tr("{n} {clients}", n=number(row.clients))
        yield Line(f"open:{row.what}:{row.id}", name.to(language()), row.id, sort, counted)


def _names(sides: Sequence[Side], of: Callable[[Framework], Mapping[str, Text]]) -> dict[str, str]:
    """Return names by id; where both policies have the id, the present one's."""
    return {key: name.to(language()) for side in reversed(sides) for key, name in of(side.framework).items()}


def _frequency(row: KindYear | None) -> str:
    if row is None:
        return ""
    return tr("in words") if row.meetings is None and row.clients_in_words else _known(row.meetings)


def _words(row: KindYear) -> str:
    return "; ".join(f"“{words.to(language())}”" for words in row.words)


def _count(row: GroupCount | None) -> str:
    if row is None:
        return ""
    return (
        number(row.clients)
        if row.needed is None
        else tr("{n} · {fte} fte", n=number(row.clients), fte=number(row.needed, 1))
    )


def _known(value: float | None, digits: int = 0) -> str:
    return number(value, digits) if value is not None else tr("unknown")


def _norm(value: float | None) -> str:
    return number(value, 1) if value is not None else tr("no norm")
