"""From the cells of a row to what it says, as texts: days in ISO, yes or no, values translated by the mapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from caseload_tui.domain.dossier import CONSENTS
from caseload_tui.domain.people import fold, mentions_bsn, tidy
from caseload_tui.domain.visible import visible
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.incoming.days import read_day
from caseload_tui.incoming.mapping import Column, Mapped
from caseload_tui.incoming.sheet import Row
from caseload_tui.incoming.troubles import Trouble, Troubles

DAYS = frozenset(
    {"born_on", "benefit_since", "registered_on", "closed_on", "on", "signed_on", "made_on", "due_on", "settled_on"}
)
FREE = frozenset({"remark", "address", "text", "reason", "notes"})
"""Fields in which people write freely, over more than one line."""
YES, NO = "yes", "no"
_YES_NO = {"j": YES, "ja": YES, "y": YES, "yes": YES, "true": YES, "1": YES, "x": YES} | dict.fromkeys(
    ("n", "nee", "no", "false", "0"), NO
)
_FAILED = frozenset(
    (
        *("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"),
        *("#N/B", "#VERW!", "#NAAM?", "#WAARDE!", "#DEEL/0!", "#LEEG!", "#GETAL!"),
    )
)
"""What a spreadsheet shows where it could not work something out."""
_SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
_SPOILT = re.compile("\ufffd|[ÂÃÄÅ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸŽž]")
"""What is left of a letter that was read in another encoding than it was written in."""
_WITH_TIME = re.compile(r"(?P<day>.*[0-9])[T ](?P<time>[0-9]{1,2}:[0-9]{2})(?::[0-9]{2}(?:[.][0-9]+)?)?")
_NAMED, _LONGEST_NAMED = 10, 40
"""So many values of a column that the mapping lacks are counted one by one, if they are no longer than this."""
DIGEST_BITS = 64
DIGEST = (1 << DIGEST_BITS) - 1


@dataclass(slots=True)
class Said:
    """What a row says: its key, and each field that is not empty, as text."""

    line: int
    key: str
    values: dict[str, str] = field(default_factory=dict)


def digest_of(values: Mapping[str, str]) -> int:
    """Return a number by which what a row says is told from what another says, for as long as the program runs."""
    return hash(tuple(sorted(values.items()))) & DIGEST


_Read = Callable[[Row, str, Column], str]


class RowReader:
    """Reads rows by a mapping; tells what is wrong with them, and what is worth a look.

    Of each row it keeps a number made of digests of its key and of what it says, so that a key that comes again is
    known.
    """

    def __init__(self, mapped: Mapped) -> None:
        self._mapped = mapped
        self._fields = [(name, column, self._way_of(name, column)) for name, column in mapped.fields.items()]
        self._keys: dict[int, int] = {}
        self._unknown: dict[str, set[str]] = {}
        self.troubles = Troubles()
        self.warnings = Troubles()

    def again(self) -> RowReader:
        """Return a reader for going through the same rows once more."""
        reader = RowReader(self._mapped)
        reader._keys = self._keys
        return reader

    def read(self, row: Row) -> Said | None:
        """Return what the row says; None after telling what is wrong with it, or where an earlier row said the same."""
        before = self.troubles.count
        said = Said(row.line, self._key(row))
        for name, column, read in self._fields:
            text = row.cells.get(column.name, "")
            value = read(row, "" if text in column.empty else text, column)
            if value:
                said.values[name] = value
        first = not said.key or self._comes_first(row, said)
        return said if first and self.troubles.count == before else None

    def _key(self, row: Row) -> str:
        column = self._mapped.key
        key = tidy(row.cells[column])
        if not key:
            self._wrong(row, column, tr("the key of the row is empty; by it the row is known again next time"))
        self._looked_over(row, column, key)
        return key

    def _comes_first(self, row: Row, said: Said) -> bool:
        says = digest_of(said.values)
        known = self._keys.setdefault(hash(said.key), row.line << DIGEST_BITS | says)
        line = known >> DIGEST_BITS
        if line == row.line:
            return True
        column = self._mapped.key
        if known & DIGEST == says:
            self._look_at(
                row,
                column,
                tr("line {line} says the same by this key; this one is left out", line=line),
                tr("an earlier line says the same by this key; this one is left out"),
            )
        else:
            self._wrong(
                row,
                column,
                tr("line {line} has this key and says something else; take one of them out", line=line),
                tr("an earlier line has this key and says something else; take one of them out"),
            )
        return False

    def _way_of(self, name: str, column: Column) -> _Read:
        table = name.partition(".")[0]
        if column.values is not None or (column.otherwise is not None and not column.name):
            return partial(self._translated, {fold(known): value for known, value in (column.values or {}).items()})
        if name == "on":
            return self._moment
        if name in DAYS or table == "since":
            return self._day
        if name in CONSENTS.values() or table == "labels":
            return self._answer
        return self._free_text if table in FREE else self._text

    def _translated(self, folded: Mapping[str, str], row: Row, text: str, column: Column) -> str:
        values, text = column.values or {}, tidy(text)
        if text in values:
            return values[text]
        found = folded.get(fold(text), column.otherwise)
        if found is None and text:
            unknown = tr("the mapping does not say what this stands for; add it to `values`")
            self._wrong(row, column.name, unknown, self._unknown_value(column.name, text) or unknown)
        return found or ""

    def _unknown_value(self, column: str, text: str) -> str:
        """Return what is wrong with a value that the mapping lacks, by itself while there are few of them."""
        known = self._unknown.setdefault(column, set())
        if text not in known and (len(known) == _NAMED or len(text) > _LONGEST_NAMED):
            return ""
        known.add(text)
        return tr("the mapping does not say what “{value}” stands for; add it to `values`", value=text)

    def _day(self, row: Row, text: str, column: Column) -> str:
        text = tidy(text)
        if not text:
            return column.otherwise or ""
        try:
            return read_day(text, column.dates).isoformat()
        except Refused as error:
            self._wrong(row, column.name, tr("{what}; {mend}", what=error.title, mend=error.message))
            return ""

    def _moment(self, row: Row, text: str, column: Column) -> str:
        """Return the day of a talk, and behind it the time where the cell has one."""
        found = _WITH_TIME.fullmatch(tidy(text))
        if found is None or not found["time"].strip("0:"):
            return self._day(row, text, column)
        day = self._day(row, found["day"], column)
        return f"{day} {found['time']}" if day else ""

    def _answer(self, row: Row, text: str, column: Column) -> str:
        text = tidy(text)
        if not text:
            return column.otherwise or ""
        answer = _YES_NO.get(fold(text), "")
        if not answer:
            self._wrong(row, column.name, tr("neither yes nor no; say in the mapping what stands for what"))
        return answer

    def _text(self, row: Row, text: str, column: Column) -> str:
        text = tidy(text)
        if not text:
            return column.otherwise or ""
        self._looked_over(row, column.name, text)
        if "+" in text and _SHORTENED.fullmatch(text):
            shortened = tr("a spreadsheet shortened this number; give the column the form of text there")
            self._wrong(row, column.name, shortened)
        return text

    def _free_text(self, row: Row, text: str, column: Column) -> str:
        text = tidy(text, lines=True)
        if not text:
            return column.otherwise or ""
        self._looked_over(row, column.name, text)
        if mentions_bsn(text):
            self.warnings.add(Trouble(row.line, column.name, "", tr("the text seems to hold a BSN; take it out there")))
        return text

    def _looked_over(self, row: Row, column: str, text: str) -> None:
        if text.startswith("#") and text in _FAILED:
            self._wrong(row, column, tr("a spreadsheet could not work this out; mend it there"))
        elif text.startswith("="):
            self._look_at(row, column, tr("a formula; it is kept as text and never run"))
        if visible(text, lines=True) != text.replace("\t", " "):
            self._look_at(row, column, tr("a sign in it cannot be seen; a mark will stand in its place"))
        if not text.isascii() and _SPOILT.search(text):
            self._look_at(row, column, tr("a letter seems to be spoilt; was the table saved in another encoding?"))

    def _wrong(self, row: Row, column: str, message: str, kind: str = "") -> None:
        self.troubles.add(Trouble(row.line, column, row.cells.get(column, ""), message, kind))

    def _look_at(self, row: Row, column: str, message: str, kind: str = "") -> None:
        self.warnings.add(Trouble(row.line, column, row.cells.get(column, ""), message, kind))
