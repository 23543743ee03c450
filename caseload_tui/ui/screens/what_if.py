"""What-if: choose another policy, and see the same caseload under it beside the present one. Nothing is changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import language, tr
from caseload_tui.ui.comparing import Line, LinePainter, entries
from caseload_tui.ui.intents import OpenDossier
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.widgets.head import ThinRule
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.domain.framework import Framework
    from caseload_tui.services.what_if import Comparison
    from caseload_tui.ui.shell import Shell

_POLICY, _FILE = "policy", "counterparts"


class WhatIf(Screen[None]):
    """Two lines to fill in and the figures under them; before that, the policies that ship."""

    DEFAULT_CSS = """
    WhatIf {
        background: $background;
        & > Vertical { height: 100%; }
        & #title { padding: 0 2; text-style: bold; color: $text; }
        & Input { border: none; background: $raised; padding: 0 2; height: 1; margin: 0 0 1 0; }
        & Input:focus { border: none; background: $raised; }
        & Rows { height: 1fr; }
        & #said { padding: 0 2; height: auto; max-height: 6; width: 1fr; color: $muted; }
        & #said.-late { color: $late; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "close", show=False)]

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._below = below

    @property
    def shell(self) -> Shell:
        """The app, which has the services."""
        return cast("Shell", self.app)

    def compose(self) -> ComposeResult:
        """Yield the lines to fill in, the list and the sentence under it."""
        with Vertical():
            yield SafeLabel(tr("The same caseload under another policy"), id="title")
            yield ThinRule()
            yield Input(placeholder=tr("id or file of a policy; or choose one below"), id=_POLICY)
            yield Input(placeholder=tr("file that says what stands for what; may stay empty"), id=_FILE)
            yield Rows[Line](LinePainter(lambda: self.shell.look))
            yield SafeLabel("", id="said")

    def on_mount(self) -> None:
        """Show the policies that ship."""
        self.watch(self.app, "masked", self._repaint, init=False)
        self.query_one(Rows).focus()
        self.shell.work(
            self.shell.services.what_ifs.policies, self._choose, group="policies", description="reading the policies"
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Compare with what is filled in."""
        self._compare()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Take the policy, or open the dossier, under the cursor."""
        line: Line = event.record
        if line.framework is not None:
            self.query_one(f"#{_POLICY}", Input).value = line.framework
            self._compare()
        elif line.client is not None:
            self.dismiss(None)
            self._below.post_message(OpenDossier(line.client.id))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _choose(self, policies: tuple[Framework, ...]) -> None:
        if not self.is_attached:
            return
        lines = [
            Line(f"policy:{item.id}", item.id, remark=item.organisation.to(language()), framework=item.id)
            for item in policies
        ]
        self.query_one(Rows).show([Heading(tr("policies").upper(), len(lines)), *lines])
        self._say(tr("Enter compares with the policy under the cursor; nothing is changed."))

    def _compare(self) -> None:
        policy, counterparts = (self.query_one(f"#{name}", Input).value.strip() for name in (_POLICY, _FILE))
        if not policy:
            self._say(tr("Name a policy first."), late=True)
            return
        self._say(tr("Counting …"))
        compare = partial(
            self.shell.services.what_ifs.compare, policy, Path(counterparts).expanduser() if counterparts else None
        )
        self.shell.work(
            compare, self._show, group="what if", description="comparing", failed=self._refused, exclusive=True
        )

    def _show(self, found: Comparison) -> None:
        if not self.is_attached:
            return
        rows = self.query_one(Rows)
        rows.show(entries(found))
        rows.action_first()
        rows.focus()
        open_points = len(found.figures.left_open)
        hint = tr("What has no counterpart is unknown; a file can say what stands for what.") if open_points else ""
        self._say(hint)

    def _refused(self, error: CaseloadError) -> None:
        if self.is_attached:
            self._say(f"{error.title} {error.message}", late=True)

    def _say(self, text: str, *, late: bool = False) -> None:
        label = self.query_one("#said", SafeLabel)
        label.set_class(late, "-late")
        label.update(text)

    def _repaint(self) -> None:
        self.query_one(Rows).repaint()
