"""Everything one can do, each as one class."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import ACTION, DEEDS, GOING, LOOKS, Command, Texts, bindings
from caseload_tui.ui.commands.host import Host, hosts

__all__ = ["ACTION", "Command", "Host", "Texts", "bindings", "hosts", "sections"]


def sections() -> dict[str, str]:
    """Return the headings of the help, in their order."""
    return {DEEDS: tr("Do"), GOING: tr("Go"), LOOKS: tr("Look")}
