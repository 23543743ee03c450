"""A monitor for people: every block as a table in the words of the office, with the clients behind each figure."""

from __future__ import annotations

from collections.abc import Iterator

from caseload_tui.domain.monitor.flows import HANDED, HOUSE, LABELLED
from caseload_tui.domain.monitor.publishing import Shown
from caseload_tui.domain.monitor.stock import CAME, COLUMNS, END, START, WENT, Move, StockRow
from caseload_tui.formatting import long_date, number
from caseload_tui.i18n import language, tr, trn, word
from caseload_tui.papers.figures import Block, Paper, Row
from caseload_tui.services.monitor.doings import HIDDEN, Doings, count_text
from caseload_tui.services.monitor.indicators import indicator_block, stated_block
from caseload_tui.services.monitor.monitors import Report
from caseload_tui.services.naming import category_name

_IN_ORDER = (*(column for column in COLUMNS if column not in (START, END)), END, START)
"""In which order the clients behind a row are listed: what happened first."""
Columns = tuple[str, ...]
_SUMS: tuple[Columns, ...] = (
    ("registered", "reopened"),
    ("left",),
    ("moved_in",),
    ("moved_out",),
    ("regrouped_in",),
    ("regrouped_out",),
)


def column_name(column: str) -> str:
    """Return what a figure of the stock is called."""
    return {
        START: tr("at start"),
        "registered": tr("registered"),
        "reopened": tr("reopened"),
        "moved_in": tr("moved in"),
        "regrouped_in": tr("regrouped in"),
        CAME: tr("came into view"),
        "left": tr("out"),
        "moved_out": tr("moved out"),
        "regrouped_out": tr("regrouped out"),
        WENT: tr("went out of view"),
        END: tr("at end"),
    }[column]


