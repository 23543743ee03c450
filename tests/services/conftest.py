"""Services at the desk of Anna, on a copy of the template store."""

from __future__ import annotations

import pytest

from caseload_tui.domain.registering import NewClient
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from tests.services.desks import desk_of


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
