"""`rebalance`: a suggestion with reasons, and offers of it."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_a_rebalancing_is_suggested_and_offered_only_when_asked(office: Run) -> None:
    assert office("rebalance").code == 1
    office("settings", "set", "hours_per_fte", "60")
    for kind in ("voortgangsgesprek", "rechtmatigheid"):
        office("settings", "set", f"minutes.{kind}", "60")
    before = {item["consultant"]: item for item in office("balance", "--json").json["consultants"]}
    answer = office("rebalance", "--json").json
    assert answer["schema"] == "caseload.rebalance/1"
    assert {key for row in answer["consultants"] for key in row} == {
        *("consultant", "room", "before", "after", "over_before", "over_after"),
    }
    for row in answer["consultants"]:
        assert row["before"] <= row["room"] or row["after"] <= row["before"]
        assert row["after"] <= max(row["room"], row["before"])
        assert row["room"] == before[row["consultant"]]["hours_available"]
    assert office("rebalance", "--offer").code == 2
    assert office("transfer", "list", "--json").items == []
    for move in answer["moves"][:1]:
        assert set(move) == {"client_id", "file_number", "name", "from", "to", "role", "because"}
        done = office("rebalance", "--offer", "--note", "By phone.", "--only", move["file_number"])
        assert done.code == 0, done.err
        assert [item["to"] for item in office("transfer", "list", "--json").items] == [move["to"]]


def test_a_quarter_is_suggested_and_planned_only_when_asked(office: Run) -> None:
    assert office("quarter-plan").code == 1
    answer = office("quarter-plan", "--team", "--talks-a-week", "12", "--weeks", "8", "--json").json
    assert answer["schema"] == "caseload.quarter-plan/1"
    assert answer["plans"]
    assert set(answer["plans"][0]) == {
        *("client_id", "file_number", "name", "consultant", "rule", "kind", "on", "due_on", "deadline", "days_late"),
        *("mode", "neighbourhood", "because"),
    }
    assert answer["totals"]["talks"] == len(answer["plans"]) + len(answer["without_room"])
    one = answer["plans"][0]
    words = ("quarter-plan", "--consultant", one["consultant"], "--talks-a-week", "12", "--weeks", "8")
    assert office(*words, "--only", one["file_number"], "--plan").code == 0
    assert not [item for item in office(*words, "--json").json["plans"] if item["client_id"] == one["client_id"]]
