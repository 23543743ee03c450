"""Practice stores that were handed out for a training: found, and put back."""

from __future__ import annotations

from pathlib import Path

from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.store.start import put_back, started_stores


def practice_stores(place: Path) -> tuple[Path, ...]:
    """Return the practice stores of a training: the one that is named, or all that began in a folder, by name."""
    if not place.is_dir():
        return (place,)
    stores = started_stores(place)
    if not stores:
        raise Refused(
            tr("There is no practice store of a training in {path}.", path=place),
            tr("Make some with `caseload seed SCENARIO --copies 12 --into DIR`."),
        )
    return stores


def reset(place: Path) -> tuple[Path, ...]:
    """Put a practice store, or all in a folder, back to how they were handed out; return which."""
    stores = practice_stores(place)
    for store in stores:
        put_back(store)
    return stores
