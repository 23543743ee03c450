"""What a monitor tells of work done and of whom a caseload consists, in words."""

from __future__ import annotations

from collections.abc import Iterator

from caseload_tui.domain.monitor.blocks import CadenceRow, share_in_time
from caseload_tui.domain.monitor.cadence import DEFERRED, HOW, MET, MET_LATE, MISSED, WAIVED
from caseload_tui.domain.monitor.publishing import Shown
from caseload_tui.domain.monitor.stock import END, START
from caseload_tui.formatting import number, percent
from caseload_tui.frameworks.wording import how_often
from caseload_tui.i18n import tr, trn
from caseload_tui.papers.figures import Block, Row
from caseload_tui.services.naming import Names

HIDDEN = "\N{MULTIPLICATION SIGN}"
"""What stands in place of a count that is left out for publication."""


def count_text(value: int | None) -> str:
    """Return a count, or the mark of one that is left out."""
    return HIDDEN if value is None else number(value)


def band_name(band: str) -> str:
    """Return the name of a band of time on benefit or of age."""
    return {
        "under_6_months": tr("under 6 months"),
        "to_2_years": tr("6 months to 2 years"),
        "to_3_years": tr("2 to 3 years"),
        "to_5_years": tr("3 to 5 years"),
        "longer": tr("5 years or longer"),
        "under_27": tr("under 27"),
        "27_to_34": tr("27 to 34"),
        "35_to_44": tr("35 to 44"),
        "45_to_54": tr("45 to 54"),
        "55_and_older": tr("55 and older"),
        "unknown": tr("unknown"),
    }[band]


def how_name(how: str) -> str:
    """Return what became of a due date, in words."""
    return {
        MET: tr("in time"),
        MISSED: tr("not in time"),
        MET_LATE: tr("held late after all"),
        DEFERRED: tr("put off"),
        WAIVED: tr("lifted"),
    }[how]


class Doings:
    """Puts these blocks of one monitor into words."""

    def __init__(self, names: Names, shown: Shown) -> None:
        self._names, self._shown, self._found = names, shown, shown.monitor

    def blocks(self) -> Iterator[Block]:
        """Yield what was done, then whom the caseload consists of."""
        yield self._held()
        yield self._cadence()
        yield self._commitments()
        yield self._works()
        yield self._referrals()
        yield from self._composition()

    def _count(self, value: int, *key: object) -> str:
        return count_text(self._shown.count(value, *key))

    def _held(self) -> Block:
        rows = []
        for row in self._found.held:
            name, counted = self._names.kind(row.kind), self._shown.count(len(row.clients), "held", row.kind)
            sessions = trn("at {n} session", "at {n} sessions", row.sessions) if row.sessions else ""
            rows.append(Row((name, count_text(counted), sessions), (counted,), ((name, row.clients),)))
        columns = (tr("meeting"), tr("held"), "")
        return Block("meetings", tr("Meetings held"), columns, tuple(rows), series=(tr("held"),))

    def _cadence(self) -> Block:
        rows = [self._cadence_row(row) for row in self._found.cadence]
        columns = (tr("due date"), tr("in time"), tr("not in time"), tr("share"), *map(how_name, HOW[2:]))
        share = share_in_time(self._found.cadence)
        hidden = any(self._shown.in_time(row) is None and row.share is not None for row in self._found.cadence)
        note = tr("All rules together: {share} in time.", share=percent(share)) if share and not hidden else ""
        return Block("cadence", tr("Cadence reached"), columns, tuple(rows), note, series=(tr("in time"),), shares=True)

    def _cadence_row(self, row: CadenceRow) -> Row:
        often = how_often(self._found.framework, row.rule)
        name = f"{self._names.kind(row.rule.kind)} {often}".strip()
        share = self._shown.in_time(row)
        counts = {how: self._count(row.count(how), "cadence", row.rule.id, how) for how in HOW}
        share_text = percent(share) if share is not None else "\N{EN DASH}"
        rest = (counts[MET_LATE], counts[DEFERRED], counts[WAIVED])
        behind = tuple((how_name(how), row.outcomes[how]) for how in (MISSED, MET_LATE, DEFERRED, WAIVED, MET))
        return Row((name, counts[MET], counts[MISSED], share_text, *rest), (share,), behind)

    def _commitments(self) -> Block:
        names = {"client": tr("{client}"), "office": tr("we"), "partner": tr("partners")}
        words = (("kept", tr("kept")), ("kept_late", tr("of which late")), ("broken", tr("broken")))
        rows = []
        for row in self._found.commitments:
            share, figures = self._shown.kept(row), {**{name: getattr(row, name) for name, _ in words}}
            counts = [self._count(len(figures[name]), "commitments", row.owner, name) for name, _ in words]
            overdue = self._count(len(row.overdue), "commitments", row.owner, "overdue")
            kept = percent(share) if share is not None else tr("unknown")
            behind = (
                (tr("overdue"), row.overdue),
                (tr("broken"), row.broken),
                (tr("kept late"), row.kept_late),
                (tr("kept"), row.kept),
            )
            rows.append(Row((names[row.owner], *counts, kept, overdue), (share,), behind))
        columns = ("", *(text for _, text in words), tr("share kept"), tr("overdue at the end"))
        series = (tr("share kept"),)
        return Block("commitments", tr("Commitments"), columns, tuple(rows), series=series, shares=True)

    def _works(self) -> Block:
        rows = []
        for row in self._found.works:
            full, part = (
                self._count(len(clients), "works", row.sector, time)
                for time, clients in (("full_time", row.full_time), ("part_time", row.part_time))
            )
            behind = ((tr("full-time"), row.full_time), (tr("part-time"), row.part_time))
            rows.append(Row((row.sector or tr("unknown"), full, part), behind=behind))
        columns = (tr("sector"), tr("full-time"), tr("part-time"))
        return Block("placements", tr("Placed in work"), columns, tuple(rows))

    def _referrals(self) -> Block:
        rows = []
        for row in self._found.referrals:
            name = self._names.thing(row.partner)
            cells = (name, self._count(len(row.clients), "referrals", row.partner))
            rows.append(Row(cells, behind=((name, row.clients),)))
        return Block("referrals", tr("Referrals"), (tr("partner"), tr("number")), tuple(rows))

    def _composition(self) -> Iterator[Block]:
        lists = (
            ("benefit_duration", "durations", tr("Time on benefit at the end"), self._found.durations),
            ("ages", "ages", tr("Age at the end"), self._found.ages),
        )
        for name, key, title, found in lists:
            rows = []
            for row in found:
                counted = self._shown.count(len(row.clients), key, row.band)
                cells = (band_name(row.band), count_text(counted))
                rows.append(Row(cells, (counted,), ((band_name(row.band), row.clients),)))
            yield Block(name, title, ("", tr("{clients}")), tuple(rows), series=(tr("{clients}"),))
        labels = []
        for label in self._found.labels:
            ends = [
                self._shown.count(len(clients), "labels", label.target_group, column)
                for column, clients in ((START, label.start), (END, label.end))
            ]
            behind = ((tr("at end"), label.end), (tr("at start"), label.start))
            texts = (self._names.thing(label.target_group), *map(count_text, ends))
            labels.append(Row(texts, tuple(ends), behind))
        if labels:
            columns, series = (tr("target group"), tr("at start"), tr("at end")), (tr("at start"), tr("at end"))
            yield Block("target_groups", tr("Target groups"), columns, tuple(labels), series=series)