class Wording:
    """Puts the blocks of one monitor into words."""

    def __init__(self, report: Report, shown: Shown, *, matrix: bool) -> None:
        self._matrix = matrix
        self._names, self._shown, self._found = report.names, shown, shown.monitor

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks that have something to say."""
        yield from self._stocks()
        yield self._inflow()
        yield from self._moves()
        yield self._outflow()
        if self._found.crossings:
            yield self._crossings()
        yield self._partial()
        yield from Doings(self._names, self._shown).blocks()
        if self._found.indicators:
            yield indicator_block(self._shown, self._names)
        if self._found.framework.figures:
            yield stated_block(self._found.framework)

    def _count(self, value: int, *key: object) -> str:
        return count_text(self._shown.count(value, *key))

    def _stocks(self) -> Iterator[Block]:
        used = [column for column in COLUMNS if any(row.count(column) for row in self._found.stock)]
        sums: list[Columns] = [parts for parts in _SUMS if parts[0] in ("registered", "left") or set(parts) & set(used)]
        sums += [(way,) for way in (CAME, WENT) if way in used]
        titles = (tr("at start"), *(_sum_name(parts) for parts in sums), tr("at end"))
        for axis in dict.fromkeys(row.axis for row in self._found.stock if row.axis is not None):
            rows = [row for row in self._found.stock if row.axis == axis]
            named = [(self._group(row.group), row) for row in rows]
            shown = [self._stock_row(name, row, sums) for name, row in named]
            shown.append(self._stock_row(tr("all together"), self._found.everybody, sums))
            title = tr("Stock and flow: {axis}", axis=self._names.axis(axis))
            series = (tr("at start"), tr("at end"))
            yield Block(f"stock-{axis}", title, (word("group"), *titles), tuple(shown), series=series)

    def _stock_row(self, name: str, row: StockRow, sums: list[Columns]) -> Row:
        ends = self._shown.stock(row, START), self._shown.stock(row, END)
        parts = [[self._shown.stock(row, column) for column in columns] for columns in sums]
        middle = [HIDDEN if None in each else number(sum(it or 0 for it in each)) for each in parts]
        strong = row.axis is None
        return Row(
            (name, count_text(ends[0]), *middle, count_text(ends[1])),
            () if strong else ends,
            tuple((column_name(column), row.figures[column]) for column in _IN_ORDER if row.count(column)),
            strong=strong,
        )

    def _group(self, group: str | None) -> str:
        return self._names.group(group) if group is not None else tr("without {group}")

    def _inflow(self) -> Block:
        row = self._found.everybody
        rows = [
            Row((name, count_text(self._shown.stock(row, what))), behind=((name, row.figures[what]),))
            for what, name in (("registered", tr("registered")), ("reopened", tr("reopened")))
        ]
        return Block("inflow", tr("Inflow"), ("", tr("{clients}")), tuple(rows))

    def _moves(self) -> Iterator[Block]:
        moves = [move for move in self._found.moves if not move.regrouped]
        regrouped = [move for move in self._found.moves if move.regrouped]
        if self._matrix:
            for axis in dict.fromkeys(move.axis for move in moves):
                yield self._crossed(axis, [move for move in moves if move.axis == axis])
        else:
            yield self._listed("moves", tr("Moves between {groups}"), moves)
        if regrouped:
            yield self._listed("regrouped", tr("Regrouped by another policy"), regrouped)

    def _moved(self, move: Move) -> int | None:
        return self._shown.count(len(move.clients), "moves", move.axis, move.before, move.after, move.regrouped)

    def _listed(self, name: str, title: str, moves: list[Move]) -> Block:
        rows = []
        for move in moves:
            way = f"{self._group(move.before)} \N{RIGHTWARDS ARROW} {self._group(move.after)}"
            counted = self._moved(move)
            cells = (way, count_text(counted), tr("fallback") if move.fallback else "")
            rows.append(Row(cells, (counted,), ((way, move.clients),)))
        columns = (tr("from and to"), tr("{clients}"), "")
        return Block(name, title, columns, tuple(rows), series=(tr("{clients}"),))

    def _crossed(self, axis: str, moves: list[Move]) -> Block:
        """Return the moves of an axis as a matrix: from the groups of the rows to those of the columns."""
        known = [row.group for row in self._found.stock if row.axis == axis]
        ends = dict.fromkeys(end for move in moves for end in (move.before, move.after))
        order = [*(group for group in known if group in ends), *(end for end in ends if end not in known)]
        counted = {(move.before, move.after): count_text(self._moved(move)) for move in moves}
        rows = [Row((self._group(before), *(counted.get((before, after), "") for after in order))) for before in order]
        title = tr("Moves: {axis}, from and to", axis=self._names.axis(axis))
        return Block(f"moves-{axis}", title, (tr("from"), *map(self._group, order)), tuple(rows))

    def _outflow(self) -> Block:
        rows = []
        for row in self._found.outflow:
            name = self._names.reason(row.reason)
            counted = self._shown.count(len(row.clients), "outflow", row.reason)
            category = category_name(row.category) if row.category else tr("unknown")
            rows.append(Row((name, count_text(counted), category), (counted,), ((name, row.clients),)))
        columns = (tr("reason"), tr("{clients}"), tr("national category"))
        return Block("outflow", tr("Outflow by reason"), columns, tuple(rows), series=(tr("{clients}"),))

    def _crossings(self) -> Block:
        names = {
            HOUSE: tr("moved house"),
            HANDED: tr("handed over"),
            LABELLED: tr("target group given or ended"),
        }
        rows = []
        for row in self._found.crossings:
            came, went = (
                self._count(len(clients), "crossings", row.what, way)
                for way, clients in ((CAME, row.came), (WENT, row.went))
            )
            behind = ((column_name(CAME), row.came), (column_name(WENT), row.went))
            rows.append(Row((names[row.what], came, went), behind=behind))
        return Block(
            "crossings", tr("Into view and out of it"), ("", column_name(CAME), column_name(WENT)), tuple(rows)
        )

    def _partial(self) -> Block:
        names = {"work_part": tr("to part-time work"), "hours_increase": tr("more hours of work")}
        rows = [
            Row(
                (names[row.what], self._count(len(row.clients), "partial", row.what)),
                behind=((names[row.what], row.clients),),
            )
            for row in self._found.partial
        ]
        note = tr("Beside a benefit: these {clients} are still in stock.")
        return Block("partial_outflow", tr("Partial outflow"), ("", tr("{clients}")), tuple(rows), note)


def paper_of(report: Report, *, suppress: bool = False, matrix: bool = True) -> Paper:
    """Return the whole monitor in words, with moves as a matrix or as a list."""
    shown = Shown(report.figures, suppress)
    return Paper(
        language(),
        tr("Monitor"),
        tuple(_about(report)),
        tuple(_remarks(report, suppress=suppress)),
        tuple(Wording(report, shown, matrix=matrix).blocks()),
    )


def _about(report: Report) -> Iterator[str]:
    found, names = report.figures, report.names
    period = found.period
    yield f"{names.office.name} \N{MIDDLE DOT} {found.framework.name.to(language())}"
    yield tr("{first} through {last}", first=long_date(period.first), last=long_date(period.last))
    yield " \N{MIDDLE DOT} ".join(_whom(report)) or tr("all {clients}")
    if found.known_on is not None:
        yield tr("as it was known on {day}", day=long_date(found.known_on))
    else:
        yield tr("as it is known on {day}", day=long_date(report.made_on))


def _whom(report: Report) -> Iterator[str]:
    sight, names = report.figures.sight, report.names
    if sight.municipality is not None:
        yield sight.municipality
    if sight.consultant is not None:
        yield tr("led by {name}", name=names.consultant(sight.consultant))
    if sight.groups:
        yield ", ".join(map(names.group, sight.groups))
    yield from map(names.thing, sight.target_groups)


def _remarks(report: Report, *, suppress: bool) -> Iterator[str]:
    """Yield what must be known of all figures; that it is an exercise comes last."""
    if report.figures.erased:
        yield trn(
            "{n} dossier was erased and is in none of these figures.",
            "{n} dossiers were erased and are in none of these figures.",
            report.figures.erased,
        )
    if suppress:
        yield tr("Counts under ten, and what would give them away, are left out: {mark}.", mark=HIDDEN)
    if report.practice:
        yield tr("From a practice office: everybody in it is invented.")


def _sum_name(parts: tuple[str, ...]) -> str:
    return tr("in") if parts[0] == "registered" else column_name(parts[0])
