"""Finds the migrations and the seeds, in an installed wheel as well as in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def migrations_folder() -> Path:
    """Return the folder of the database migrations."""
    return find_folder(_PACKAGE, "migrations")


def seed_folder() -> Path:
    """Return the folder of the seed scenarios."""
    return find_folder(_PACKAGE, "seed")


def find_folder(package: Path, name: str) -> Path:
    """Return the folder that was shipped inside the package, else the one that stands beside it in a checkout."""
    shipped = package / "_shipped" / name
    return shipped if shipped.is_dir() else package.parent / name
