"""A mapping file: which column of another system's table says what, and how its values are to be read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from caseload_tui.domain.dossier import CHANGEABLE
from caseload_tui.errors import Refused
from caseload_tui.frameworks.lines import LineMap
from caseload_tui.frameworks.problems import nearest
from caseload_tui.frameworks.reading import read_file
from caseload_tui.i18n import tr
from caseload_tui.incoming.days import DayForm

FORMAT = 1
CLIENTS, MEETINGS, COMMITMENTS = "clients", "meetings", "commitments"
FIELDS = {
    CLIENTS: (*CHANGEABLE, "registered_on", "consultant", "closed_on", "closed_reason"),
    MEETINGS: ("client", "kind", "on", "time", "mode", "state", "reason", "signed_on"),
    COMMITMENTS: (
        *("client", "owner", "partner", "text", "domain", "category"),
        *("made_on", "due_on", "state", "settled_on", "remark"),
    ),
}
"""The fields that rows of each kind can have."""
NEEDED = {
    CLIENTS: ("given_name", "family_name"),
    MEETINGS: ("client", "kind", "on"),
    COMMITMENTS: ("client", "owner", "text"),
}
TABLES = {CLIENTS: ("groups", "since", "labels"), MEETINGS: ("notes", "scores"), COMMITMENTS: ()}
"""The further tables of a mapping, whose keys are ids of the policy."""
CLIENT_BY = ("key", "file_number")
DEFAULT_DAYS = ("dd-mm-yyyy", "yyyy-mm-dd")
_NO_DELIMITERS = '"\r\n \0'
_TOP = ("format", "rows", "source", "key", "client_by", "encoding", "delimiter", "dates", "empty", "returned", "fields")
_OF_COLUMN = ("column", "values", "otherwise", "dates", "empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Where a field is read, and how: `values` says what stands for what, `otherwise` what anything else is."""

    name: str
    """The column; empty where `otherwise` is said of every row."""
    values: Mapping[str, str] | None = None
    otherwise: str | None = None
    dates: tuple[DayForm, ...] = ()
    empty: frozenset[str] = frozenset()
    """What stands in a cell of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A whole mapping file; fields of a table of the policy's ids are called `groups.<axis>` and so on."""

    rows: str
    source: str
    key: str
    client_by: str = "key"
    encoding: str | None = None
    delimiter: str | None = None
    returned: frozenset[str] = frozenset()
    """Keys of people who were erased here and came back."""
    fields: Mapping[str, Column] = field(default_factory=dict)

    def within(self, table: str) -> dict[str, Column]:
        """Return the columns of one of the further tables, by the id."""
        return {
            name.removeprefix(f"{table}."): column
            for name, column in self.fields.items()
            if name.startswith(f"{table}.")
        }


def read_mapping(path: Path) -> Mapped:
    """Return the mapping of a file; every mistake is told at once, each with its line and key path."""
    text = read_file(path)
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(tr("The mapping cannot be read: {path}", path=path), str(error)) from error
    reader = _Reader(document)
    mapped = reader.mapped()
    if reader.problems or mapped is None:
        lines = LineMap(text)
        told = sorted((lines.line_of(place), ".".join(map(str, place)), problem) for place, problem in reader.problems)
        raise Refused(
            tr("The mapping has mistakes: {path}", path=path),
            "\n".join(f"{line}: {place}: {problem}" for line, place, problem in told),
        )
    return mapped


