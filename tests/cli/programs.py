"""The program as a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import caseload_tui

ROOT = Path(caseload_tui.__file__).parent.parent
COMMAND = [sys.executable, "-c", "from caseload_tui.cli.main import main; main()"]


def environment(**more: str) -> dict[str, str]:
    """Return what the process finds in its environment: this code, and English."""
    return os.environ | {"PYTHONPATH": str(ROOT), "CASELOAD_LANG": "en"} | more


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of the process."""
    return [*COMMAND, *map(str, arguments)]
