"""What was agreed, as a list in plain words for the client, from fixed sentences.

The sentences stand in `letter.toml`, one table a language: the client's language is not the one on screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from caseload_tui.domain.agreeing import CLIENT, OFFICE_SIDE
from caseload_tui.domain.dossier import OPEN, PLANNED, Commitment, Dossier, Meeting
from caseload_tui.domain.people import full_name
from caseload_tui.domain.visible import visible
from caseload_tui.formatting import full_date

LANGUAGES = ("nl", "en")
_SENTENCES = Path(__file__).with_name("letter.toml")
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with a list under it, or with sentences."""

    heading: str
    items: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, in the order in which it is read."""

    language: str
    title: str
    remark: str
    """What must be read first: that it is an exercise; empty on real work."""
    greeting: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    signature: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom a letter comes."""

    organisation: str
    consultant: str
    practice: bool


def letter_of(dossier: Dossier, meeting: Meeting | None, sender: Sender, today: date, language: str) -> Letter:
    """Return the letter on what was agreed in a meeting; without one, on everything that is open."""
    says = sentences(language)
    now, before = _commitments(dossier, meeting)
    parts = list(_agreed(now, says, language))
    if before:
        parts.append(Part(says["before"], tuple(_with_owner(item, says, language) for item in before)))
    parts.append(_next(dossier, meeting, today, says, language))
    if meeting is None:
        opening = [says["open"] if now else says["nothing_open"]]
    else:
        talked = says["talked"].format(day=full_date(meeting.on, language))
        opening = [talked, says["agreed"] if now else says["nothing"]]
    return Letter(
        language=language,
        title=says["title"],
        remark=says["practice"] if sender.practice else "",
        greeting=says["greeting"].format(name=_name(dossier)),
        opening=tuple(opening),
        parts=tuple(parts),
        closing=(says["help"], says["ask_for"].format(consultant=visible(sender.consultant))),
        signature=(says["greetings"], visible(sender.consultant), visible(sender.organisation)),
    )


@lru_cache(maxsize=len(LANGUAGES))
def sentences(language: str) -> Mapping[str, Any]:
    """Return the sentences of a language, by what they say."""
    with _SENTENCES.open("rb") as file:
        found: Mapping[str, Any] = tomllib.load(file)[language]
    return found


def _commitments(dossier: Dossier, meeting: Meeting | None) -> tuple[list[Commitment], list[Commitment]]:
    """Return what was agreed in the meeting and still stands, and what was open already."""
    standing = sorted(
        (item for item in dossier.commitments if item.state == OPEN),
        key=lambda item: (item.due_on is None, item.due_on or date.max, item.made_on),
    )
    if meeting is None:
        return standing, []
    return (
        [item for item in standing if item.meeting == meeting.id],
        [item for item in standing if item.meeting != meeting.id and item.made_on <= meeting.on],
    )


def _agreed(commitments: Iterable[Commitment], says: Mapping[str, Any], language: str) -> Iterator[Part]:
    found = list(commitments)
    for side, heading in ((CLIENT, "you"), (OFFICE_SIDE, "we")):
        items = tuple(_line(item, says, language) for item in found if item.owner == side)
        if items:
            yield Part(says[heading], items)
    others = tuple(_with_owner(item, says, language) for item in found if item.owner not in (CLIENT, OFFICE_SIDE))
    if others:
        yield Part(says["others"], others)


def _with_owner(item: Commitment, says: Mapping[str, Any], language: str) -> str:
    own = {CLIENT: says["you_short"], OFFICE_SIDE: says["we_short"]}
    who = own.get(item.owner) or visible(item.partner or "")
    return f"{who}: {_line(item, says, language)}"


def _line(item: Commitment, says: Mapping[str, Any], language: str) -> str:
    text = visible(item.text).strip()
    ended = text if text.endswith(_ENDS) else f"{text}."
    return ended if item.due_on is None else f"{ended} {says['until'].format(day=full_date(item.due_on, language))}"


def _next(dossier: Dossier, meeting: Meeting | None, today: date, says: Mapping[str, Any], language: str) -> Part:
    after = max(today, meeting.on) if meeting is not None else today
    plans = [item for item in dossier.meetings if item.status == PLANNED and item.on >= after]
    first = min(plans, key=lambda item: (item.on, item.time or ""), default=None)
    if first is None:
        return Part(says["next"], sentences=(says["next_open"],))
    said = says["next_at" if first.time else "next_on"].format(
        day=full_date(first.on, language), time=(first.time or "").lstrip("0")
    )
    where = says["modes"].get(first.mode, "") if first.mode else ""
    return Part(says["next"], sentences=tuple(filter(None, (said, where))))


def _name(dossier: Dossier) -> str:
    given, prefix, family = (dossier.value(name) or "" for name in ("given_name", "prefix", "family_name"))
    return visible(full_name(given, prefix, family))
