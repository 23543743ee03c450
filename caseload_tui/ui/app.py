"""The app: the shell, and the one place that carries out what screens ask for."""

from __future__ import annotations

from caseload_tui.ui.arranging import Arranging
from caseload_tui.ui.calling import Calling
from caseload_tui.ui.capturing import Capturing
from caseload_tui.ui.deeds import Deeds
from caseload_tui.ui.gathering import Sessions
from caseload_tui.ui.handing import HandingOver
from caseload_tui.ui.many import Many
from caseload_tui.ui.opening import Opening
from caseload_tui.ui.shell import Shell
from caseload_tui.ui.staffing import Staffing
from caseload_tui.ui.talking import Talking
from caseload_tui.ui.viewing import Viewing


class CaseloadApp(
    Deeds,
    HandingOver,
    Many,
    Staffing,
    Calling,
    Capturing,
    Talking,
    Sessions,
    Opening,
    Viewing,
    Arranging,
    Shell,
):
    """Everything on screen, on the services of one store."""
