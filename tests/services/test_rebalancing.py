"""Suggesting who takes over whom, and offering it, on a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from caseload_tui.domain.filters import ClientFilter
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.store.store import Store
from tests.makers import BEGAN, KEY, TODAY, author, found_office

MakeClient = Callable[..., str]


@pytest.fixture
def full(services: Services, make_client: MakeClient) -> Services:
    """Anna has a twentieth of an fte and four clients of the group `groei`, which asks 62.5 clients per fte."""
    for number in range(4):
        make_client(f"c{number}", file_number=f"V-{number}", on=BEGAN + timedelta(days=number))
    services.team.edit("anna", fte=0.05)
    return services


def test_the_fewest_go_with_a_reason_and_only_when_somebody_offers_and_accepts(full: Services) -> None:
    found = full.rebalancing.suggest()
    [proposed] = found.moves
    assert (proposed.client.id, proposed.move.giver, proposed.move.receiver) == ("c3", "anna", "bram")
    assert found.suggestion.carrying["anna"].before == Fraction(8, 125)
    assert "Anna Aalders carries 128% of what fits" in proposed.because
    assert full.transfers.list() == ()
    assert full.rebalancing.offer(found.moves, "Said by phone.") == 1
    [offer] = full.transfers.list()
    assert (offer.client.id, offer.transfer.to, offer.transfer.role) == ("c3", "bram", "werkcoach")
    assert next(row for row in full.clients.list(ClientFilter()) if row.id == "c3").lead == "anna"
    # What is offered already counts as gone, until it is rejected; then that client is one of those who can go.
    again = full.rebalancing.suggest()
    assert again.moves == ()
    assert again.suggestion.carrying["bram"].before == Fraction(2, 125)
    full.transfers.reject(("c3",), "No time.")
    assert len(full.rebalancing.suggest().moves) == 1


def test_an_offer_for_a_while_relieves_nobody_for_good(full: Services) -> None:
    full.transfers.offer(("c3",), "bram", note="Summer.", until=TODAY + timedelta(days=30))
    assert [item.client.id for item in full.rebalancing.suggest().moves] == ["c2"]


def test_the_offers_of_one_suggestion_are_taken_back_in_one(full: Services) -> None:
    full.team.edit("anna", fte=0.02)
    moves = full.rebalancing.suggest().moves
    assert len(moves) > 1
    full.rebalancing.offer(moves, "Said by phone.")
    [deed, *_] = full.journal.undoables()
    full.journal.undo(deed.deed.at)
    assert full.transfers.list() == ()


def test_who_has_leave_or_does_not_reach_a_client_receives_nobody(full: Services) -> None:
    full.team.leave("bram", TODAY, TODAY)
    assert full.rebalancing.suggest().moves == ()
    full.team.withdraw_leave("bram", TODAY)
    full.clients.change("c3", "language", "Tigrinya")
    full.team.reach("anna", languages=("Tigrinya",))
    assert [item.client.id for item in full.rebalancing.suggest().moves] == ["c2"]
    full.team.reach("bram", languages=("tigrinya",), municipalities=("voorbeeldstad",))
    assert [item.client.id for item in full.rebalancing.suggest().moves] == ["c3"]
    with pytest.raises(Refused):
        full.team.reach("bram", municipalities=("Nowhere",))


def test_without_a_norm_and_without_hours_there_is_nothing_to_weigh(tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other.store", KEY, practice=True)
    found_office(other, "deventer-2020")
    with pytest.raises(Refused, match="asks"):
        Services(Desk(other, author("anna"), lambda: TODAY)).rebalancing.suggest()
    other.close()
