"""Every signal that shows is a row of the daily list of who must see it, and nothing is said twice."""

from __future__ import annotations

import shlex

from tests.cli.conftest import Run

KINDS = {"exemption_ends", "instrument_ends", "pension_near", "no_lead_contact"}
"""Some of those that the practice office surely has: each of its situations occurs once."""


def test_every_signal_is_a_row_of_a_daily_list_and_none_stands_beside_the_talk_that_it_is_about(office: Run) -> None:
    signals = office("signal", "list", "--json").items
    people = [item["consultant"] for item in office("consultant", "list", "--json").items]
    rows = [row for person in people for row in office("today", "--consultant", person, "--json").items]
    shown = {(row["client_id"], shlex.split(row["act"])[-1]) for row in rows if row["what"] == "signal"}
    asked = {row["client_id"] for row in rows if row["what"] in ("overdue", "due")}
    left_out = [item for item in signals if (item["client_id"], item["signal"]) not in shown]
    assert {item["kind"] for item in left_out} <= {"no_contact"}
    assert {item["client_id"] for item in left_out} <= asked
    assert {item["kind"] for item in signals} >= KINDS
