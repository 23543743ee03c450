from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.fuzzy import Named, best
from caseload_tui.domain.people import fold, full_name
from caseload_tui.store.queries import names
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import author, registered

PEOPLE = (
    ("Jan", "van den", "Berg", "0017"),
    ("Zoë", "", "Çelik-Güneş", "0042"),
    ("IJsbrand", "'t", "Hart", "055"),
    ("Wilbert", "", "Bergen", "0170"),
    ("Vera", "de", "Jansen-Bos", "0420"),
    ("[/x] *?", "", "A[*]?", "V-7"),
    ("Эмре", "", "Oğuz", "0099"),
    ("Berg", "", "An", "0100"),
)
TYPED = st.text("jvdbergan çO'0142-*?[]^ Э", min_size=1, max_size=6)


@pytest.fixture
def office(store: Store) -> Store:
    """A store with these people."""
    with store.writing(author("anna", ids="n-")) as writing:
        for place, (given_name, prefix, family, number) in enumerate(PEOPLE):
            facts = registered(given_name=given_name, prefix=prefix, family_name=family, file_number=number)
            writing.record(f"c{place}", *facts)
    return store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=TYPED)
def test_the_database_leaves_those_who_are_meant_among_all_names(office: Store, query: str) -> None:
    with office.reading() as reading:
        order = [row.id for row in reading.clients()]
        found = reading.named(query, 5)
    said = {f"c{place}": (fold(full_name(*each[:3])), fold(each[3])) for place, each in enumerate(PEOPLE)}
    everybody = [Named(client, " ".join((said[client][0], *said[client]))) for client in order]
    assert found == best(query, everybody, 5)


@pytest.mark.parametrize(
    ("query", "first"), [("berg", "Berg An"), ("jvdb", "Jan van den Berg"), ("42", "Zoë Çelik-Güneş"), ("*?", "[/x]")]
)
def test_of_more_names_than_are_ranked_those_that_begin_so_stay(
    office: Store, monkeypatch: pytest.MonkeyPatch, query: str, first: str
) -> None:
    monkeypatch.setattr(names, "_WORTH_RANKING", 1)
    with office.reading() as reading:
        [hit] = reading.named(query, 5)
        [row] = reading.clients(ClientFilter(ids=(hit.id,)))
    assert row.name.startswith(first)


def test_the_highest_numbers_are_those_of_digits_alone(office: Store) -> None:
    with office.reading() as reading:
        assert set(reading.highest_numbers()) == {"055", "0420"}


@pytest.mark.parametrize(("number", "whose"), [("55", "c2"), ("00055", "c2"), (" v-7 ", "c5"), ("5", None)])
def test_a_number_is_somebody_s_leading_zeros_aside(
    office: Store, make_client: MakeClient, number: str, whose: str | None
) -> None:
    with office.reading() as reading:
        assert [client for client, _ in reading.numbered(number)] == ([whose] if whose else [])
