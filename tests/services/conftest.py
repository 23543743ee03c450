"""Services at the desk of Anna, on a copy of the template store."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from caseload_tui.domain.registering import NewClient
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.store.store import Store
from tests.makers import TODAY, author

_moments = count(1)


def desk_of(store: Store, who: str = "anna", *, looking_only: bool = False) -> Desk:
    """Return the desk of a consultant, whose every deed has a moment of its own."""
    plain = author(who, ids=f"{who}-{next(_moments)}-")

    def clock():
        return plain.clock().replace(microsecond=next(_moments) % 1_000_000)

    return Desk(store, replace(plain, clock=clock), lambda: TODAY, looking_only)


@pytest.fixture
def services(store: Store) -> Services:
    return Services(desk_of(store))


@pytest.fixture
def zoe(services: Services) -> str:
    """The identifier of a registered client in the group `groei`."""
    client = NewClient(
        given_name="Zoë", prefix="van den", family_name="Çelik-Güneş", municipality="Oefendorp", groups=("groei",)
    )
    return services.clients.register(client).id
