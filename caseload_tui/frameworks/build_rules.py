"""Cadences and intake steps of a document as rules."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.rules import ANY_KIND, REGISTRATION, Rule, Scope
from caseload_tui.frameworks.making import Table, day, duration, make, text

_SCOPE_LISTS = ("groups", "target_groups", "not_target_groups")
_SCOPE_KEYS = (*_SCOPE_LISTS, "clients", "during")
_HOW_OFTEN = frozenset(("per_year", "every", "once", "within", "first_within", "by", "after"))
_MONTHS_A_YEAR = 12


def cadence(table: Table, *, house: bool = False, read: Collection[str] = ()) -> Rule:
    """Make the rule of a cadence; `read` names the keys that the office's own reading changed."""
    given = {key: value for key, value in table.items() if key not in (*_SCOPE_KEYS, "every")}
    return _rule(given, read, scope=scope(table), interval=_interval(table), house=house)


def intake_step(table: Table, *, read: Collection[str] = ()) -> Rule:
    """Make the rule of an intake step: once, within its term after its anchor."""
    given = {key: value for key, value in table.items() if key not in (*_SCOPE_KEYS, "within")}
    if "within" in table:
        given["first_within"] = table["within"]
    given.setdefault("id", step_id(table))
    if "by" not in table:
        given.setdefault("after", REGISTRATION)
    return _rule(given, read, scope=scope(table), once=True, is_step=True)


def step_id(table: Table) -> str:
    """Return the id of an intake step: its own, else its kind's."""
    return str(table["id"] if "id" in table else table["kind"])


def scope(table: Table) -> Scope:
    """Make the scope of a rule: to whom it applies."""
    return Scope(
        **{key: tuple(table.get(key, ())) for key in _SCOPE_LISTS},
        clients=table.get("clients"),
        aftercare=table.get("during") == "aftercare",
    )


def _rule(given: dict[str, Any], read: Collection[str], **fixed: Any) -> Rule:
    if "words" in given and "words" not in read and not _HOW_OFTEN.isdisjoint(read):
        # The words say the number that the office's own reading replaced: they stay the source's, and explain nothing.
        given["source_words"] = text(given.pop("words"))
    fixed["own_reading"] = bool(read)
    own = {"notice": "own_notice", "window": "own_window"}
    renamed = {own.get(key, key): value for key, value in given.items()} | fixed
    terms = dict.fromkeys(("first_within", "grace", "own_notice", "own_window"), duration)
    return make(Rule, renamed, by=day, words=text, satisfied_by=_kinds_that_count, **terms)


def _interval(table: Table) -> Duration | None:
    if "per_year" in table:
        return Duration(_MONTHS_A_YEAR // table["per_year"], "months")
    return duration(table["every"]) if "every" in table else None


def _kinds_that_count(written: str | list[str]) -> tuple[str, ...]:
    return (ANY_KIND,) if written == ANY_KIND else tuple(written)
