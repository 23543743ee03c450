"""The monitor: stock, flows, what was done and targets over a period; every figure opens the clients behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.services.monitor.monitors import Report
from caseload_tui.services.monitor.words import paper_of
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.going import Help
from caseload_tui.ui.commands.monitor import BehindFigures, LeaveMonitor, OtherPeriod, SaveMonitor, TypeIn
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.monitor import THIS_QUARTER, Chosen, monitor_form, period_of, save_form, type_in_form
from caseload_tui.ui.intents import OpenDossier
from caseload_tui.ui.monitor_rows import Figure, MonitorPainter, entries
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic
from caseload_tui.ui.screens.behind import BehindScreen
from caseload_tui.ui.shell import StoreChanged
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import DOT, THIN
from caseload_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from caseload_tui.domain.rows import ClientRow
    from caseload_tui.ui.app import CaseloadApp


class MonitorScreen(Host, Screen[None]):
    """Blocks of figures under each other."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (
        BehindFigures,
        OtherPeriod,
        SaveMonitor,
        TypeIn,
        LeaveMonitor,
        Help,
    )
    DEFAULT_CSS = """
    MonitorScreen > #title { padding: 0 2; text-style: bold; color: $text; height: 1; width: 1fr; }
    MonitorScreen > #about { padding: 0 2; color: $muted; height: auto; max-height: 3; width: 1fr; }
    MonitorScreen > #about.-late { color: $late; max-height: 12; }
    MonitorScreen > .rule { height: 1; color: $rule; }
    MonitorScreen > Rows { height: 1fr; }
    MonitorScreen > #whole { height: auto; max-height: 4; padding: 0 2; color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._chosen: Chosen | None = None
        self._report: Report | None = None

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    @property
    def rows(self) -> Rows[Figure]:
        """The figures."""
        return self.query_one(Rows)

    def compose(self) -> ComposeResult:
        """Yield title, what it is about, the figures, the whole of a row, news and keys."""
        yield SafeLabel(tr("Monitor"), id="title")
        yield SafeLabel("", id="about")
        yield SafeStatic(THIN * 400, classes="rule")
        yield Rows[Figure](MonitorPainter())
        yield SafeStatic(id="whole")
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Read the figures of this quarter."""
        self.rows.focus()
        self._chosen = Chosen(THIS_QUARTER, period_of(THIS_QUARTER, self.shell.services.desk.today()))
        self._about(tr("Counting …"))
        self._read()

    def on_store_changed(self, event: StoreChanged) -> None:
        """Count anew."""
        self._read()

    def allows(self, command: type[Command]) -> bool:
        """Offer what works with the row, once there are figures."""
        if command is BehindFigures:
            record = self.rows.record if self.is_mounted else None
            return record is not None and record.counted
        if command in (SaveMonitor, TypeIn):
            found = self._report is not None
            return found and (
                command is SaveMonitor or bool(self._report and self._report.figures.framework.indicators)
            )
        return super().allows(command)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show all that a narrow row cannot."""
        event.stop()
        record: Figure | None = event.record
        self.query_one("#whole", SafeStatic).update(DOT.join(filter(None, record.row.cells)) if record else "")
        self.refresh_bindings()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Open the clients behind the row."""
        event.stop()
        self.action_behind()

    def action_behind(self) -> None:
        """Read and show whom the figures of the row count."""
        record = self.rows.record
        if record is None or not record.counted:
            return
        ids = [client for _, clients in record.row.behind for client in clients]
        self.shell.work(
            partial(self.shell.services.monitors.clients, ids),
            partial(self._show_behind, record),
            group="clients behind a figure",
            description="reading the clients behind a figure",
            exclusive=True,
            leads=True,
        )

    def action_period(self) -> None:
        """Ask for another period, or other clients."""
        services, before = self.shell.services, self._chosen
        if before is None:
            return

        def read() -> Callable[[], Form[tuple[Chosen, Report]]]:
            framework, people = services.team.framework(), services.team.office().consultants
            return partial(monitor_form, services, framework, people, before)

        self.shell.work(
            read,
            lambda make: self.shell.ask(make, self._choose),
            group="read for a form",
            description="reading what the form shows",
            exclusive=True,
            leads=True,
        )

    def action_save(self) -> None:
        """Ask in which form, and where."""
        if self._report is not None:
            self.shell.ask(partial(save_form, self._report))

    def action_type_in(self) -> None:
        """Ask for a figure of the indicator under the cursor."""
        if self._chosen is None:
            return
        record = self.rows.record
        indicator = record.row.about if record is not None else None
        framework = self.shell.look.around.framework
        self.shell.ask(partial(type_in_form, self.shell.services, framework, indicator, self._chosen))

    def action_close(self) -> None:
        """Stop counting, or go back."""
        if not self.shell.stop_work():
            self.dismiss(None)

    def _choose(self, answer: tuple[Chosen, Report]) -> None:
        self._chosen, report = answer
        self._show(report)
        self.rows.action_first()

    def _read(self) -> None:
        if self._chosen is not None:
            self.shell.work(
                partial(self._chosen.report, self.shell.services),
                self._show,
                group="monitor",
                description="counting the monitor",
                failed=self._refused,
                exclusive=True,
            )

    def _show(self, report: Report) -> None:
        if not self.is_attached:
            return
        self._report = report
        paper = paper_of(report, matrix=False)
        # That it is an exercise stands in the head of every screen.
        remarks = paper.remarks[:-1] if report.practice else paper.remarks
        self._about(DOT.join((*paper.lines[1:], *remarks)))
        self.rows.show(list(entries(paper)))
        self.refresh_bindings()

    def _refused(self, error: CaseloadError) -> None:
        if self.is_attached:
            self._report = None
            self.rows.show((), empty=(error.title, ""))
            self._about(f"{error.title}\n{error.message}", late=True)

    def _about(self, text: str, *, late: bool = False) -> None:
        label = self.query_one("#about", SafeLabel)
        label.set_class(late, "-late")
        label.update(text)

    def _show_behind(self, record: Figure, clients: tuple[ClientRow, ...]) -> None:
        if not self.is_attached:
            return

        def open_dossier(client: str | None) -> None:
            if client is not None:
                self.post_message(OpenDossier(client))

        title = f"{record.block.title}{DOT}{record.row.cells[0]}"
        self.app.push_screen(BehindScreen(title, record.row.behind, clients), open_dossier)
