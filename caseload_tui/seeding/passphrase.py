"""The passphrase of a training: a few short words that twelve people type without a mistake."""

from __future__ import annotations

import secrets
import tomllib

from caseload_tui.resources import seed_folder

LIST = "words"
_WORDS = 4


def training_passphrase() -> str:
    """Return a fresh one; it guards invented people only, so that it may be short and stand on paper."""
    document = tomllib.loads((seed_folder() / f"{LIST}.toml").read_text(encoding="utf-8"))
    return " ".join(secrets.choice(document["words"]) for _ in range(_WORDS))
