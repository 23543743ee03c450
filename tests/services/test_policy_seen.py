"""What a policy says of a client is seen, asked for and told where the work is done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseload_tui.domain.registering import NewClient
from caseload_tui.domain.talking import Talk, wanted_fields
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.services.meetings import Plan
from caseload_tui.services.policy_words import PolicyLine, missing_at, overspent_words, policy_lines
from caseload_tui.store.store import Store
from tests.makers import TODAY
from tests.services.desks import desk_of

TOMORROW = TODAY + timedelta(days=1)


def lines_of(services: Services, client: str) -> tuple[PolicyLine, ...]:
    return policy_lines(services.clients.look(client), services.team.names(), TODAY)


def register(services: Services, name: str, group: str) -> str:
    client = NewClient(given_name=name, family_name="Test", municipality="Oefendorp", groups=(group,))
    return services.clients.register(client).id


def test_a_group_says_its_goal_its_horizon_whose_plan_it_is_and_which_contact_lacks(
    services: Services, zoe: str
) -> None:
    said = {line.label: line for line in lines_of(services, zoe)}
    group = services.team.framework().groups_by_id["groei"]
    assert group.goal is not None
    assert said["goal"].text == group.goal.to("en")
    assert said["horizon"].text.startswith("0 months in, horizon ")
    assert said["whose plan"].text
    assert not said["horizon"].warned
    lacking = [line for line in lines_of(services, zoe) if line.label == "no contact yet"]
    assert [line.warned for line in lacking] == [True] * bool(set(group.contacts) - {"consulent", "werkcoach"})


def test_a_list_with_a_maximum_is_counted_and_one_too_many_is_refused(services: Services, zoe: str) -> None:
    framework = services.team.framework()
    target = next(item for item in framework.target_groups if item.at_most is not None)
    group = target.groups[0] if target.groups else "groei"
    people = [register(services, f"Nr {number}", group) for number in range(target.at_most or 0)]
    for person in people:
        services.facts.give_label(person, target.id)
    counted = next(line for line in lines_of(services, people[0]) if line.label == "list")
    assert counted.text == f"{target.at_most} of at most {target.at_most} on this list"
    with pytest.raises(Refused, match=f"is full: {target.at_most} of at most {target.at_most}"):
        services.facts.give_label(register(services, "Te veel", group), target.id)


def test_consent_is_asked_where_nobody_knows_and_the_answer_stays_in_the_dossier(services: Services) -> None:
    client = register(services, "Ans", "meedoen")
    kind = next(item.id for item in services.team.framework().kinds if item.modes and item.modes.get("home"))
    assert services.meetings.lacks_consent(client, kind, "home")
    assert not services.meetings.lacks_consent(client, kind, "outdoors")
    with pytest.raises(Refused, match="does not consent"):
        services.meetings.plan(client, Plan(kind=kind, on=TOMORROW, mode="home", consent="no"))
    assert services.clients.look(client).dossier.value("home_visits") is None
    services.meetings.plan(client, Plan(kind=kind, on=TOMORROW, mode="home", consent="yes"))
    assert services.clients.look(client).dossier.value("home_visits") == "yes"
    assert not services.meetings.lacks_consent(client, kind, "home")
    video = next(item.id for item in services.team.framework().kinds if item.modes and "video" in item.modes)
    assert services.meetings.lacks_consent(client, video, "video")
    services.meetings.record(client, Talk(kind=video, on=TODAY, mode="video"), consent="yes")
    dossier = services.clients.look(client).dossier
    assert (dossier.value("consent_video"), dossier.value("consent_phone")) == ("yes", None)
    shown = wanted_fields(dossier, services.team.framework())
    assert [name for name in shown if name.startswith("consent_")] == ["consent_video"]


def test_a_missed_invitation_says_what_the_policy_asks_and_by_when(services: Services, zoe: str) -> None:
    assert services.meetings.after_no_show(zoe) is None
    services.meetings.no_show(zoe, kind="voortgang", on=TODAY)
    following = services.meetings.after_no_show(zoe)
    step = services.team.framework().no_show_chain[0]
    assert following is not None
    assert (following.action, following.kind, following.missed) == (step.action, step.to, 1)
    assert following.until == (step.within.after(TODAY) if step.within else None)


def test_a_role_that_lacked_is_said_and_the_talk_counts(services: Services, zoe: str) -> None:
    kind = next(item for item in services.team.framework().kinds if set(item.roles) - {"consulent", "werkcoach"})
    held = services.meetings.record(zoe, Talk(kind=kind.id, on=TODAY))
    assert missing_at(held, services.team.names()).startswith("Not there: ")
    full = services.meetings.record(zoe, Talk(kind=kind.id, on=TODAY, present=kind.roles), meeting=held.id)
    assert missing_at(full, services.team.names()) == ""


def test_undo_names_the_client_and_the_values(services: Services, zoe: str) -> None:
    services.clients.change(zoe, "home_visits", "yes")
    [told] = services.journal.undoables()[0].told
    assert (told.who, str(told)) == ("Zoë van den Çelik-Güneş", "Home visits: yes")


def test_a_maximum_of_one_consultant_is_told_at_once_when_it_is_passed(services: Services) -> None:
    group = next(item for item in services.team.framework().groups_by_id.values() if item.cap is not None)
    told = ""
    for number in range((group.cap or 0) + 1):
        assert told == ""
        told = services.clients.passed(register(services, f"Nr {number}", group.id))
    assert told.startswith("Maximum passed: Anna Aalders has ")


def test_a_passed_maximum_is_a_row_for_who_leads_and_for_the_team_lead_until_it_is_seen(
    services: Services, store: Store
) -> None:
    lead = Services(desk_of(store, services.team.add("Lea Leider", function="team_lead").id))
    bram = Services(desk_of(store, "bram"))

    def rows(of: Services) -> list[tuple[str, str]]:
        found = [row for row in of.worklists.today() if row.text.startswith("Maximum passed")]
        return [(row.client.id if row.client else "", row.act.split()[-1]) for row in found]

    group = next(item for item in services.team.framework().groups_by_id.values() if item.cap is not None)
    clients = [register(services, f"Nr {number}", group.id) for number in range((group.cap or 0) + 1)]
    [(client, key)] = rows(services)
    assert client in clients
    assert (rows(lead), rows(bram)) == ([(client, key)], [])
    assert [item.signal.key for item in services.worklists.signals(client=client) if item.signal.kind == "cap_passed"]
    services.facts.acknowledge(client, key)
    assert rows(services) == rows(lead) == []
    register(services, "Eén meer", group.id)
    assert len(rows(services)) == 1


def test_what_an_instrument_costs_is_added_up_and_warned_of_above_the_maximum(services: Services, zoe: str) -> None:
    framework = services.team.framework()
    item = next(item for item in framework.instruments if item.at_most_per_client is not None)
    most = item.at_most_per_client or 0
    dossier = services.facts.start_instrument(zoe, item.id, amount=most)
    assert (dossier.spent_on(item.id), overspent_words(dossier, framework, item.id)) == (most, "")
    dossier = services.facts.pay_instrument(zoe, item.id, 0.5)
    assert overspent_words(dossier, framework, item.id).startswith("Careful: ")
    [spent] = [line for line in lines_of(services, zoe) if line.label == "spent"]
    assert (spent.warned, spent.text) == (True, f"\u20ac {most:,.2f}".replace(".00", ".50"))
    services.journal.undo()
    services.journal.undo()
    assert services.clients.look(zoe).dossier.payments == ()
