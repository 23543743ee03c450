"""Facts between their three forms: the record, the row of the journal, and the line of an export."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from caseload_tui.domain.facts import BadFact, Event, Fact, UnknownFact, payload_text, read
from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store.chain import as_text
from caseload_tui.store.tables import event

COLUMNS = (
    event.c.id,
    event.c.dossier,
    event.c.kind,
    event.c.at,
    event.c.by,
    event.c.device,
    event.c.version,
    event.c.payload,
    event.c.seq,
)
# As one string each, which is what JSON makes of them and five times quicker than a whole object.
_text = json.encoder.encode_basestring
_SURROGATE = re.compile("[\ud800-\udfff]")
_KEYS = {
    "id": str,
    "dossier": str,
    "kind": str,
    "at": str,
    "by": str,
    "device": str,
    "version": int,
    "payload": dict | None,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact on its way into the journal; the payload is JSON text, kept to the letter, or None once erased."""

    id: str
    dossier: str
    kind: str
    at: str
    by: str
    device: str
    version: int
    payload: str | None
    fact: Fact

    @property
    def values(self) -> tuple[str, str, str, str, str, str, int, str | None]:
        """What the journal keeps, in the order of an export."""
        return self.id, self.dossier, self.kind, self.at, self.by, self.device, self.version, self.payload

    @property
    def line(self) -> str:
        """The canonical line, which is also the line of an export."""
        return line_of(*self.values)

    def event(self, seq: int) -> Event:
        """Return the event that it is at this place of the journal."""
        return Event(self.id, self.dossier, self.kind, self.at, self.by, self.device, self.version, self.fact, seq)


def line_of(id_: str, dossier: str, kind: str, at: str, by: str, device: str, version: int, payload: str | None) -> str:
    """Return the canonical line of a fact; the payload of an erased one is null."""
    return (
        f'{{"id":{_text(id_)},"dossier":{_text(dossier)},"kind":{_text(kind)},"at":{_text(at)},"by":{_text(by)},'
        f'"device":{_text(device)},"version":{version},"payload":{payload or "null"}}}'
    )


def entry_of(line: Mapping[str, Any]) -> Entry:
    """Make an entry of a line of an export, erased or not; `BadFact` says in English what is wrong with it."""
    for key, kind in _KEYS.items():
        if key not in line or not isinstance(line[key], kind) or isinstance(line[key], bool):
            raise BadFact(f"{key} is missing or not of the right type")
    if line["version"] < 1 or not line["id"] or not line["dossier"]:
        raise BadFact("id and dossier cannot be empty, and version is 1 or more")
    _moment(line["at"])
    payload = None if line["payload"] is None else as_text(line["payload"])
    fact = _fact_of(line["kind"], line["version"], line["payload"])
    known = {key: line[key] for key in _KEYS if key != "payload"}
    entry = Entry(**known, payload=payload, fact=fact)
    if _SURROGATE.search(entry.line):
        raise BadFact("half a character stands in the text")
    return entry


def entry_of_event(made: Event) -> Entry:
    """Make an entry of an event that was made elsewhere, as by a seed."""
    payload = payload_text(made.fact)
    return Entry(made.id, made.dossier, made.kind, made.at, made.by, made.device, made.version, payload, made.fact)


def _fact_of(kind: str, version: int, payload: Mapping[str, Any] | None) -> Fact:
    """Make the fact; of an erased one only the kind is known."""
    return UnknownFact(kind, {}) if payload is None else read(kind, version, payload)


def _moment(at: str) -> None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise BadFact(f"at = {at!r} is no moment") from error
    if moment.tzinfo is None:
        raise BadFact(f"at = {at!r} does not say in which time zone")


def event_of(row: Row[str, str, str, str, str, str, int, str | None, int]) -> Event:
    """Make the event of a row selected as `COLUMNS`."""
    id_, dossier, kind, at, by, device, version, payload, seq = row
    try:
        fact = _fact_of(kind, version, None if payload is None else json.loads(payload))
    except ValueError as error:
        raise StoreUnusable(
            tr("Fact {seq} of the journal cannot be read.", seq=seq),
            tr("Run `caseload doctor`; if it finds more, go back to a backup with `caseload restore`."),
        ) from error
    return Event(id_, dossier, kind, at, by, device, version, fact, seq)
