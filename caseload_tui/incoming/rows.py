"""From the cells of a row to what it says, as texts: days in ISO, yes or no, values translated by the mapping."""

from __future__ import annotations

from dataclasses import dataclass, field

from caseload_tui.domain.people import fold, mentions_bsn, tidy
from caseload_tui.i18n import tr
from caseload_tui.incoming.mapping import Column, Mapped
from caseload_tui.incoming.sheet import Row

DAYS = frozenset(
    {"born_on", "benefit_since", "registered_on", "closed_on", "on", "signed_on", "made_on", "due_on", "settled_on"}
)
FREE = frozenset({"remark", "address", "text", "reason", "notes"})
"""Fields in which people write freely, over more than one line."""
YES, NO = "yes", "no"
_YES_NO = {"j": YES, "ja": YES, "y": YES, "yes": YES, "true": YES, "1": YES, "x": YES} | dict.fromkeys(
    ("n", "nee", "no", "false", "0"), NO
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in one place of the table; `column` and `value` are empty where it is about the row."""

    line: int
    column: str
    value: str
    message: str


@dataclass(slots=True)
class Said:
    """What a row says: its key, and each field that is not empty, as text."""

    line: int
    key: str
    values: dict[str, str] = field(default_factory=dict)


class RowReader:
    """Reads rows by a mapping; gathers what is wrong with them, and columns that hold what is never kept."""

    def __init__(self, mapped: Mapped) -> None:
        self._mapped = mapped
        self._lines: dict[str, int] = {}
        self.troubles: list[Trouble] = []
        self.warnings: list[Trouble] = []

    def read(self, row: Row) -> Said | None:
        """Return what the row says, or None after noting what is wrong with it."""
        before = len(self.troubles)
        said = Said(row.line, self._key(row))
        for name, column in self._mapped.fields.items():
            value = self._value(row, name, column)
            if value:
                said.values[name] = value
        return said if len(self.troubles) == before else None

    def _key(self, row: Row) -> str:
        column = self._mapped.key
        key = tidy(row.cells[column])
        if not key:
            self._wrong(row, column, tr("the key of the row is empty"))
        elif key in self._lines:
            self._wrong(row, column, tr("line {line} has this key already", line=self._lines[key]))
        else:
            self._lines[key] = row.line
        return key

    def _value(self, row: Row, name: str, column: Column) -> str:
        table = name.partition(".")[0]
        text = tidy(row.cells.get(column.name, ""), lines=table in FREE)
        if column.values is not None or (column.otherwise is not None and not column.name):
            return self._translated(row, text, column)
        if not text:
            return column.otherwise or ""
        if name in DAYS:
            days = {day for form in column.dates if (day := form.read(text)) is not None}
            if len(days) == 1:
                return days.pop().isoformat()
            forms = ", ".join(form.form for form in column.dates)
            self._wrong(row, column.name, tr("no day written as {forms}", forms=forms))
        elif name == "home_visits" or table == "labels":
            answer = _YES_NO.get(fold(text))
            if answer is not None:
                return answer
            self._wrong(row, column.name, tr("neither yes nor no; say in the mapping what stands for what"))
        else:
            if table in FREE and mentions_bsn(text):
                self.warnings.append(Trouble(row.line, column.name, "", tr("the text seems to hold a BSN")))
            return text
        return ""

    def _translated(self, row: Row, text: str, column: Column) -> str:
        values = column.values or {}
        if text in values:
            return values[text]
        found = next((value for known, value in values.items() if fold(known) == fold(text)), column.otherwise)
        if found is None and text:
            self._wrong(row, column.name, tr("the mapping does not say what this stands for"))
        return found or ""

    def _wrong(self, row: Row, column: str, message: str) -> None:
        self.troubles.append(Trouble(row.line, column, row.cells.get(column, ""), message))
