"""The team's figures: what each consultant carries against the policy's norm, and what each group asks.

Enter on a figure opens the clients behind it. Where the policy gives no norm, it says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from caseload_tui.domain.balance import ConsultantLoad
from caseload_tui.domain.behind import CLIENTS, LATE, Behind
from caseload_tui.domain.formation import Scenario
from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Texts
from caseload_tui.ui.commands.going import GOING, TEAM, Acting, Filter
from caseload_tui.ui.commands.monitor import MonitorHere
from caseload_tui.ui.commands.team import ON_CONSULTANT, AddConsultant
from caseload_tui.ui.forms.scenario import Supposed
from caseload_tui.ui.panes import ListPane, matches
from caseload_tui.ui.reading import TeamPage, read_team
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.screens.figures import FiguresScreen, figures_of, show_list
from caseload_tui.ui.screens.scenario import ScenarioScreen, ask_scenario
from caseload_tui.ui.screens.what_if import WhatIf
from caseload_tui.ui.targets import Target
from caseload_tui.ui.team_people import heaviest_first
from caseload_tui.ui.team_rows import AxisTotal, Figure, TeamPainter, sums
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.app import CaseloadApp


class Clients(Acting):
    """Open the clients behind a figure."""

    id, key, section, action, weight = "open", "enter", GOING, "behind", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            tr("{clients}"), tr("The {clients} behind it"), tr("Show whom the figure under the cursor counts.")
        )


class Compare(Acting):
    """Look at the caseload under another policy."""

    id, key, section, action, weight = "what_if", "w", GOING, "what_if", 30

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            tr("what if"),
            tr("Another policy"),
            tr("Show the same caseload under another policy, side by side; nothing changes."),
        )


class Suppose(Acting):
    """Reckon with other numbers."""

    id, key, section, action, weight = "scenario", "s", GOING, "scenario", 28

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("What it asks when {groups} grow or shrink or a colleague leaves, beside today.")
        return Texts(tr("scenario"), tr("Scenario"), said)


class Rebalance(Acting):
    """Who could take over whom."""

    id, key, section, action, weight = "rebalance", "r", GOING, "rebalance", 26

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("The fewest hand-overs after which nobody carries more than fits; nothing moves by itself.")
        return Texts(tr("rebalance"), tr("Rebalance"), said)


class PlanQuarter(Acting):
    """A day for each due talk of a consultant."""

    id, key, section, action, weight = "plan_quarter", "p", GOING, "plan_quarter", 27

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("A day for each due talk of the {consultant}, in time if that can be; you say what is planned.")
        return Texts(tr("quarter"), tr("Plan the quarter"), said)


class Place(Acting):
    """Count one municipality, or all."""

    id, key, section, action, weight = "municipality", "g", GOING, "municipality", 20

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            tr("municipality"), tr("Municipality"), tr("Count each municipality by itself in turn, then all together.")
        )


class Figures(Acting):
    """Every figure of the row, with the list behind it."""

    id, key, section, action, weight = "figures", "f", GOING, "figures", 12

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Show every figure of the row by itself; enter on one opens exactly those whom it counts.")
        return Texts(tr("figures"), tr("All figures"), said)


class LateOnes(Acting):
    """Open what is late on a consultant's list."""

    id, key, section, action, weight = "late_ones", "l", GOING, "late_ones", 15

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("late"), tr("What is late"), tr("Show the late meetings on the list of the {consultant}."))


