from __future__ import annotations

from datetime import date

from caseload_tui.domain.facts import UnknownFact, storable_fact
from caseload_tui.domain.facts.client import ClientChanged
from caseload_tui.domain.facts.meeting import MeetingHeld


def test_every_text_of_a_fact_is_kept_in_one_form() -> None:
    typed = MeetingHeld(
        meeting="m", meeting_kind="k", on=date(2026, 1, 2), notes={"werk": "Zoe\u0308\ud800"}, present=("e\u0308",)
    )
    kept = storable_fact(typed)
    assert (kept.notes, kept.present, kept.on) == ({"werk": "Zo\u00eb\ufffd"}, ("\u00eb",), typed.on)


def test_a_fact_that_can_be_kept_is_left_alone() -> None:
    plain, unknown = ClientChanged(field="phone", value="06"), UnknownFact("later.kind", {"text": "\ud800"})
    assert storable_fact(plain) is plain
    assert storable_fact(unknown) is unknown
