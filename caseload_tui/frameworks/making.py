"""Small makers shared by all that builds a framework from a document: texts, durations, dates, values, records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any, TypeVar

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.policy import Horizon, Limits
from caseload_tui.domain.statements import Value
from caseload_tui.domain.texts import Text

Table = Mapping[str, Any]
Made = TypeVar("Made")
_CIRCA = "ca. "

duration = Duration.parse
text = Text.of


def make(record: Callable[..., Made], table: Table, **makers: Callable[[Any], object]) -> Made:
    """Make a record of a table: keys with a maker go through it, lists become tuples, the rest is as written."""
    return record(**{key: makers.get(key, _as_written)(value) for key, value in table.items()})


def each(maker: Callable[[Table], Made]) -> Callable[[Iterable[Table]], tuple[Made, ...]]:
    """Return a maker for a list of tables."""
    return lambda tables: tuple(maker(table) for table in tables)


def texts(written: Iterable[str | Mapping[str, str]]) -> tuple[Text, ...]:
    """Make texts of a list."""
    return tuple(Text.of(item) for item in written)


def day(written: date | str) -> date:
    """Make a date of a date or of ISO text."""
    return written if isinstance(written, date) else date.fromisoformat(written)


def value(written: float | list[float]) -> Value:
    """Make a number or a range of what a source states."""
    return (written[0], written[1]) if isinstance(written, list | tuple) else written


def horizon(written: str) -> Horizon:
    """Make a horizon of "3 years", "ca. 3 years" or "none"."""
    if written == "none":
        return Horizon(term=None)
    return Horizon(term=Duration.parse(written.removeprefix(_CIRCA)), circa=written.startswith(_CIRCA))


def limits(table: Table) -> Limits:
    """Make the limits outside which a client is a doubtful fit."""
    return make(Limits, table, benefit_below=duration, benefit_from=duration)


def plain(written: object) -> object:
    """Return what a document holds with its dates as ISO text, so that it can be kept as JSON."""
    if isinstance(written, Mapping):
        return {key: plain(item) for key, item in written.items()}
    if isinstance(written, list):
        return [plain(item) for item in written]
    return written.isoformat() if isinstance(written, date | time) else written


def _as_written(written: object) -> object:
    return tuple(written) if isinstance(written, list) else written
