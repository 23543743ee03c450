"""`what-if`: the caseload under another policy, side by side with the present one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, show_lists, with_format
from caseload_tui.cli.speaking import command, option
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy_year import GroupCount, KindYear, Late, Side
from caseload_tui.domain.what_if import GROUP, KIND, TARGET_GROUP, Open, WhatIf
from caseload_tui.formatting import number, short_date
from caseload_tui.i18n import language, tr, word
from caseload_tui.services.what_if import Comparison

Item = dict[str, Any]
PRESENT, OTHER = "present", "other"


@command("what-if")
@with_format
@option("--framework", metavar="ID_OR_FILE", required=True, help="The other policy.")
@option(
    "--map",
    "counterparts",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What stands for what: TOML with [groups], [kinds] and [target_groups].",
)
@pass_call
def what_if(call: Call, framework: str, counterparts: Path | None) -> None:
    """Show the same caseload under another policy, side by side; nothing is changed."""
    with call.services() as services:
        found = services.what_ifs.compare(framework, counterparts)
        show_lists(call, "what-if", lists(found), tables(found))
        if counterparts is None and found.figures.left_open:
            call.say(
                tr("Some of the present policy has no counterpart in the other; say what stands for what with --map.")
            )


def lists(found: Comparison) -> Item:
    """Return the figures of both sides, each list under its own name."""
    figures = found.figures
    sides = ((PRESENT, figures.present), (OTHER, figures.other))
    return {
        "totals": [{"side": name, **_total_item(side)} for name, side in sides],
        "kinds": [{"side": name, **_kind_item(row, side.framework)} for name, side in sides for row in side.kinds],
        "groups": [{"side": name, **_group_item(row)} for name, side in sides for row in side.groups],
        "late": [{"side": name, **_late_item(row, found)} for name, side in sides for row in side.late],
        "left_open": [
            {"what": row.what, "axis": row.axis, "id": row.id, "clients": row.clients} for row in figures.left_open
        ],
    }


def tables(found: Comparison) -> list[Table]:
    """Return the figures as tables: totals beside each other, then meetings, groups, who is late, what is left open."""
    figures = found.figures
    sides = (figures.present, figures.other)
    shown = [_totals(figures)]
    shown += [_kinds(side) for side in sides]
    shown += [_groups(side) for side in sides]
    shown += [_late(side, found) for side in sides]
    if figures.left_open:
        shown.append(_left_open(figures.left_open, figures.present.framework))
    return shown


def _total_item(side: Side) -> Item:
    return {
        "framework": side.framework.id,
        "clients": side.clients,
        "meetings_a_year": side.meetings,
        "hours_a_year": side.hours,
        "fte_needed": side.needed,
        "clients_without_norm": side.without_norm,
        "clients_norm_unknown": side.norm_unknown,
        "clients_unknown": side.unknown,
        "hours_per_fte": side.hours_per_fte,
        "fte_by_hours": side.needed_by_hours,
        "late": len(side.late),
        "late_steps": side.late_steps,
        "late_clients": side.late_clients,
    }


def _kind_item(row: KindYear, framework: Framework) -> Item:
    by = ("house" if row.minutes_by_house else "policy") if row.minutes is not None else None
    return {
        "kind": row.kind,
        "name": framework.kinds_by_id[row.kind].name.to(language()),
        "meetings_a_year": row.meetings,
        "clients": row.clients,
        "in_words": [words.to(language()) for words in row.words],
        "clients_in_words": row.clients_in_words,
        "clients_unknown": row.clients_unknown,
        "minutes": row.minutes,
        "minutes_from": by,
        "hours_a_year": row.hours,
    }


def _group_item(row: GroupCount) -> Item:
    return {
        "axis": row.axis,
        "group": row.group,
        "clients": row.clients,
        "clients_per_fte": row.clients_per_fte,
        "fte_needed": row.needed,
    }


def _late_item(row: Late, found: Comparison) -> Item:
    client = found.clients[row.client]
    return {
        "client_id": row.client,
        "file_number": client.file_number,
        "name": client.name,
        "rule": row.rule,
        "kind": row.kind,
        "is_step": row.is_step,
        "due_on": row.due_on,
        "days": row.days,
    }


def _totals(figures: WhatIf) -> Table:
    sides = (figures.present, figures.other)

    def row(name: str, values: Iterable[str]) -> tuple[str, ...]:
        return (name, *values)

    rows = [
        row(word("clients"), (number(side.clients) for side in sides)),
        row(tr("meetings a year"), (_known(side.meetings, 0) for side in sides)),
        row(tr("hours a year"), (_known(side.hours, 0) for side in sides)),
        row(tr("fte needed by norm"), (_norm(side.needed) for side in sides)),
        row(tr("{clients} without norm"), (number(side.without_norm) for side in sides)),
        row(tr("{clients} whose {group} is left open"), (number(side.unknown) for side in sides)),
        row(tr("fte needed by hours (the office's own hours)"), (_known(side.needed_by_hours, 1) for side in sides)),
        row(tr("meetings late today"), (number(len(side.late)) for side in sides)),
        row(tr("of which intake steps"), (number(side.late_steps) for side in sides)),
        row(tr("{clients} with a late meeting"), (number(side.late_clients) for side in sides)),
    ]
    return Table(("", *(side.framework.id for side in sides)), rows)


def _kinds(side: Side) -> Table:
    titles = (tr("meeting"), tr("a year"), tr("minutes"), tr("hours a year"), tr("in words"), tr("left open"))
    rows = [
        (
            side.framework.kinds_by_id[row.kind].name.to(language()),
            _frequency(row),
            _minutes(row),
            _known(row.hours, 0) if row.meetings is not None else "",
            _words(row),
            number(row.clients_unknown) if row.clients_unknown else "",
        )
        for row in side.kinds
    ]
    return Table(titles, rows, tr("Meetings under {name}", name=side.framework.id))


def _frequency(row: KindYear) -> str:
    if row.meetings is None and row.clients_in_words:
        return tr("in words")
    return _known(row.meetings, 0)


def _minutes(row: KindYear) -> str:
    if row.minutes is None:
        return tr("unknown")
    return tr("{n} (the office's own)", n=row.minutes) if row.minutes_by_house else str(row.minutes)


def _words(row: KindYear) -> str:
    if not row.clients_in_words:
        return ""
    said = "; ".join(words.to(language()) for words in row.words)
    counted = tr("{n} {clients}", n=number(row.clients_in_words))
    return f"“{said}”: {counted}" if said else counted


def _groups(side: Side) -> Table:
    framework = side.framework
    titles = (tr("axis"), word("group"), word("clients"), tr("{clients} per fte"), tr("fte needed"))
    rows = [
        (
            framework.axes_by_id[row.axis].name.to(language()),
            framework.groups_by_id[row.group].name.to(language()) if row.group is not None else tr("unknown"),
            number(row.clients),
            (number(row.clients_per_fte, 1) if row.clients_per_fte is not None else tr("no norm"))
            if row.group is not None
            else tr("unknown"),
            _norm(row.needed) if row.group is not None else tr("unknown"),
        )
        for row in side.groups
    ]
    return Table(titles, rows, tr("{Groups} under {name}", name=framework.id))


def _late(side: Side, found: Comparison) -> Table:
    titles = (tr("due"), tr("days late"), tr("file"), tr("name"), tr("meeting"))
    rows = [
        (
            short_date(row.due_on),
            number(-row.days),
            found.clients[row.client].file_number,
            found.clients[row.client].listed_name,
            side.framework.kinds_by_id[row.kind].name.to(language()),
        )
        for row in side.late
    ]
    heading = tr("Late today under {name}: {n}", name=side.framework.id, n=number(len(rows)))
    return Table(titles, rows, heading)


def _left_open(rows: Iterable[Open], present: Framework) -> Table:
    names = {
        **{(GROUP, item.id): item.name for item in present.groups_by_id.values()},
        **{(KIND, item.id): item.name for item in present.kinds},
        **{(TARGET_GROUP, item.id): item.name for item in present.target_groups},
    }
    sorts = {GROUP: word("group"), KIND: tr("meeting"), TARGET_GROUP: tr("target group")}
    shown = [
        (
            sorts[row.what],
            row.id,
            names[row.what, row.id].to(language()),
            number(row.clients),
        )
        for row in rows
    ]
    return Table(("", tr("id"), tr("name"), word("clients")), shown, tr("Without a counterpart, so unknown"))


def _known(value: float | None, digits: int) -> str:
    return number(value, digits) if value is not None else tr("unknown")


def _norm(value: float | None) -> str:
    return number(value, 1) if value is not None else tr("no norm")
