"""Adopting a policy on a store: another version of the present one, another one altogether, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.facts.client import ContactAdded, LabelGiven, PlacementProposed
from caseload_tui.domain.facts.meeting import DeferralSet, WaiverSet
from caseload_tui.errors import Refused, StoreUnusable
from caseload_tui.frameworks import library
from caseload_tui.services import Services
from caseload_tui.store.lock import hold
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import AXIS, BEGAN, FRAMEWORK, GROUP, KEY, TODAY, author, held, planned
from tests.services.desks import desk_of

NEXT = "voorbeeldstad-2027"
RULE = "voortgang-groei"
TEXT = library.text_of(FRAMEWORK)


def version(folder: Path, *changes: tuple[str, str], id: str = NEXT) -> Path:
    """Write a changed copy of the present policy that replaces it."""
    text = TEXT.replace(f'id = "{FRAMEWORK}"', f'id = "{id}"').replace("voorbeeldstad-2022", FRAMEWORK)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "next.toml"
    path.write_text(text, "utf-8")
    return path


def mapped(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, "utf-8")
    return path


def due_of(services: Services, client: str) -> dict[str, date | None]:
    return {item.base.rule: item.standing.due_on for item in services.worklists.due(client=client)}


def adopted(store: Store) -> list[str]:
    with store.reading() as reading:
        return [event.fact.framework for event in reading.events(OFFICE) if event.kind == "framework.adopted"]


def all_well(store: Store) -> bool:
    return all(check.ok for check in store.check())


def test_a_version_that_only_renames_moves_no_due_date_and_needs_no_map(
    services: Services, store: Store, make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client("zoe", held("m1", date(2026, 8, 3)))
    before = due_of(services, client)
    file = version(tmp_path, ("Groeien naar werk", "Op weg naar werk"))
    preview = services.adopting.preview(str(file))
    assert (preview.outcome.dues, preview.outcome.vanishing, preview.outcome.regrouped) == ((), (), 0)
    assert adopted(store) == [FRAMEWORK]
    services.adopting.adopt(str(file))
    assert adopted(store) == [FRAMEWORK, NEXT]
    assert due_of(services, client) == before
    assert services.clients.resolve("V-1").groups == {AXIS: GROUP}
    assert all_well(store)


def test_a_changed_interval_begins_on_the_day_of_adoption_with_notice(
    services: Services, store: Store, make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client("zoe", held("m1", date(2026, 6, 3)))
    with store.reading() as reading:
        rule = reading.policy().framework.rules_by_id[RULE]
    assert rule.per_year == 4
    before = due_of(services, client)[RULE]
    assert before == date(2026, 9, 3)
    block = TEXT[TEXT.index(f'id = "{RULE}"') :]
    line = next(line for line in block.splitlines() if line.startswith("per_year"))
    stretch = block[: block.index(line) + len(line)]
    file = version(tmp_path, (stretch, stretch.replace(line, "per_year = 12")))
    [change] = [item for item in services.adopting.preview(str(file)).outcome.dues if item.before.rule == RULE]
    assert (change.client, change.what, change.due_before) == (client, "moved", before)
    services.adopting.adopt(str(file))
    assert due_of(services, client)[RULE] == change.due_after
    assert change.due_after >= TODAY + timedelta(days=14)


def test_a_group_that_vanishes_takes_its_clients_to_the_counterpart_and_keeps_its_name(
    services: Services, store: Store, make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client("zoe", held("m1", date(2026, 8, 3), "gaat goed"))
    file = version(tmp_path, ('"groei"', '"opweg"'), (" groei = ", " opweg = "))
    assert services.adopting.preview(str(file)).outcome.lacking[0].id == GROUP
    with pytest.raises(Refused) as refusal:
        services.adopting.adopt(str(file))
    assert GROUP in refusal.value.message
    assert adopted(store) == [FRAMEWORK]
    preview = services.adopting.adopt(str(file), counterparts=mapped(tmp_path, '[groups]\ngroei = "opweg"'))
    assert (AXIS, "opweg", 1) in preview.outcome.groups
    view = services.clients.look(client)
    first, second = view.dossier.stays[AXIS]
    assert (first.group, first.until) == (GROUP, TODAY)
    assert (second.group, second.start, second.decided_by, second.until) == ("opweg", TODAY, "anna", None)
    assert second.reason
    names = services.team.names()
    assert names.group(GROUP) == "Growing towards work"
    assert all_well(store)


def test_labels_terms_proposals_and_plans_follow(
    services: Services, store: Store, make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client(
        "zoe",
        LabelGiven(target_group="jongere", on=BEGAN),
        DeferralSet(rule=RULE, until=date(2026, 12, 1), reason="vakantie"),
        WaiverSet(rule=RULE, from_=date(2026, 9, 1), reason="ziek"),
        PlacementProposed(axis=AXIS, group="meedoen", on=TODAY, reason="rust"),
        planned("p1", date(2026, 10, 1), kind="jaargesprek"),
    )
    file = _without_much(tmp_path)
    lacking = {(item.what, item.id) for item in services.adopting.preview(str(file)).outcome.lacking}
    assert lacking == {("group", GROUP), ("target_group", "jongere"), ("kind", "jaargesprek")}
    counterparts = mapped(
        tmp_path, '[groups]\ngroei="een"\n[target_groups]\njongere="jong"\n[kinds]\njaargesprek="gesprek"'
    )
    preview = services.adopting.adopt(str(file), counterparts=counterparts)
    assert {(item.what, item.rule, item.until) for item in preview.outcome.ending} == {
        ("deferral", RULE, date(2026, 12, 1)),
        ("waiver", RULE, None),
    }
    dossier = services.clients.look(client).dossier
    assert dossier.current_labels == ("jong",)
    assert dossier.groups == {"as": "een"}
    assert dossier.deferrals == ()
    assert dossier.waivers[0].through == TODAY - timedelta(days=1)
    assert [item.state for item in dossier.proposals] == ["rejected"]
    plan = dossier.meeting("p1")
    assert plan is not None
    assert (plan.kind, plan.status, plan.on) == ("gesprek", "planned", date(2026, 10, 1))
    assert all_well(store)


def _without_much(folder: Path) -> Path:
    path = folder / "small.toml"
    path.write_text(
        """
        format = 1
        id = "klein-2026"
        name = "Klein beleid"
        organisation = "Voorbeeldstad"
        municipalities = ["Voorbeeldstad"]
        valid_from = 2026-01-01
        sources = [{ id = "beleid", title = "Beleid", date = 2026-01-01 }]
        [[axes]]
        id = "as"
        name = "As"
        source = "beleid 1"
        groups = [{ id = "een", name = "Een", source = "beleid 1" }]
        [[kinds]]
        id = "gesprek"
        name = "Gesprek"
        source = "beleid 1"
        [[cadences]]
        id = "gesprek"
        kind = "gesprek"
        per_year = 4
        source = "beleid 1"
        [[target_groups]]
        id = "jong"
        name = "Jong"
        source = "beleid 1"
        """,
        "utf-8",
    )
    return path


def test_a_held_meeting_keeps_its_kind_and_counts_for_nothing_it_did_not_count_for(
    services: Services, make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client("zoe", held("m1", date(2026, 8, 3)))
    counterparts = mapped(tmp_path, '[groups]\ngroei="een"\n[kinds]\nvoortgang="gesprek"')
    services.adopting.adopt(str(_without_much(tmp_path)), counterparts=counterparts)
    [meeting] = services.clients.look(client).dossier.meetings
    assert meeting.kind == "voortgang"
    assert services.team.names().kind("voortgang") == "Progress meeting"
    assert due_of(services, client) == {"gesprek": date(2026, 12, 14)}


def test_a_closed_client_stays_as_it_was(services: Services, zoe: str, tmp_path: Path) -> None:
    services.clients.close(zoe, "werk")
    count = len(services.clients.look(zoe).dossier.events)
    preview = services.adopting.adopt(str(_without_much(tmp_path)))
    assert (preview.outcome.clients, preview.outcome.facts) == (0, ())
    assert len(services.clients.look(zoe).dossier.events) == count


def test_adopting_is_one_deed_that_cannot_be_undone(services: Services, store: Store, zoe: str, tmp_path: Path) -> None:
    services.adopting.adopt(str(_without_much(tmp_path)), counterparts=mapped(tmp_path, '[groups]\ngroei="een"'))
    with store.reading() as reading:
        deed = reading.last_deeds("anna", 1)[0]
    assert {event.kind for event in deed.events} == {"framework.adopted", "placement.set"}
    with pytest.raises(Refused):
        services.journal.undo()


def test_a_day_in_the_future_or_before_the_present_policy_is_refused(services: Services, tmp_path: Path) -> None:
    file = str(version(tmp_path))
    for day in (TODAY + timedelta(days=1), BEGAN - timedelta(days=1)):
        with pytest.raises(Refused):
            services.adopting.preview(file, in_force_from=day)
    assert services.adopting.preview(file, in_force_from=BEGAN).in_force_from == BEGAN


def test_an_earlier_day_moves_nobody_before_their_stay_began(
    services: Services, make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client("zoe", on=date(2026, 5, 1))
    counterparts = mapped(tmp_path, '[groups]\ngroei="een"')
    services.adopting.adopt(str(_without_much(tmp_path)), in_force_from=date(2026, 3, 1), counterparts=counterparts)
    assert services.clients.look(client).dossier.stays["as"][0].start == date(2026, 5, 1)


def test_the_very_same_policy_is_refused(services: Services) -> None:
    with pytest.raises(Refused):
        services.adopting.adopt(FRAMEWORK)


def test_a_file_with_mistakes_is_refused_and_nothing_is_adopted(
    services: Services, store: Store, tmp_path: Path
) -> None:
    wrong = version(tmp_path, ('kind = "voortgang"', 'kind = "vortgang"'))
    with pytest.raises(Refused) as refusal:
        services.adopting.adopt(str(wrong))
    assert "vortgang" in refusal.value.message
    assert adopted(store) == [FRAMEWORK]


def test_adopting_needs_the_store_to_itself(services: Services, store: Store, tmp_path: Path) -> None:
    with hold(store.path, "somebody else"), pytest.raises(StoreUnusable):
        services.adopting.adopt(str(version(tmp_path)))
    assert adopted(store) == [FRAMEWORK]


def test_on_another_day_one_can_preview_and_not_adopt(store: Store, tmp_path: Path) -> None:
    looking = Services(desk_of(store, looking_only=True))
    file = str(version(tmp_path))
    assert looking.adopting.preview(file).other.id == NEXT
    with pytest.raises(Refused):
        looking.adopting.adopt(file)


def test_a_store_opened_again_knows_the_old_names(
    services: Services, store: Store, store_path: Path, zoe: str, tmp_path: Path
) -> None:
    services.adopting.adopt(str(_without_much(tmp_path)), counterparts=mapped(tmp_path, '[groups]\ngroei="een"'))
    store.close()
    again = Store.open(store_path, KEY)
    try:
        with again.reading() as reading:
            assert [item.id for item in reading.policy().earlier] == [FRAMEWORK]
            assert reading.dossier(zoe).groups == {"as": "een"}
        with again.writing(author("anna", ids="later-")) as writing:
            assert writing.policy().framework.id == "klein-2026"
    finally:
        again.close()


def test_contacts_and_staff_get_the_counterpart_of_their_role_or_keep_it_and_are_counted(
    services: Services, store: Store, zoe: str, tmp_path: Path
) -> None:
    role = 'roles = [{ id = "gids", name = "gids", source = "beleid 1" }]\n'
    file = _without_much(tmp_path)
    text = file.read_text("utf-8").replace("[[axes]]", role + "        [[axes]]", 1)
    file.write_text(text.replace('name = "Een",', 'name = "Een", lead = "gids",'), "utf-8")
    with store.writing(author("anna", ids="contact-")) as writing:
        writing.record(zoe, ContactAdded(consultant="bram", role="werkcoach", from_=TODAY))
    without = services.adopting.preview(str(file), counterparts=mapped(tmp_path, '[groups]\ngroei="een"'))
    assert (without.outcome.lead_lacking, without.staff) == (1, ())
    roles = '[groups]\ngroei="een"\n[roles]\nwerkcoach="gids"'
    found = services.adopting.adopt(str(file), counterparts=mapped(tmp_path, roles))
    assert found.outcome.lead_lacking == 0
    assert [(item.id, item.into, item.today) for item in found.outcome.vanishing if item.what == "role" and item.into]
    dossier = services.clients.look(zoe).dossier
    assert [(item.consultant, item.role) for item in dossier.current_contacts if item.consultant == "bram"] == [
        ("bram", "gids")
    ]
    assert {item.id: item.roles for item in services.team.office().consultants}["bram"] == ("gids",)
    assert all_well(store)
    with pytest.raises(Refused):
        services.journal.undo()
