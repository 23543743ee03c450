"""A scenario beside today: what groups would ask, what there would be, and what would lack. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from caseload_tui.domain.formation import Formation, GroupNeed, Scenario
from caseload_tui.domain.load import HOURS
from caseload_tui.formatting import Number, number, percent
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host, Texts
from caseload_tui.ui.commands.going import GOING, Acting, Help
from caseload_tui.ui.comparing import COLUMNS, Line, LinePainter
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.scenario import Supposed, scenario_form
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.widgets.cells import HEADING, MUTED, Cell
from caseload_tui.ui.widgets.foot import FootLine
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.app import CaseloadApp


class OtherScenario(Acting):
    """Suppose something else."""

    id, key, section, action, weight = "other_scenario", "s", GOING, "other", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("other"), tr("Another scenario"), tr("Suppose something else; what was typed is there again."))


class CloseScenario(Acting):
    """Go back to the team."""

    id, key, section, action, weight = "close_scenario", "escape,q", GOING, "close", 20

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Go back to the team's figures."))


class ScenarioScreen(Host, Screen[None]):
    """Today and then, side by side."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (OtherScenario, CloseScenario, Help)
    DEFAULT_CSS = """
    ScenarioScreen {
        & > Vertical { height: 1fr; padding: 1 0 0 0; }
        & #title { padding: 0 2; text-style: bold; color: $accent; }
        & #supposed { padding: 0 2; height: auto; max-height: 3; width: 1fr; color: $text; margin: 0 0 1 0; }
        & Rows { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "other", show=False)]

    def __init__(self, found: Supposed) -> None:
        super().__init__()
        self._found = found

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    def compose(self) -> ComposeResult:
        """Yield what is supposed, the figures and the keys."""
        with Vertical():
            yield SafeLabel(tr("What if?"), id="title")
            yield SafeLabel("", id="supposed")
            yield Rows[Line](LinePainter(lambda: self.shell.look))
        yield FootLine()

    def on_mount(self) -> None:
        """Show it."""
        self._show(self._found)
        self.query_one(Rows).focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_other(self) -> None:
        """Ask again."""
        ask_scenario(self.shell, self._show, self._found.scenario)

    def _show(self, found: Supposed) -> None:
        self._found = found
        self.query_one("#supposed", SafeLabel).update(self._supposed(found.scenario))
        names: tuple[Cell | str, ...] = (
            Cell(tr("today"), MUTED),
            Cell(tr("then"), MUTED),
            "",
            Cell(tr("difference"), MUTED),
        )
        whole = Heading("whole", cells=(Cell(tr("the whole caseload").upper(), HEADING), *names), columns=COLUMNS)
        groups = Heading("groups", cells=(Cell(tr("{clients} per {group}").upper(), HEADING), *names), columns=COLUMNS)
        entries = [whole, *_totals(found.today, found.then), groups, *self._groups(found)]
        self.query_one(Rows).show(entries)

    def _supposed(self, scenario: Scenario) -> str:
        look = self.shell.look
        parts = [f"{look.group(group)} {more:+}" for group, more in scenario.grow.items() if more]
        parts += [tr("without {name}", name=look.consultant(person)) for person in scenario.without]
        return " \N{MIDDLE DOT} ".join(parts) or tr("Nothing is supposed yet.")

    def _groups(self, found: Supposed) -> Iterator[Line]:
        by_hours = found.today.model == HOURS
        for row, after in zip(found.today.groups, found.then.groups, strict=True):
            more = after.clients - row.clients
            name = self.shell.look.group(row.group)
            yield Line(row.group, name, _need(row, by_hours), _need(after, by_hours), f"{more:+}" if more else "")


def ask_scenario(shell: CaseloadApp, then: Callable[[Supposed], None], before: Scenario) -> None:
    """Ask for a scenario, then go on with what it gives."""

    def read(services: Services) -> Callable[[], Form[Supposed]]:
        today, team = services.desk.today(), services.team
        people = [person for person in team.office().consultants if person.fte_on(today) > 0]
        return partial(scenario_form, services, team.framework(), people, before)

    shell.work(
        partial(read, shell.services),
        lambda make: shell.ask(make, then),
        group="read for a form",
        description="reading what the form shows",
        exclusive=True,
        leads=True,
    )


def _totals(today: Formation, then: Formation) -> Iterator[Line]:
    def line(name: str, of: Callable[[Formation], Number | None], digits: int, lacking: str) -> Line:
        values = [of(side) for side in (today, then)]
        said = [number(value, digits) if value is not None else lacking for value in values]
        return Line(name, name, said[0], said[1], _difference(values[0], values[1], digits))

    def share(name: str, of: Callable[[Formation], Number | None]) -> Line:
        before, after = of(today), of(then)
        unknown = tr("unknown")
        return Line(
            name,
            name,
            percent(before) if before is not None else unknown,
            percent(after) if after is not None else unknown,
        )

    yield line(tr("{clients}"), lambda side: side.clients, 0, "")
    yield line(tr("fte needed by norm"), lambda side: side.needed, 1, tr("no norm"))
    yield line(tr("fte available"), lambda side: side.available, 1, "")
    yield line(tr("fte short"), lambda side: side.short, 1, tr("no norm"))
    yield share(tr("utilisation"), lambda side: side.used)
    yield line(tr("{clients} without norm"), lambda side: side.unknown, 0, "")
    yield line(tr("hours a year"), lambda side: side.hours, 0, tr("unknown"))
    yield line(tr("hours available"), lambda side: side.hours_available, 0, tr("unknown"))
    yield share(tr("utilisation by hours"), lambda side: side.used_by_hours)
    yield line(tr("{clients} to hand over"), lambda side: side.unled, 0, "")


def _difference(today: Number | None, then: Number | None, digits: int) -> str:
    if today is None or then is None or today == then:
        return ""
    more = then - today  # type: ignore[operator]
    return f"+{number(more, digits)}" if more > 0 else number(more, digits)


def _need(row: GroupNeed, by_hours: bool) -> str:
    if by_hours:
        hours = number(row.hours) if row.hours is not None else tr("unknown")
        return tr("{n} · {hours} hours", n=number(row.clients), hours=hours)
    if row.needed is None:
        return number(row.clients)
    return tr("{n} · {fte} fte", n=number(row.clients), fte=number(row.needed, 1))
