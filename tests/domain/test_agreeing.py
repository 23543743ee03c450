"""rules.md section 7: commitments, their states and the ladder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseload_tui.domain.agreeing import (
    Agreement,
    decide_agreement,
    decide_escalation,
    decide_renegotiation,
    decide_settling,
    find_commitment,
    next_step,
)
from caseload_tui.domain.dossier import BROKEN, KEPT, OPEN, RENEGOTIATED, Commitment
from caseload_tui.domain.framework import Commitments, LadderStep, LifeDomain
from caseload_tui.errors import Refused
from tests.domain.facts_maker import START, Journal, duration, framework, registered, text

DUE = START + timedelta(days=14)
LADDER = (
    LadderStep(id="talk", name=text("Talk")),
    LadderStep(id="letter", name=text("Letter")),
    LadderStep(id="measure", name=text("Measure"), needs=text("Reversed test")),
)
POLICY = framework(commitments=Commitments(ladder=LADDER), domains=(LifeDomain(id="work", name=text("Work")),))


def agreed(owner: str = "client", due_on: date | None = DUE, **values: str) -> Journal:
    journal = registered()
    agreement = Agreement(owner=owner, text="Bring the letter", due_on=due_on, **values)
    journal.record(decide_agreement(agreement, POLICY, "k1", made_on=START))
    return journal


def of(journal: Journal, name: str = "k1") -> Commitment:
    return find_commitment(journal.dossier, name)


def settled(journal: Journal, how: str, on: date, name: str = "k1") -> None:
    journal.record(decide_settling(of(journal, name), how, on, "so it went", today=on))


def escalated(journal: Journal, today: date, step: str | None = None, why: str | None = None, name: str = "k1") -> None:
    journal.record(decide_escalation(of(journal, name), POLICY, step, why, today=today))


class TestAgreeing:
    @pytest.mark.parametrize(
        ("agreement", "says"),
        [
            (Agreement(owner="nobody", text="x"), "Who promises it"),
            (Agreement(owner="partner", text="x", partner=" "), "Which partner"),
            (Agreement(owner="client", text=" \n"), "What is agreed"),
            (Agreement(owner="client", text="x", domain="sport"), "no life domain “sport”"),
            (Agreement(owner="client", text="x", due_on=START - timedelta(days=1)), "already passed"),
        ],
    )
    def test_what_is_refused(self, agreement: Agreement, says: str) -> None:
        with pytest.raises(Refused, match=says):
            decide_agreement(agreement, POLICY, "k", made_on=START)

    def test_without_a_day_the_policys_term_gives_one(self) -> None:
        agreement = Agreement(owner="office", text="Call")
        termed = framework(commitments=Commitments(default_term=duration("1 month")))
        assert decide_agreement(agreement, termed, "k", made_on=date(2024, 1, 31)).due_on == date(2024, 2, 29)
        assert decide_agreement(agreement, POLICY, "k", made_on=START).due_on is None

    def test_only_a_partners_promise_names_the_partner(self) -> None:
        assert of(agreed("partner", partner="Food bank")).partner == "Food bank"
        assert of(agreed("client", partner="Food bank")).partner is None


class TestStates:
    @pytest.mark.parametrize("how", ["kept", "broken", "withdrawn"])
    def test_each_change_has_its_day_author_and_note(self, how: str) -> None:
        journal = agreed()
        settled(journal, how, DUE)
        commitment = of(journal)
        assert (commitment.state, commitment.settled_on) == (how, DUE)
        assert [(change.what, change.on, change.note) for change in commitment.changes] == [
            ("made", START, None),
            (how, DUE, "so it went"),
        ]
        with pytest.raises(Refused, match="no longer open"):
            settled(journal, "kept", DUE)

    @pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
    def test_kept_late_is_kept_and_shown_as_late(self, days: int, late: bool) -> None:
        journal = agreed()
        settled(journal, "kept", DUE + timedelta(days=days))
        assert (of(journal).state, of(journal).kept_late) == (KEPT, late)

    def test_overdue_is_open_and_past_its_day(self) -> None:
        journal = agreed()
        assert not of(journal).overdue(DUE)
        assert of(journal).overdue(DUE + timedelta(days=1))
        assert not of(agreed(due_on=None)).overdue(date(2030, 1, 1))
        settled(journal, "broken", DUE + timedelta(days=1))
        assert not of(journal).overdue(date(2030, 1, 1))

    def test_a_settling_has_a_possible_day(self) -> None:
        with pytest.raises(Refused, match="future"):
            decide_settling(of(agreed()), "kept", DUE, None, today=START)
        with pytest.raises(Refused, match="before it was agreed"):
            decide_settling(of(agreed()), "kept", START - timedelta(days=1), None, today=DUE)

    def test_a_change_that_was_undone_leaves_it_open(self) -> None:
        journal = agreed()
        settled(journal, "broken", DUE)
        journal.undo(journal.events[-1].id)
        assert of(journal).state == OPEN

    def test_one_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(Refused, match="not there"):
            find_commitment(agreed().dossier, "k9")


class TestRenegotiating:
    def renegotiated(self, journal: Journal, today: date = DUE) -> None:
        later = today + timedelta(days=30)
        facts = decide_renegotiation(of(journal), "k2", text=None, due_on=later, note="ill", today=today)
        journal.record(*facts)

    def test_it_is_replaced_by_another_one_that_is_linked(self) -> None:
        journal = agreed()
        self.renegotiated(journal)
        old, new = of(journal), of(journal, "k2")
        assert (old.state, old.replaced_by, new.replaces, new.state) == (RENEGOTIATED, "k2", "k1", OPEN)
        assert (new.text, new.owner, new.due_on) == (old.text, old.owner, DUE + timedelta(days=30))

    def test_the_chain_carries_the_ladder_step(self) -> None:
        journal, late = agreed(), DUE + timedelta(days=1)
        escalated(journal, late)
        self.renegotiated(journal, late)
        assert of(journal, "k2").step == "talk"
        escalated(journal, date(2024, 12, 1), "letter", name="k2")
        assert of(journal, "k2").step == "letter"

    def test_a_day_that_has_passed_is_refused(self) -> None:
        with pytest.raises(Refused, match="already passed"):
            decide_renegotiation(of(agreed()), "k2", text=None, due_on=START, note=None, today=DUE)

    def test_only_an_open_one(self) -> None:
        journal = agreed()
        settled(journal, "broken", DUE)
        with pytest.raises(Refused, match="no longer open"):
            self.renegotiated(journal)


class TestLadder:
    late = DUE + timedelta(days=1)

    def test_one_step_at_a_time_to_the_top(self) -> None:
        journal = agreed()
        with pytest.raises(Refused, match="Only one step at a time"):
            escalated(journal, self.late, "letter")
        escalated(journal, self.late, "talk")
        escalated(journal, self.late)
        assert of(journal).step == "letter"
        with pytest.raises(Refused, match="written consideration"):
            escalated(journal, self.late, why="  ")
        escalated(journal, self.late, "measure", "It is fair, since ...")
        assert next_step(of(journal), POLICY) is None
        with pytest.raises(Refused, match="no further step"):
            escalated(journal, self.late)
        assert [change.what for change in of(journal).changes] == ["made", *["escalated"] * 3]

    def test_a_broken_one_can_be_escalated(self) -> None:
        journal = agreed()
        settled(journal, "broken", START)
        escalated(journal, START)
        assert (of(journal).state, of(journal).step) == (BROKEN, "talk")

    def test_neither_broken_nor_overdue_is_refused(self) -> None:
        with pytest.raises(Refused, match="neither broken nor overdue"):
            escalated(agreed(), DUE)

    @pytest.mark.parametrize("owner", ["office", "partner"])
    def test_only_the_clients_own(self, owner: str) -> None:
        with pytest.raises(Refused, match="Only a commitment of the client"):
            escalated(agreed(owner, partner="Food bank"), self.late)

    def test_without_a_ladder_there_is_no_step(self) -> None:
        with pytest.raises(Refused, match="no further step"):
            decide_escalation(of(agreed()), framework(), None, None, today=self.late)
