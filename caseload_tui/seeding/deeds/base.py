"""What every deed of a story has: a day, and who recorded it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from caseload_tui.seeding.tables import OneOf
from caseload_tui.seeding.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(OneOf):
    """Something that somebody recorded on a day; the one who leads the client did, unless `by` names another."""

    KEY: ClassVar[str] = "did"
    KINDS: ClassVar[Mapping[str, type[Deed]]]

    on: When
    by: str | None = None
