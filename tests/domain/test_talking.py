"""Planning, recording, signing, amending and withdrawing meetings: rules.md sections 1 and 3."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED, WITHDRAWN, Meeting
from caseload_tui.domain.framework import Kind, LifeDomain, Mode, Question, Role, Scale
from caseload_tui.domain.talking import (
    MODES,
    Talk,
    check_replacing,
    check_talk,
    decide_amendment,
    decide_cancelled,
    decide_missed,
    decide_plan,
    decide_signing,
    decide_withdrawal,
    find_kind,
    find_meeting,
    held,
    modes_of,
    near_plan,
    plan_settled_by,
)
from caseload_tui.errors import Refused
from tests.domain.facts_maker import START, Journal, framework, registered, text

TODAY = START + timedelta(days=60)
POLICY = framework(
    domains=(LifeDomain(id="work", name=text("Work"), scale="five"), LifeDomain(id="home", name=text("Home"))),
    scales=(Scale(id="five", levels=tuple(text(str(n)) for n in range(1, 6)), better="high"),),
    roles=(Role(id="coach", name=text("Coach")),),
    kinds=(
        Kind(
            id="progress",
            name=text("Progress talk"),
            domains=("work", "home"),
            checklist=(Question(ask=text("How is it?")),),
            modes={"office": Mode(), "home": Mode(consent=True, groups=("near",)), "video": Mode(groups=("far",))},
        ),
        Kind(id="check", name=text("Check")),
    ),
)


def meeting(journal: Journal, name: str) -> Meeting:
    return find_meeting(journal.dossier, name)


def talk(kind: str = "progress", on: date = TODAY, **values: object) -> Talk:
    return Talk(kind=kind, on=on, **values)  # type: ignore[arg-type]


class TestWhatCanBeTrue:
    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            (talk(on=TODAY + timedelta(days=1)), "in the future cannot have been held"),
            (talk(on=date(1989, 12, 31)), "before the client was born"),
            (talk("dance"), "no meeting “dance”"),
            (talk(notes={"sport": "x"}), "no life domain “sport”"),
            (talk(notes={"": "x"}), "no life domain “”"),
            (talk("check", notes={"work": "x"}), "no life domain “work”"),
            (talk(scores={"work": 6}), "no score 6"),
            (talk(scores={"work": 0}), "no score 0"),
            (talk(scores={"home": 3}), "has no scores"),
            (talk(answers={"2": "yes"}), "no question 2"),
            (talk(answers={"x": "yes"}), "no question x"),
            (talk(present=("doctor",)), "no role “doctor”"),
            (talk(mode="video"), "cannot be held that way"),
            (talk(mode="pigeon"), "cannot be held that way"),
        ],
    )
    def test_what_is_refused(self, wrong: Talk, says: str) -> None:
        with pytest.raises(Refused, match=says):
            check_talk(wrong, registered(born_on=date(1990, 1, 1)).dossier, POLICY, today=TODAY)

    def test_what_fits_is_let_through_also_long_after(self) -> None:
        good = talk(
            on=date(1990, 1, 1),
            mode="home",
            notes={"work": "x"},
            scores={"work": 5},
            answers={"1": "yes"},
            present=("coach",),
        )
        check_talk(good, registered(born_on=date(1990, 1, 1)).dossier, POLICY, today=TODAY)
        check_talk(talk("check", notes={"": "x"}), registered().dossier, POLICY, today=TODAY)

    def test_who_does_not_consent_is_not_visited(self) -> None:
        journal = registered()
        journal.add("client.changed", field="home_visits", value="no", replaces=[])
        with pytest.raises(Refused, match="does not consent"):
            check_talk(talk(mode="home"), journal.dossier, POLICY, today=TODAY)
        check_talk(talk(mode="office"), journal.dossier, POLICY, today=TODAY)

    def test_modes_are_those_for_the_group_and_all_where_nothing_is_said(self) -> None:
        assert modes_of(POLICY.kinds_by_id["progress"], {"path": "near"}) == ("office", "home")
        assert modes_of(POLICY.kinds_by_id["progress"], {"path": "far"}) == ("office", "video")
        assert modes_of(POLICY.kinds_by_id["check"], {}) == MODES

    def test_a_kind_is_found_by_id_or_name(self) -> None:
        assert find_kind(POLICY, "PROGRESS TALK").id == "progress"


class TestPlans:
    def planned(self, journal: Journal, name: str = "m", on: date = TODAY) -> None:
        journal.record(decide_plan(journal.dossier, POLICY, name, kind="progress", on=on, today=TODAY))

    def test_planning_it_again_moves_it(self) -> None:
        journal = registered()
        self.planned(journal)
        self.planned(journal, on=TODAY + timedelta(days=3))
        assert [(item.status, item.on) for item in journal.dossier.meetings] == [(PLANNED, TODAY + timedelta(days=3))]

    def test_what_is_refused(self) -> None:
        journal = registered()
        with pytest.raises(Refused, match="already passed"):
            self.planned(journal, on=TODAY - timedelta(days=1))
        journal.held(TODAY, meeting="m")
        with pytest.raises(Refused, match="not planned any more"):
            self.planned(journal)
        journal.add("client.closed", on=TODAY, reason="work")
        with pytest.raises(Refused, match="closed"):
            self.planned(journal, "m2")

    def test_recording_settles_the_plan_of_that_kind_on_that_day(self) -> None:
        journal = registered()
        self.planned(journal)
        settled = plan_settled_by(talk(), journal.dossier, POLICY)
        assert settled is not None
        journal.record(held(talk(), settled.id, POLICY))
        assert [(item.id, item.status) for item in journal.dossier.meetings] == [("m", HELD)]

    @pytest.mark.parametrize(("days", "near"), [(1, True), (14, True), (15, False)])
    def test_a_plan_near_is_not_settled_but_asked_about(self, days: int, near: bool) -> None:
        journal = registered()
        self.planned(journal, on=TODAY + timedelta(days=days))
        assert plan_settled_by(talk(), journal.dossier, POLICY) is None
        assert (near_plan(talk(), journal.dossier, POLICY) is not None) is near
        assert near_plan(talk("check"), journal.dossier, POLICY) is None

    def test_a_missed_or_cancelled_one_is_settled_once(self) -> None:
        journal = registered()
        self.planned(journal)
        with pytest.raises(Refused, match="has not been yet"):
            decide_missed(meeting(journal, "m"), TODAY + timedelta(days=1), None, today=TODAY)
        journal.record(decide_missed(meeting(journal, "m"), TODAY, "asleep", today=TODAY))
        assert meeting(journal, "m").status == MISSED
        with pytest.raises(Refused, match="already recorded"):
            decide_cancelled(meeting(journal, "m"), TODAY, None, by_office=True)
        self.planned(journal, "m2")
        journal.record(decide_cancelled(meeting(journal, "m2"), TODAY, None, by_office=False))
        assert meeting(journal, "m2").status == CANCELLED
        with pytest.raises(Refused, match="already cancelled"):
            decide_missed(meeting(journal, "m2"), TODAY, None, today=TODAY)

    def test_one_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(Refused, match="not there"):
            meeting(registered(), "m")


class TestRecords:
    def recorded(self, by: str = "anna", **values: Any) -> Journal:
        journal = registered()
        journal.record(held(talk(**values), "m", POLICY), by=by)
        return journal

    def test_empty_notes_and_answers_are_left_out(self) -> None:
        record = meeting(self.recorded(notes={"work": " \n", "home": "x"}, answers={"1": " "}), "m")
        assert (record.notes, record.answers) == ({"home": "x"}, {})

    def test_its_author_may_replace_it_before_it_is_signed(self) -> None:
        journal = self.recorded(notes={"work": "first"})
        check_replacing(meeting(journal, "m"), "anna")
        with pytest.raises(Refused, match="Somebody else recorded"):
            check_replacing(meeting(journal, "m"), "bram")
        journal.record(held(talk(notes={"work": "second"}), "m", POLICY), by="anna")
        assert meeting(journal, "m").notes == {"work": "second"}

    def test_a_signed_one_takes_only_an_amendment_which_stands_beside_it(self) -> None:
        journal = self.recorded(notes={"work": "first"})
        with pytest.raises(Refused, match="not signed yet"):
            decide_amendment(meeting(journal, "m"), journal.dossier, POLICY, "slip", talk(), today=TODAY)
        journal.record(decide_signing(meeting(journal, "m"), today=TODAY), by="anna")
        with pytest.raises(Refused, match="is signed"):
            check_replacing(meeting(journal, "m"), "anna")
        with pytest.raises(Refused, match="signed already"):
            decide_signing(meeting(journal, "m"), today=TODAY)
        with pytest.raises(Refused, match="needs a reason"):
            decide_amendment(meeting(journal, "m"), journal.dossier, POLICY, " ", talk(), today=TODAY)
        changes = talk("check", on=TODAY - timedelta(days=1), notes={})
        amendment = decide_amendment(meeting(journal, "m"), journal.dossier, POLICY, "slip", changes, today=TODAY)
        journal.record(amendment)
        record = meeting(journal, "m")
        assert (record.kind, record.on, record.notes) == ("check", TODAY - timedelta(days=1), {"work": "first"})
        assert [item.reason for item in record.amendments] == ["slip"]
        assert not record.unsigned

    def test_an_amendment_keeps_only_what_differs(self) -> None:
        journal = self.recorded(notes={"work": "first", "home": "same"}, scores={"work": 2})
        journal.record(decide_signing(meeting(journal, "m"), today=TODAY))
        changes = talk(notes={"work": "second", "home": "same"}, scores={"work": 2})
        fact = decide_amendment(meeting(journal, "m"), journal.dossier, POLICY, "slip", changes, today=TODAY)
        assert (fact.on, fact.meeting_kind, fact.notes, fact.scores) == (None, None, {"work": "second"}, {})

    def test_only_what_was_recorded_can_be_signed_or_withdrawn(self) -> None:
        journal = registered()
        journal.planned(TODAY, meeting="m")
        with pytest.raises(Refused, match="Only a meeting that was held"):
            decide_signing(meeting(journal, "m"), today=TODAY)
        with pytest.raises(Refused, match="Only a recorded meeting"):
            decide_withdrawal(meeting(journal, "m"), "wrong person")

    def test_a_record_in_the_wrong_dossier_is_withdrawn_with_a_reason(self) -> None:
        journal = self.recorded()
        with pytest.raises(Refused, match="needs a reason"):
            decide_withdrawal(meeting(journal, "m"), " ")
        journal.record(decide_withdrawal(meeting(journal, "m"), "wrong person"))
        assert meeting(journal, "m").status == WITHDRAWN
        with pytest.raises(Refused, match="withdrawn"):
            check_replacing(meeting(journal, "m"), "anna")

    def test_who_was_thought_absent_may_turn_out_to_have_come(self) -> None:
        journal = registered()
        journal.planned(TODAY, meeting="m")
        journal.record(decide_missed(meeting(journal, "m"), TODAY, None, today=TODAY))
        check_replacing(meeting(journal, "m"), "anna")
        journal.record(held(talk(), "m", POLICY))
        assert meeting(journal, "m").status == HELD
