"""`consultant`: part-time days, leave and what they come to."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_part_time_days_and_leave_count_in_the_week_and_in_the_balance(office: Run) -> None:
    [made] = office(
        "consultant", "add", "Wil Bos", "--fte", "0.6", "--day", "mon", "--day", "tue", "--day", "wed", "--json"
    ).items
    who = made["consultant"]
    assert (made["days"], made["leave"]) == (["mon", "tue", "wed"], [])
    [week] = office("consultant", "capacity", who, "--json").items
    assert (week["monday"], week["fte"], [day["share"] for day in week["days"]]) == ("2026-11-23", 0.6, [1, 1, 1, 0, 0])
    assert office("consultant", "leave", who, "--from", "2026-11-23", "--through", "2026-11-24").code == 0
    [week] = office("consultant", "capacity", who, "--json").items
    assert week["fte"] == 0.2
    assert who not in {row["consultant"] for row in office("balance", "--json").json["consultants"] if row["fte"]}
    assert office("consultant", "leave", who, "--from", "2026-11-20").code == 1
    [changed] = office("consultant", "leave", who, "--from", "2026-11-23", "--withdraw", "--json").items
    assert changed["leave"] == []
    [edited] = office("consultant", "edit", who, "--fte", "0.2", "--day", "thu", "--on", "2026-11-30", "--json").items
    assert edited["days"] == ["mon", "tue", "wed"]
    [week] = office("consultant", "capacity", who, "--week", "2026-12-01", "--json").items
    assert [day["share"] for day in week["days"]] == [0, 0, 0, 1, 0]
    assert office("consultant", "leave", who, "--from", "2026-12-03").code == 0
    assert office("undo", "--json").items[0]["events"][0]["kind"] == "leave.set"
    assert all(check["ok"] for check in office("doctor", "--json").items)


def test_an_empty_name_of_who_is_at_the_keyboard_is_refused(office: Run) -> None:
    assert office("--as", "", "today").code == 2
    assert office("--as", " ", "today").code == 2
