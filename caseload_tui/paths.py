"""Where the program keeps things on this machine, as the operating system prefers it."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PROGRAM = "caseload"


def default_store() -> Path:
    """Return the store that is used when none is named."""
    return platformdirs.user_data_path(_PROGRAM, appauthor=False) / "caseload.store"


def settings_file() -> Path:
    """Return the file with the user's own settings."""
    return platformdirs.user_config_path(_PROGRAM, appauthor=False) / "settings.toml"


def log_folder() -> Path:
    """Return the folder for the redacted log."""
    return platformdirs.user_log_path(_PROGRAM, appauthor=False)


def demo_folder() -> Path:
    """Return the folder in which throw-away practice stores live, each in a folder of its own."""
    return platformdirs.user_cache_path(_PROGRAM, appauthor=False) / "demo"
