from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.dossier import BROKEN, HELD, KEPT, OPEN, PLANNED, RENEGOTIATED
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.talking import Talk
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.services.commitments import kept_rates
from caseload_tui.services.meetings import Plan
from caseload_tui.store.store import Store
from tests.makers import TODAY
from tests.services.desks import desk_of

TALK = Talk(kind="voortgang", on=TODAY, mode="office", notes={"werk": "Zoekt werk."}, scores={})


def due_of(services: Services, client: str, rule: str) -> date | None:
    due = next(item for item in services.clients.look(client).dues if item.base.rule == rule)
    return due.standing.due_on if due.standing else None


def test_recording_moves_the_due_date_plans_the_next_and_drops_the_draft_at_once(services: Services, zoe: str) -> None:
    services.meetings.save_draft(Draft("anna", "talk:x", zoe, None, "2026-09-14T09:00:00Z", {"notes": {"werk": "Zo"}}))
    meeting = services.meetings.record(
        zoe,
        TALK,
        agreed=(Agreement(owner="client", text="bellen", due_on=TODAY + timedelta(days=7)),),
        following=Plan(kind="voortgang", on=TODAY + timedelta(days=80)),
        sign=True,
        draft="talk:x",
    )
    assert due_of(services, zoe, "voortgang-groei") == date(2026, 12, 14)
    assert services.meetings.drafts() == ()
    dossier = services.clients.look(zoe).dossier
    assert [item.status for item in dossier.meetings] == [HELD, PLANNED]
    assert meeting.signed_on == TODAY
    assert dossier.commitments[0].meeting == meeting.id


def test_recording_settles_the_plan_of_that_kind_on_that_day(services: Services, zoe: str) -> None:
    plan = services.meetings.plan(zoe, Plan(kind="voortgang", on=TODAY, time="10:00"))
    recorded = services.meetings.record(zoe, TALK)
    assert (recorded.id, recorded.status, recorded.time) == (plan.id, HELD, "10:00")


def test_another_plan_near_is_asked_about(services: Services, zoe: str) -> None:
    plan = services.meetings.plan(zoe, Plan(kind="voortgang", on=TODAY + timedelta(days=2)))
    assert services.meetings.settles(zoe, TALK) == (None, plan)
    assert services.meetings.record(zoe, TALK, meeting=plan.id).on == TODAY
    assert [item.status for item in services.clients.look(zoe).dossier.meetings] == [HELD]


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": TODAY + timedelta(days=1)},
        {"kind": "nergens"},
        {"mode": "telepathie"},
        {"notes": {"nergens": "x"}},
        {"scores": {"wonen": 99}},
        {"answers": {"9": "ja"}},
        {"present": ("niemand",)},
    ],
)
def test_a_record_that_cannot_be_true_is_refused_and_nothing_is_written(
    services: Services, zoe: str, wrong: dict[str, object]
) -> None:
    before = list(services.journal.facts())
    with pytest.raises(Refused):
        services.meetings.record(zoe, replace(TALK, **wrong))  # type: ignore[arg-type]
    assert list(services.journal.facts()) == before


def test_an_unsigned_record_is_replaced_by_its_author_only_and_a_signed_one_only_amended(
    services: Services, store: Store, zoe: str
) -> None:
    first = services.meetings.record(zoe, TALK)
    again = services.meetings.record(zoe, replace(TALK, notes={"werk": "Heeft werk."}), meeting=first.id)
    assert again.notes == {"werk": "Heeft werk."}
    with pytest.raises(Refused):
        Services(desk_of(store, "bram")).meetings.record(zoe, TALK, meeting=first.id)
    with pytest.raises(Refused):
        services.meetings.amend(zoe, first.id, "te laat", {"on": TODAY})
    services.meetings.sign(zoe, first.id)
    with pytest.raises(Refused):
        services.meetings.record(zoe, TALK, meeting=first.id)
    amended = services.meetings.amend(
        zoe, first.id, "datum", {"on": TODAY - timedelta(days=4), "notes": {"geld": "Ook geld."}}
    )
    assert (amended.on, amended.notes) == (TODAY - timedelta(days=4), {"werk": "Heeft werk."})
    assert services.meetings.previous(zoe, "voortgang")["geld"].text == "Ook geld."


