"""What a description of a framework is made of: tables of plain text, and numbers and dates in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.statements import Value
from caseload_tui.formatting import long_date, number, percent
from caseload_tui.i18n import tr, trn

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One table: a stable key, a title, the names of its columns and its rows."""

    key: str
    title: str
    columns: Row
    rows: tuple[Row, ...]
    blocks: bool = False
    """True where each row is a small block of its own: too much text for a line."""

    def without_empty_columns(self) -> Section:
        """Return the section for people to read: without columns of which no row says anything."""
        kept = [place for place in range(len(self.columns)) if any(row[place] for row in self.rows)]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in kept), rows=rows)


def facts(key: str, title: str, *rows: tuple[str, str]) -> Section:
    """Return a section of names and what is said of them; those of which nothing is said are left out."""
    return Section(key, title, ("", ""), tuple(row for row in rows if row[1]))


def cited(framework: Framework, source: str | None, *place: str) -> str:
    """Return where something stands in the source, and that the office reads it otherwise where it does."""
    own = tr("the office's own reading") if framework.read_by_office(*place) else ""
    return "; ".join(part for part in (source or "", own) if part)


def number_words(value: Value) -> str:
    """Return a number or range with the decimals that it has."""
    if isinstance(value, tuple):
        return "–".join(number_words(end) for end in value)
    return number(value, _decimals(value))


def value_words(value: Value, unit: str | None = None) -> str:
    """Return a stated number or range with its unit in words; a share as a percentage."""
    if unit == "share":
        ends = value if isinstance(value, tuple) else (value,)
        return "–".join(percent(end, max(0, _decimals(end) - 2)) for end in ends)
    return in_unit(number_words(value), unit, many=value != 1)


def in_unit(amount: str, unit: str | None, *, many: bool = True) -> str:
    """Return an amount with its unit in words."""
    n = 2 if many else 1
    match unit:
        case None:
            return amount
        case "person":
            return trn("{amount} person", "{amount} people", n, amount=amount)
        case "benefit":
            return trn("{amount} benefit", "{amount} benefits", n, amount=amount)
        case "household":
            return trn("{amount} household", "{amount} households", n, amount=amount)
        case "month":
            return trn("{amount} month", "{amount} months", n, amount=amount)
        case "euro":
            return f"€ {amount}"
        case "percent":
            return f"{amount}%"
    return f"{amount} {unit}"


def per_words(per: str | None) -> str:
    """Return per what, preceded by a space; nothing where the policy does not say."""
    if per is None:
        return ""
    return " " + (tr("per year") if per == "year" else tr("per {period}", period=per))


def date_words(when: date | str | None) -> str:
    """Return a date in full, or what stands in its place."""
    return long_date(when) if isinstance(when, date) else when or ""


def yes(holds: bool) -> str:
    """Return yes, or nothing."""
    return tr("yes") if holds else ""


def _decimals(value: float) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
