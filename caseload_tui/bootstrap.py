"""The composition root: from settings to a store, services and a front end; only this module knows every layer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import uuid_utils

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import language, set_words, tr
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.team import find_consultant
from caseload_tui.settings import Settings, real_today
from caseload_tui.store.author import Author
from caseload_tui.store.keys import unlock
from caseload_tui.store.places import refuse_unsafe_place
from caseload_tui.store.store import Store


def new_id() -> str:
    """Return an identifier that sorts by the moment it was made."""
    return str(uuid_utils.uuid7())


def author(by: str, device: str, day: date | None = None) -> Author:
    """Return somebody who writes now; in a practice store, at this time of a chosen day."""

    def clock() -> datetime:
        now = datetime.now(UTC)
        return now if day is None else datetime.combine(day, now.timetz())

    return Author(by=by, device=device, clock=clock, new_id=new_id)


def refuse_missing(settings: Settings) -> None:
    """Refuse where there is no store, or one in a place that is not safe, before anybody is asked for a secret."""
    refuse_unsafe_place(settings.store)
    if not settings.store.exists():
        raise StoreUnusable(
            tr("There is no store yet: {path}", path=settings.store),
            tr("Make one with `caseload init`, or look around with `caseload demo`."),
        )


def open_store(settings: Settings, secret: str) -> Store:
    """Open the store of the settings with a passphrase, a recovery key or what a key file holds."""
    return Store.open(settings.store, unlocked(settings, secret))


def unlocked(settings: Settings, secret: str) -> bytes:
    """Return the key of the store of the settings."""
    refuse_missing(settings)
    return unlock(settings.store, secret)


def frozen_day(settings: Settings, key: bytes) -> date | None:
    """Return the day on which a practice store stands still; None for all others."""
    store = Store.open(settings.store, key)
    try:
        with store.reading() as reading:
            training = reading.training() if store.practice else None
            return training.today if training is not None else None
    finally:
        store.close()


def services_for(store: Store, settings: Settings) -> Services:
    """Return the services at the desk of the person at the keyboard, speaking the policy's words."""
    with store.reading() as reading:
        office, framework = reading.office(), reading.policy().framework
        training = reading.training() if store.practice else None
    person = find_consultant(office, settings.acting) if settings.acting else office.consultants[0]
    set_words(framework.words_in(language()))
    chosen = settings.today or (training.today if training is not None else None)
    desk = Desk(
        store=store,
        author=author(person.id, store.device, chosen if store.practice else None),
        today=(lambda: chosen or real_today()),
        looking_only=settings.today is not None and not store.practice,
        training=training,
    )
    return Services(desk)


def known_acting(store: Store, settings: Settings) -> str | None:
    """Return who is at the keyboard if the office of the store knows them: an invented office has its own people."""
    with store.reading() as reading:
        people = reading.office().consultants
    return settings.acting if settings.acting in {person.id for person in people} else None


@contextmanager
def opened(settings: Settings, key: bytes) -> Iterator[Services]:
    """Yield the services on the store of the settings, and close it afterwards."""
    store = Store.open(settings.store, key)
    try:
        yield services_for(store, settings)
    finally:
        store.close()