def test_a_withdrawn_talk_never_counts(services: Services, zoe: str) -> None:
    before = due_of(services, zoe, "voortgang-groei")
    meeting = services.meetings.record(zoe, TALK)
    assert due_of(services, zoe, "voortgang-groei") != before
    services.meetings.withdraw(zoe, meeting.id, "verkeerd dossier")
    assert due_of(services, zoe, "voortgang-groei") == before


def test_missed_invitations_propose_the_next_step_of_the_chain(services: Services, zoe: str) -> None:
    for days in (20, 10):
        services.meetings.no_show(zoe, kind="kort", on=TODAY - timedelta(days=days))
    signals = {signal.kind: signal.about for signal in services.clients.look(zoe).signals}
    assert signals["no_show_step"] == "2"
    services.meetings.record(zoe, TALK)
    assert "no_show_step" not in {signal.kind for signal in services.clients.look(zoe).signals}


def test_a_move_needs_reason_and_choice_and_a_fallback_waits_for_approval(services: Services, zoe: str) -> None:
    with pytest.raises(Refused):
        services.moves.move(zoe, "direct", chosen_by="client")
    with pytest.raises(Refused):
        services.moves.move(zoe, "direct", reason="kan")
    with pytest.raises(Refused):
        services.moves.move(zoe, "groei", reason="kan", chosen_by="client")
    with pytest.raises(Refused):
        services.moves.move(zoe, "direct", reason="kan", chosen_by="client", on=TODAY + timedelta(days=1))
    assert services.moves.move(zoe, "direct", reason="kan", chosen_by="client").groups == {"route": "direct"}
    waiting = services.moves.move(zoe, "meedoen", reason="terug", chosen_by="client")
    assert waiting.groups == {"route": "direct"}
    assert "proposal" in {row.what for row in services.worklists.today()}
    with pytest.raises(Refused):
        services.moves.move(zoe, "rust", reason="terug", chosen_by="client")
    assert services.moves.approve(zoe).groups == {"route": "meedoen"}
    with pytest.raises(Refused):
        services.moves.reject(zoe, "")


def test_the_second_axis_is_moved_on_its_own_and_can_be_left(services: Services, zoe: str) -> None:
    moved = services.moves.move(zoe, "schuld", reason="deurwaarder", chosen_by="consultant")
    assert moved.groups == {"route": "groei", "thema": "schuld"}
    left = services.moves.move(zoe, None, axis="thema", reason="geregeld", chosen_by="client")
    assert left.groups == {"route": "groei"}
    with pytest.raises(Refused):
        services.moves.move(zoe, None, axis="route", reason="x", chosen_by="client")


def test_a_wrong_placement_is_corrected_and_history_shows_both(services: Services, zoe: str) -> None:
    corrected = services.moves.correct(zoe, group="direct", reason="vergissing")
    assert corrected.groups == {"route": "direct"}
    assert [stay.group for stay in corrected.wrong_stays] == ["groei"]