class _Reader:
    """Reads the document and gathers what is wrong with it."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document
        self.problems: list[tuple[tuple[str, ...], str]] = []

    def mapped(self) -> Mapped | None:
        """Return the mapping as far as it can be read; None where not even its kind of rows is known."""
        if self._document.get("format") != FORMAT:
            self._wrong(("format",), tr("expected {expected}", expected=FORMAT))
        rows = self._one_of("rows", tuple(FIELDS), None)
        if rows is None:
            return None
        self._refuse_unknown(self._document, (), (*_TOP, *TABLES[rows]))
        usual = Column(
            name="",
            dates=self._dates(self._document.get("dates", list(DEFAULT_DAYS)), ("dates",)),
            empty=self._texts(self._document.get("empty", []), ("empty",)),
        )
        columns = dict(self._columns("fields", rows, usual))
        self._refuse_groupless(columns)
        for missing in (name for name in NEEDED[rows] if name not in columns):
            self._wrong(("fields", missing), tr("is missing"))
        return Mapped(
            rows=rows,
            source=self._text("source") or "",
            key=self._text("key") or "",
            client_by=self._one_of("client_by", CLIENT_BY, "key") or "key",
            encoding=self._text("encoding", needed=False),
            delimiter=self._delimiter(),
            returned=self._texts(self._document.get("returned", []), ("returned",)),
            fields=columns,
        )

    def _columns(self, table: str, rows: str, usual: Column) -> Iterator[tuple[str, Column]]:
        known = self._table(table)
        self._refuse_unknown(known, (table,), FIELDS[rows])
        for name, value in known.items():
            yield name, self._column(value, (table, name), usual)
        for further in TABLES[rows]:
            for name, value in self._table(further).items():
                yield f"{further}.{name}", self._column(value, (further, name), usual)

    def _column(self, value: object, place: tuple[str, ...], usual: Column) -> Column:
        if isinstance(value, str) and value:
            return replace(usual, name=value)
        if not isinstance(value, Mapping):
            self._wrong(place, tr("expected the name of a column, or a table"))
            return Column(name="")
        self._refuse_unknown(value, place, _OF_COLUMN)
        values, otherwise = value.get("values"), value.get("otherwise")
        name = value.get("column", "")
        if not isinstance(name, str) or (not name and otherwise is None):
            self._wrong((*place, "column"), tr("expected the name of a column"))
        if values is not None and not (
            isinstance(values, Mapping) and all(isinstance(item, str) for item in values.values())
        ):
            self._wrong((*place, "values"), tr("expected a table of texts"))
            values = None
        if otherwise is not None and not isinstance(otherwise, str):
            self._wrong((*place, "otherwise"), tr("expected a text"))
            otherwise = None
        dates = self._dates(value["dates"], (*place, "dates")) if "dates" in value else usual.dates
        empty = self._texts(value["empty"], (*place, "empty")) if "empty" in value else usual.empty
        return Column(name=str(name), values=values, otherwise=otherwise, dates=dates, empty=empty)

    def _refuse_groupless(self, columns: Mapping[str, Column]) -> None:
        for name in columns:
            table, _, axis = name.partition(".")
            if table == "since" and f"groups.{axis}" not in columns:
                self._wrong(("since", axis), tr("there is no column for the {group} itself under [groups]"))

    def _dates(self, value: object, place: tuple[str, ...]) -> tuple[DayForm, ...]:
        forms = [value] if isinstance(value, str) else value
        if not isinstance(forms, list) or not forms:
            self._wrong(place, tr("expected a form such as dd-mm-yyyy, or a list of them"))
            return ()
        found = []
        for form in forms:
            try:
                found.append(DayForm(str(form)))
            except ValueError:
                self._wrong(place, tr("“{form}” is no form such as dd-mm-yyyy", form=form))
        return tuple(found)

    def _texts(self, value: object, place: tuple[str, ...]) -> frozenset[str]:
        texts = [value] if isinstance(value, str) else value
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            return frozenset(texts)
        self._wrong(place, tr("expected a text, or a list of them"))
        return frozenset()

    def _delimiter(self) -> str | None:
        value = self._text("delimiter", needed=False)
        if value is not None and (len(value) != 1 or value in _NO_DELIMITERS):
            self._wrong(("delimiter",), tr("expected one character that stands between cells"))
            return None
        return value

    def _one_of(self, key: str, known: tuple[str, ...], default: str | None) -> str | None:
        value = self._document.get(key, default)
        if value in known:
            return str(value)
        self._wrong((key,), tr("Choose one of: {known}.", known=", ".join(known)))
        return None

    def _text(self, key: str, *, needed: bool = True) -> str | None:
        value = self._document.get(key)
        if isinstance(value, str) and value:
            return value
        if needed and value is None:
            self._wrong((key,), tr("is missing"))
        elif value is not None:
            self._wrong((key,), tr("expected a text"))
        return None

    def _table(self, key: str) -> Mapping[str, object]:
        value = self._document.get(key, {})
        if isinstance(value, Mapping):
            return value
        self._wrong((key,), tr("expected a table"))
        return {}

    def _refuse_unknown(self, table: Mapping[str, object], place: tuple[str, ...], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                self._wrong((*place, key), (tr("there is no such key.") + nearest(key, known)).strip())

    def _wrong(self, place: tuple[str, ...], problem: str) -> None:
        self.problems.append((place, problem))
