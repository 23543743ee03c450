"""An office in which every text that a person or a file gives is hostile: names, the policy, notes and views."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from caseload_tui import bootstrap
from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.client import ClientClosed
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.people import tidy
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.founding import fill_seeded, plan_seed
from caseload_tui.store.store import Store
from tests.hostile import HOSTILE
from tests.makers import KEY

SCRIPT = "training-pijnacker-nootdorp-2020"
TEXTS = tuple(
    text for text in (text.encode("utf-8", "replace").decode().replace("\0", "") for text in HOSTILE) if tidy(text)
)
_BY_PEOPLE = {
    *("given_name", "prefix", "family_name", "name", "text", "note", "reason", "employer", "consideration"),
    *("address", "remark", "email", "phone"),
}
_IN_A_POLICY = re.compile(
    r'(?<![\w-])(name|nl|en|goal|definition|ask|quote|title|reading|why|words) = "(?:[^"\\]|\\.)*"'
)


def make_hostile_office(path: Path) -> tuple[Store, Services]:
    """Make a store with the people of a training, in which every text is one of the hostile ones in turn."""
    made = plan_seed(SCRIPT, None, today=None, otherwise=date(2000, 1, 1))
    texts = cycle(TEXTS)
    events = tuple(_hostile(event, texts) for event in made.office.events)
    store = Store.create(path, KEY, practice=True)
    fill_seeded(store, bootstrap.author("", store.device), replace(made.office, events=events), made.training)
    with store.reading() as reading:
        me = reading.office().consultants[0].id
    today = made.training.today
    author = bootstrap.author(me, store.device, today)
    return store, Services(Desk(store, author, lambda: today, training=made.training))


def hostile_policy(text: str) -> str:
    """Return the text of a policy with every name and quotation hostile; ids, rules and terms are as they were."""
    texts = cycle(TEXTS)
    return _IN_A_POLICY.sub(lambda found: f"{found[1]} = {_as_toml(next(texts))}", text)


def _as_toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _hostile(event: Event, texts: Iterator[str]) -> Event:
    fact = event.fact
    changes: dict[str, Any] = {}
    if isinstance(fact, FrameworkAdopted):
        changes["text"] = hostile_policy(fact.text)
    elif not isinstance(fact, ClientClosed):
        for field in fields(fact):
            value = getattr(fact, field.name)
            if field.name in _BY_PEOPLE and isinstance(value, str):
                changes[field.name] = next(texts)
            elif field.name == "notes" and value:
                changes["notes"] = {domain: "\n".join([next(texts), next(texts)]) for domain in value}
        if getattr(fact, "field", None) in _BY_PEOPLE:
            changes["value"] = next(texts)
        if event.kind == "commitment.made" and getattr(fact, "partner", None):
            changes["partner"] = next(texts)
    return replace(event, fact=replace(fact, **changes))
