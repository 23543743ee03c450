"""`balance`: load and capacity of the team, and what would become of it in a scenario."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from caseload_tui.cli.balance_items import balance_lists, scenario_item
from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, show_lists, with_format
from caseload_tui.cli.speaking import command, option
from caseload_tui.cli.stating import group_table
from caseload_tui.domain.balance import Balance, ConsultantLoad
from caseload_tui.domain.formation import Formation, GroupNeed
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.load import HOURS, NORMS
from caseload_tui.errors import WrongUse
from caseload_tui.formatting import Number, number, percent
from caseload_tui.i18n import language, tr, word

_GROWTH = re.compile(r"(.+)=([+-]?[0-9]{1,6})")


class Growth(click.ParamType[tuple[str, int]]):
    """A group and by how many it grows: `GROUP=+40`."""

    name = "growth"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        """Take it apart."""
        found = _GROWTH.fullmatch(str(value).strip())
        if found is None:
            self.fail(tr("Write it as GROUP=+40 or GROUP=-10."), param, ctx)
        return found[1].strip(), int(found[2])


@command("balance")
@with_format
@option("--municipality", metavar="NAME", help="Count only who lives there.")
@option("--grow", metavar="GROUP=N", type=Growth(), multiple=True, help="What if GROUP grows by N, or shrinks by -N.")
@option("--without", metavar="CONSULTANT", multiple=True, help="What if this colleague is no longer there.")
@pass_call
def balance(call: Call, municipality: str | None, grow: tuple[tuple[str, int], ...], without: tuple[str, ...]) -> None:
    """Show load and capacity of the team and the norms of the policy, or what would become of them."""
    supposed = bool(grow or without)
    if supposed and municipality is not None:
        raise WrongUse(tr("A scenario is about the whole team."), tr("Leave --municipality out."))
    with call.services() as services:
        figures, framework = services.team.balance(municipality), services.team.framework()
        stated = services.team.stated(figures.municipality)
        lists = balance_lists(figures, stated)
        lists["totals"]["house_settings"] = own = house_figures(framework)
        if own:
            call.say(tr("The office's own settings, not the policy's: {keys}.", keys=", ".join(own)))
        if not supposed:
            tables = [_consultants(figures), group_table(figures, stated, framework)]
            tables += _places(figures) + _roles(figures, framework) + [_totals(figures)]
        else:
            scenario = services.team.scenario(_summed(grow), without)
            today, then = services.team.formation(), services.team.formation(scenario)
            lists["scenario"] = scenario_item(scenario, today, then)
            tables = [_groups_then(today, then, framework), _totals_then(today, then)]
        show_lists(call, "balance", lists, tables)


def house_figures(framework: Framework) -> list[str]:
    """Return the settings of the house that the figures stand on, as `settings` names them."""
    stated = {kind.id for kind in framework.kinds if kind.minutes is not None}
    own = [f"minutes.{kind}" for kind in framework.house.minutes if kind not in stated]
    return [*(["hours_per_fte"] if framework.house.hours_per_fte is not None else []), *own]


def _summed(grow: Iterable[tuple[str, int]]) -> dict[str, int]:
    summed: dict[str, int] = {}
    for name, more in grow:
        summed[name] = summed.get(name, 0) + more
    return summed


def _consultants(figures: Balance) -> Table:
    knows_silence = any(row.silent is not None for row in figures.consultants)
    passed = any(row.caps_passed for row in figures.consultants)
    titles = (
        *(word("consultant"), tr("fte"), word("clients"), *_model_titles(figures), tr("utilisation")),
        *(tr("late"), tr("due in 30 days"), *((tr("long not spoken to"),) if knows_silence else ())),
        *((tr("above the maximum"),) if passed else ()),
    )
    rows = [
        (
            row.name or tr("nobody"),
            number(row.fte, 2),
            number(row.clients),
            *_model_cells(row, figures),
            _used(row, figures),
            number(row.late),
            number(row.due_30_days),
            *((number(row.silent or 0),) if knows_silence else ()),
            *((", ".join(f"{item.group} {item.clients}/{item.cap}" for item in row.caps_passed),) if passed else ()),
        )
        for row in figures.consultants
    ]
    return Table(titles, rows)


def _model_titles(figures: Balance) -> tuple[str, str]:
    if figures.model == HOURS:
        return tr("hours a year"), tr("hours available")
    return tr("load in fte"), tr("without norm")


def _model_cells(row: ConsultantLoad, figures: Balance) -> tuple[str, str]:
    if figures.model == HOURS:
        return _hours(row.hours_a_year), _hours(row.hours_available)
    return _norm(row.load) if row.norms_apply else tr("norms do not apply"), number(row.unknown)


def _used(row: ConsultantLoad, figures: Balance) -> str:
    used = row.used_by_hours if figures.model == HOURS else row.utilisation
    return percent(used) if used is not None and row.norms_apply else ""


def _places(figures: Balance) -> list[Table]:
    if len(figures.places) < 2 or figures.municipality is not None:
        return []
    titles = (
        tr("municipality"),
        word("clients"),
        tr("load in fte"),
        tr("without norm"),
        tr("hours a year"),
        tr("late"),
    )
    rows = [
        (
            row.municipality or tr("not known"),
            number(row.clients),
            _norm(row.load),
            number(row.unknown),
            _hours(row.hours),
            number(row.late),
        )
        for row in figures.places
    ]
    return [Table(titles, rows)]


def _roles(figures: Balance, framework: Framework) -> list[Table]:
    if not figures.roles or figures.municipality is not None:
        return []
    titles = (tr("role"), tr("people"), tr("fte"), word("clients"), tr("load in fte"), tr("hours a year"))
    rows = [
        (
            framework.roles_by_id[row.role].name.to(language()),
            number(len(row.people)),
            number(row.fte, 2),
            number(row.clients),
            _norm(row.load) if row.norms else tr("norms do not apply"),
            _hours(row.hours),
        )
        for row in figures.roles
    ]
    return [Table(titles, rows)]


def _totals(figures: Balance) -> Table:
    rows = [(word("clients"), number(figures.clients)), (tr("fte needed"), _norm(figures.needed))]
    if figures.available is not None:
        rows.append((tr("fte available"), number(figures.available, 2)))
    if figures.exempt:
        rows.append((tr("fte to which norms do not apply"), number(figures.exempt, 2)))
    if figures.hours:
        rows.append((tr("hours a year"), _hours(figures.hours)))
    if figures.needed_by_hours is not None:
        rows.append((tr("fte needed by hours"), number(figures.needed_by_hours, 1)))
    rows.append((tr("counted by"), model_words(figures.model)))
    return Table(("", ""), rows)


def model_words(model: str | None) -> str:
    """Return by what a caseload is weighed, in words."""
    if model == NORMS:
        return tr("{clients} per fte, as the policy says")
    return tr("hours of talks, by the office's own settings") if model == HOURS else tr("the policy gives no norm")


def _groups_then(today: Formation, then: Formation, framework: Framework) -> Table:
    titles = (
        *(tr("axis"), word("group"), word("clients"), tr("then")),
        *(tr("fte needed"), tr("then"), tr("hours a year"), tr("then")),
    )
    rows = [_group_then(row, after, framework) for row, after in zip(today.groups, then.groups, strict=True)]
    return Table(titles, rows)


def _group_then(row: GroupNeed, after: GroupNeed, framework: Framework) -> tuple[str, ...]:
    return (
        framework.axes_by_id[row.axis].name.to(language()),
        framework.groups_by_id[row.group].name.to(language()),
        number(row.clients),
        number(after.clients),
        _norm(row.needed),
        _norm(after.needed),
        _hours(row.hours),
        _hours(after.hours),
    )


def _totals_then(today: Formation, then: Formation) -> Table:
    def line(name: str, of: Callable[[Formation], str]) -> tuple[str, str, str]:
        return name, of(today), of(then)

    rows: Sequence[tuple[str, str, str]] = [
        line(word("clients"), lambda side: number(side.clients)),
        line(tr("fte needed"), lambda side: _norm(side.needed)),
        line(tr("fte available"), lambda side: number(side.available, 2)),
        line(tr("fte short"), lambda side: _norm(side.short)),
        line(tr("utilisation"), lambda side: percent(side.used) if side.used is not None else tr("unknown")),
        line(tr("{clients} without norm"), lambda side: number(side.unknown)),
        line(tr("hours a year"), lambda side: _hours(side.hours)),
        line(tr("hours available"), lambda side: _hours(side.hours_available)),
        line(tr("{clients} to hand over"), lambda side: number(side.unled)),
        line(tr("counted by"), lambda side: model_words(side.model)),
    ]
    return Table(("", tr("today"), tr("then")), rows)


def _norm(value: Number | None) -> str:
    return number(value, 1) if value is not None else tr("no norm")


def _hours(value: Number | None) -> str:
    return number(value) if value is not None else tr("unknown")
