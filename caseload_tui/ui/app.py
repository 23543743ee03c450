"""The app: the shell, and the one place that carries out what screens ask for."""

from __future__ import annotations

from caseload_tui.ui.deeds import Deeds
from caseload_tui.ui.deeds.arranging import Arranging
from caseload_tui.ui.deeds.calling import Calling
from caseload_tui.ui.deeds.capturing import Capturing
from caseload_tui.ui.deeds.gathering import Sessions
from caseload_tui.ui.deeds.handing import HandingOver
from caseload_tui.ui.deeds.many import Many
from caseload_tui.ui.deeds.opening import Opening
from caseload_tui.ui.deeds.staffing import Staffing
from caseload_tui.ui.deeds.talking import Talking
from caseload_tui.ui.deeds.viewing import Viewing
from caseload_tui.ui.shell import Shell


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