class TeamPane(ListPane[Figure, TeamPage]):
    """Load against norm."""

    OFFERS = (
        *(Clients, Figures, LateOnes, *ON_CONSULTANT, AddConsultant, Place, MonitorHere),
        *(Suppose, Rebalance, PlanQuarter, Compare, Filter),
    )
    tab = TEAM
    previews = False
    painter: TeamPainter
    DEFAULT_CSS = """
    TeamPane > #sums { height: 1; padding: 0 2; color: $muted; width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(TeamPainter())
        self._place: str | None = None

    def compose(self) -> ComposeResult:
        """Yield the tables with the sums under them."""
        yield from super().compose()
        yield SafeLabel("", id="sums")

    def show_page(self, page: TeamPage) -> None:
        """Show the tables and their sums; a municipality that the policy has no more is not counted by itself."""
        if self._place not in (None, *page.places):
            self._place = None
            self.reload()
        self.painter.page = page
        super().show_page(page)
        if self.is_attached:
            self.query_one("#sums", SafeLabel).update(sums(page.figures))
            self.refresh_bindings()

    def filter_hint(self) -> str:
        """Return what one can type in the filter."""
        return tr("name or word")

    def read(self, services: Services) -> TeamPage:
        """Read the figures."""
        return read_team(services, self._place)

    def entries(self, page: TeamPage, query: str) -> Sequence[Heading | Figure]:
        """Return consultants, then the groups axis by axis."""
        people = [row for row in heaviest_first(page.figures) if matches(query, row.name)]
        groups = [row for row in page.figures.groups if matches(query, self.painter.look.group(row.group))]
        entries = [*self.painter.entries(people, groups, whole=not query)]
        if not query:
            places = page.figures.places if len(page.figures.places) > 1 and self._place is None else ()
            entries += self.painter.more_entries(places, page.figures.roles if self._place is None else ())
        return entries

    def total(self, page: TeamPage) -> int:
        """Return how many rows there are."""
        return sum(1 for entry in self.entries(page, "") if not isinstance(entry, Heading | AxisTotal))

    def empty(self, page: TeamPage) -> tuple[str, str]:
        """Return what this list is for."""
        return tr("Nobody works here yet."), tr("Load and norm per {consultant} and {group} stand here.")

    def client_of(self, record: Figure) -> ClientRow | None:
        """Return nobody: the rows are figures."""
        return None

    def because(self, record: Figure) -> str:
        """Return what the sources say of a group, and what else a consultant's list holds."""
        return self.painter.because(record)

    def target_of(self, record: Figure) -> Target | None:
        """Return nothing: the rows are figures."""
        return None

    def allows(self, command: type[Command]) -> bool:
        """Offer the municipalities where there are several, and what is late where that is counted."""
        if command is Place:
            return self.page is not None and len(self.page.places) > 1
        if command in (LateOnes, PlanQuarter):
            return self.consultant is not None
        if command in ON_CONSULTANT:
            known = self.shell.look.around.office.consultant(self.consultant or "") if self.consultant else None
            return known is not None and known.ended_on is None
        return super().allows(command)

    @property
    def consultant(self) -> str | None:
        """The consultant under the cursor."""
        record = self.rows.record if self.page is not None else None
        return record.consultant if isinstance(record, ConsultantLoad) else None

    def action_command(self, command_id: str) -> None:
        """Do what the key asks, with the consultant under the cursor where it is about one."""
        command = next((item for item in ON_CONSULTANT if item.id == command_id), None)
        if command is None:
            super().action_command(command_id)
        elif self.allows(command):
            self.post_message(command.intent(self.consultant or ""))

    def highlight(self, record: Figure | None) -> None:
        """Offer the keys of a consultant or a group."""
        super().highlight(record)
        self.refresh_bindings()

    def chosen(self) -> Mapping[str, str]:
        """Return the municipality that is counted by itself."""
        return {"municipality": self._place} if self._place is not None else {}

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Count a municipality by itself."""
        self._place = chosen.get("municipality")

    def action_behind(self) -> None:
        """Open the clients behind the figure under the cursor."""
        self.rows.action_activate()

    def action_municipality(self) -> None:
        """Count the next municipality by itself; after the last, all together."""
        if self.page is not None:
            every = (None, *self.page.places)
            self._place = every[(every.index(self._place) + 1) % len(every)] if self._place in every else None
            # As when it is opened: whoever waits long for the figures of a large office is told.
            self.page = None
            self.reload()

    def action_late_ones(self) -> None:
        """Open the late meetings on the list of the consultant under the cursor."""
        self._open(LATE)

    def action_what_if(self) -> None:
        """Choose another policy and compare."""
        self.app.push_screen(WhatIf(self.screen))

    def action_rebalance(self) -> None:
        """Show who could take over whom."""
        from caseload_tui.ui.screens.rebalance import RebalanceScreen  # noqa: PLC0415 - opened seldom

        self.app.push_screen(RebalanceScreen())

    def action_plan_quarter(self) -> None:
        """Show a day for each due talk of the consultant under the cursor."""
        from caseload_tui.ui.screens.quarter import QuarterScreen  # noqa: PLC0415 - opened seldom

        record = self.rows.record
        if isinstance(record, ConsultantLoad) and record.consultant is not None:
            self.app.push_screen(QuarterScreen(record.consultant))

    def action_scenario(self) -> None:
        """Ask what is supposed, and show it beside today."""

        def show(found: Supposed) -> None:
            self.app.push_screen(ScenarioScreen(found))

        ask_scenario(cast("CaseloadApp", self.app), show, Scenario())

    def activate(self, record: Figure) -> None:
        """Open the clients behind the figure."""
        self._open(CLIENTS)

    def _open(self, what: str) -> None:
        """Open the list behind one figure of the row under the cursor."""
        record = self.rows.record
        if record is not None:
            found = figures_of(record, self._place)
            self._show_behind(next((figure for figure in found if figure.what == what), None))

    def action_figures(self) -> None:
        """Show every figure of the row under the cursor, to open the list behind one."""
        record = self.rows.record
        if record is not None and self.page is not None:
            self.app.push_screen(FiguresScreen(record, self.page, self._place, self.shell.look), self._show_behind)

    def _show_behind(self, figure: Behind | None) -> None:
        if figure is not None:
            show_list(self, figure)