def test_a_commitment_is_kept_renegotiated_broken_and_escalated_one_step(services: Services, zoe: str) -> None:
    made = services.commitments.add(zoe, Agreement(owner="client", text="cv maken"))
    assert made.due_on == TODAY + timedelta(weeks=4)
    successor = services.commitments.renegotiate(zoe, made.id, TODAY + timedelta(days=3))
    assert services.clients.look(zoe).dossier.commitment(made.id).state == RENEGOTIATED  # type: ignore[union-attr]
    with pytest.raises(Refused):
        services.commitments.escalate(zoe, successor.id)
    assert services.commitments.break_(zoe, successor.id).state == BROKEN
    with pytest.raises(Refused):
        services.commitments.escalate(zoe, successor.id, step="maatregel", consideration="x")
    assert services.commitments.escalate(zoe, successor.id, consideration="besproken").step == "gesprek"
    ours = services.commitments.add(zoe, Agreement(owner="office", text="brief sturen", due_on=TODAY))
    assert services.commitments.keep(zoe, ours.id).state == KEPT
    rates = {rate.owner: rate.rate for rate in kept_rates(services.clients.look(zoe).dossier.commitments, TODAY)}
    assert rates == {"client": 0.0, "office": 1.0, "partner": None}


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"owner": "buurman"},
        {"owner": "partner"},
        {"due_on": TODAY - timedelta(days=1)},
        {"domain": "nergens"},
    ],
)
def test_an_agreement_that_is_not_clear_is_refused(services: Services, zoe: str, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        services.commitments.add(zoe, Agreement(**({"owner": "client", "text": "x"} | wrong)))  # type: ignore[arg-type]


def test_a_due_date_is_put_off_and_lifted_with_a_reason(services: Services, zoe: str) -> None:
    until = TODAY + timedelta(days=100)
    with pytest.raises(Refused):
        services.terms.defer(zoe, until, " ", rule="voortgang-groei")
    services.terms.defer(zoe, until, "op reis", kind="voortgang")
    assert due_of(services, zoe, "voortgang-groei") == until
    services.terms.end_deferral(zoe, kind="voortgang")
    assert due_of(services, zoe, "voortgang-groei") == TODAY + timedelta(weeks=6)
    services.terms.waive(zoe, "ziek", kind="voortgang")
    assert due_of(services, zoe, "voortgang-groei") is None
    services.terms.end_waiver(zoe, kind="voortgang", through=TODAY + timedelta(days=1))
    assert due_of(services, zoe, "voortgang-groei") == TODAY + timedelta(weeks=6)
    with pytest.raises(Refused):
        services.terms.defer(zoe, until, "x", rule="nergens")


def test_undo_takes_back_the_last_undoable_deed_of_this_person_whole(
    services: Services, store: Store, zoe: str
) -> None:
    made = services.commitments.add(zoe, Agreement(owner="client", text="cv maken"))
    Services(desk_of(store, "bram")).clients.change(zoe, "phone", "1")
    services.commitments.renegotiate(zoe, made.id, TODAY + timedelta(days=3))
    services.meetings.record(zoe, TALK, sign=True)
    services.journal.undo()
    dossier = services.clients.look(zoe).dossier
    assert [(item.id, item.state) for item in dossier.commitments] == [(made.id, OPEN)]
    services.journal.undo()
    assert services.clients.look(zoe).dossier.commitments == ()
    assert services.clients.look(zoe).dossier.value("phone") == "1"
    with pytest.raises(Refused):
        services.journal.undo()


def test_an_earlier_deed_can_be_taken_back_unless_something_later_builds_on_it(
    services: Services, store: Store, zoe: str
) -> None:
    made = services.commitments.add(zoe, Agreement(owner="client", text="cv maken"))
    services.clients.change(zoe, "phone", "1")
    services.commitments.add(zoe, Agreement(owner="office", text="bellen"))
    Services(desk_of(store, "bram")).commitments.keep(zoe, made.id)
    offered = services.journal.undoables()
    assert [item.told[0].words for item in offered] == ["bellen", "1"]
    services.journal.undo(offered[1].deed.at)
    view = services.clients.look(zoe).dossier
    assert view.value("phone") is None
    assert [(item.text, item.state) for item in view.commitments] == [("cv maken", "kept"), ("bellen", OPEN)]
    with pytest.raises(Refused):
        services.journal.undo(offered[1].deed.at)


def test_labels_change_who_leads_and_the_cadence(services: Services, zoe: str) -> None:
    services.facts.give_label(zoe, "jongere", on=TODAY)
    view = services.clients.look(zoe)
    assert (view.lead.wanted, view.lead.by_target_group, view.lead.lacking) == ("jongerencoach", "jongere", True)
    rules = {due.base.rule: due.base.over_others for due in view.dues}
    assert "voortgang-groei" not in rules
    assert rules["voortgang-jongere"] == ("voortgang-groei",)
    services.facts.end_label(zoe, "jongere")
    assert "voortgang-groei" in {due.base.rule for due in services.clients.look(zoe).dues}
    with pytest.raises(Refused):
        services.facts.end_label(zoe, "jongere")


def test_work_brings_aftercare_beside_the_rules_and_alone_after_closing(services: Services, zoe: str) -> None:
    services.facts.start_work(zoe, employer="Bakkerij")
    beside = {due.base.rule for due in services.clients.look(zoe).dues}
    assert {"jobcoach-nazorg", "voortgang-groei"} <= beside
    services.clients.close(zoe, "werk", aftercare=True)
    alone = {due.base.rule for due in services.clients.look(zoe).dues}
    assert alone == {"jobcoach-nazorg", "werkgever-nazorg"}
    assert services.clients.close(zoe, "overig").status == "closed"
    assert services.clients.look(zoe).dues == ()


def test_the_policy_counts_from_dated_facts(services: Services, zoe: str) -> None:
    services.facts.give_label(zoe, "statushouder")
    assert due_of(services, zoe, "taalplan-huisvesting") is None
    services.facts.date(zoe, "huisvesting", TODAY - timedelta(days=7))
    assert due_of(services, zoe, "taalplan-huisvesting") == TODAY - timedelta(days=7) + timedelta(weeks=6)


def test_the_balance_counts_each_person_once_and_unknown_apart(services: Services, zoe: str) -> None:
    figures = services.team.balance()
    groups = {group.group: group for group in figures.groups}
    assert groups["groei"].clients == 1
    assert groups["groei"].needed == Fraction(2, 125)
    assert groups["groei"].per_municipality == {"Voorbeeldstad": 0, "Oefendorp": 1}
    anna = next(row for row in figures.consultants if row.consultant == "anna")
    assert (anna.clients, anna.load, anna.unknown) == (1, Fraction(2, 125), 0)


def test_people_come_change_and_go_but_not_while_they_lead(services: Services, zoe: str) -> None:
    cem = services.team.add("Cem Öz", roles=("werkcoach",), fte=0.5)
    assert (cem.id, cem.fte_on(TODAY)) == ("cem-oz", 0.5)
    assert services.team.edit("cem", fte=0.8).fte_on(TODAY) == 0.8
    services.facts.add_contact(zoe, "cem-oz", role="werkcoach")
    services.facts.end_contact(zoe, "anna")
    with pytest.raises(Refused):
        services.team.end("cem-oz")
    services.facts.add_contact(zoe, "anna", role="werkcoach")
    services.facts.end_contact(zoe, "cem-oz")
    assert services.team.end("cem-oz").ended_on == TODAY


def test_the_same_person_and_day_give_the_same_list_in_the_order_of_its_blocks(services: Services, zoe: str) -> None:
    services.meetings.plan(zoe, Plan(kind="kort", on=TODAY, time="09:30"))
    services.commitments.add(zoe, Agreement(owner="office", text="brief", due_on=TODAY))
    services.commitments.add(zoe, Agreement(owner="client", text="cv", due_on=TODAY))
    rows = services.worklists.today()
    assert rows == services.worklists.today()
    assert [row.what for row in rows] == ["talk", "commitment", "commitment", "due"]
    assert [row.block for row in rows] == sorted(row.block for row in rows)
    assert rows[0].at == "09:30"


def test_an_answer_makes_the_count_of_missed_invitations_begin_anew(services: Services, zoe: str) -> None:
    for days in (20, 10):
        services.meetings.no_show(zoe, kind="kort", on=TODAY - timedelta(days=days))
    services.facts.answer(zoe, note="belde terug")
    assert "no_show_step" not in {signal.kind for signal in services.clients.look(zoe).signals}
    services.journal.undo()
    assert "no_show_step" in {signal.kind for signal in services.clients.look(zoe).signals}
