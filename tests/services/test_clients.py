from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseload_tui.domain.facts.client import ClientChanged
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.registering import NewClient
from caseload_tui.domain.talking import Talk
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from tests.hostile import HOSTILE
from tests.makers import TODAY
from tests.services.desks import desk_of

ANNA = {"municipality": "Oefendorp", "groups": ("groei",)}


def register(services: Services, **known: object) -> str:
    values = {"given_name": "Tom", "family_name": "Bakker"} | ANNA | known
    return services.clients.register(NewClient(**values)).id  # type: ignore[arg-type]


def test_a_registered_client_has_the_next_number_a_group_and_a_contact_who_leads(services: Services, zoe: str) -> None:
    row = services.clients.resolve("zoe")
    assert (row.id, row.file_number, row.groups, row.lead) == (zoe, "0001", {"route": "groei"}, "anna")
    assert row.contacts == (("anna", "werkcoach"),)
    assert not row.lead_lacking
    register(services)
    assert services.clients.resolve("Bakker").file_number == "0002"


def test_registering_sets_the_intake_steps_going(services: Services, zoe: str) -> None:
    dues = {due.base.rule: due for due in services.clients.open(zoe).dues}
    assert dues["aanmelding"].standing is not None
    assert dues["aanmelding"].standing.due_on == TODAY
    assert dues["intake-nieuw"].standing is None
    assert dues["voortgang-groei"].standing is not None
    assert dues["voortgang-groei"].standing.due_on == TODAY + timedelta(weeks=6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_name": "  "},
        {"on": TODAY + timedelta(days=1)},
        {"born_on": TODAY + timedelta(days=1)},
        {"born_on": date(1850, 1, 1)},
        {"municipality": "Elders"},
        {"groups": ()},
        {"groups": ("nergens",)},
        {"groups": ("groei", "direct")},
        {"file_number": "1"},
    ],
)
def test_a_registration_that_cannot_be_right_is_refused_and_leaves_nothing(
    services: Services, zoe: str, wrong: dict[str, object]
) -> None:
    before = services.clients.list(ClientFilter())
    with pytest.raises(Refused):
        register(services, **wrong)
    assert services.clients.list(ClientFilter()) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_back_as_it_was_put_in(services: Services, name: str) -> None:
    row = services.clients.resolve(register(services, given_name=f"x{name}"))
    assert row.given_name.startswith("x")
    with services.clients._desk.reading() as reading:
        assert reading.dossier(row.id).value("given_name") == row.given_name


def test_a_name_that_fits_several_is_refused_with_the_choices(services: Services) -> None:
    register(services)
    register(services, given_name="Tim")
    with pytest.raises(Refused, match="0001") as refusal:
        services.clients.resolve("bakker")
    assert "0002" in refusal.value.message


def test_an_unknown_name_is_refused(services: Services) -> None:
    with pytest.raises(Refused):
        services.clients.resolve("niemand")


def test_a_changed_field_keeps_its_former_value_in_the_facts(services: Services, zoe: str) -> None:
    services.clients.change(zoe, "phone", "06-0000 0001")
    services.clients.change(zoe, "phone", "06-0000 0002")
    dossier = services.clients.open(zoe).dossier
    assert dossier.value("phone") == "06-0000 0002"
    assert [event.kind for event in dossier.events].count("client.changed") == 2
    assert len(dossier.fields["phone"]) == 1


def test_values_set_without_knowledge_of_each_other_both_stay(services: Services, store: Store, zoe: str) -> None:
    with desk_of(store, "bram").writing() as writing:
        writing.record(zoe, ClientChanged(field="phone", value="1"))
    with desk_of(store, "anna").writing() as writing:
        writing.record(zoe, ClientChanged(field="phone", value="2"))
    known = services.clients.open(zoe).dossier.concurrent("phone")
    assert [(value.value, value.by) for value in known] == [("1", "bram"), ("2", "anna")]
    services.clients.change_many(zoe, {"language": "Tigrinya", "given_name": "Zoë"})
    assert len(services.clients.open(zoe).dossier.concurrent("phone")) == 2
    services.clients.change(zoe, "phone", "2")
    assert [value.value for value in services.clients.open(zoe).dossier.fields["phone"]] == ["2"]


def test_closing_ends_due_dates_and_reopening_begins_anew(services: Services, zoe: str) -> None:
    row = services.clients.close(zoe, "werk")
    assert row.status == "closed"
    assert services.worklists.due(client=zoe) == ()
    with pytest.raises(Refused):
        services.clients.close(zoe, "overig")
    with pytest.raises(Refused):
        services.clients.reopen(zoe, ())
    assert services.clients.reopen(zoe, ("meedoen",)).groups == {"route": "meedoen"}
    assert services.worklists.due(client=zoe)


def test_a_talk_after_the_closing_is_refused_and_one_before_it_can_still_be_recorded(
    services: Services, zoe: str
) -> None:
    services.meetings.record(zoe, Talk(kind="kort", on=TODAY))
    services.clients.close(zoe, "verhuisd")
    with pytest.raises(Refused):
        services.meetings.record(zoe, Talk(kind="kort", on=TODAY))
    earlier = TODAY - timedelta(days=1)
    assert services.meetings.record(zoe, Talk(kind="kort", on=earlier)).on == earlier


def test_closing_needs_a_reason_and_a_day_that_has_come(services: Services, zoe: str) -> None:
    for reason, on in (("", None), ("verhuisd", TODAY + timedelta(days=1)), ("verhuisd", TODAY - timedelta(days=9))):
        with pytest.raises(Refused):
            services.clients.close(zoe, reason, on=on)
    assert services.clients.resolve("zoe").status == "active"


def test_opening_a_dossier_is_in_the_access_log_and_looking_again_is_not(services: Services, zoe: str) -> None:
    services.clients.open(zoe)
    services.clients.look(zoe)
    opened = [entry for entry in services.journal.accesses() if entry["dossier"] == zoe]
    assert [entry["what"] for entry in opened] == ["dossier opened"]
    assert opened[0]["by"] == "anna"


def test_on_another_day_than_today_real_work_is_only_looked_at(store: Store, services: Services, zoe: str) -> None:
    looking = Services(desk_of(store, looking_only=True))
    assert looking.clients.open(zoe).row.id == zoe
    with pytest.raises(Refused):
        looking.clients.change(zoe, "phone", "1")
