"""`transfer`: handing clients over on the command line."""

from __future__ import annotations

import re

from tests.cli.conftest import Run
from tools import cli_page


def test_a_client_is_offered_shown_accepted_and_listed(office: Run) -> None:
    people = [item["consultant"] for item in office("consultant", "list", "--json").items]
    client = next(
        item for item in office("clients", "--json", "--status", "active").items if item["consultant"] == people[0]
    )
    number, [of, to] = client["file_number"], people[:2]
    answer = office("--as", of, "transfer", "offer", number, "--to", to, "--note", "Let op de schulden.")
    assert (answer.code, answer.out) == (0, f"{number}\n"), answer.err
    [waiting] = office("transfer", "list", "--json").items
    assert (waiting["file_number"], waiting["to"], waiting["state"], "note" in waiting) == (number, to, "open", False)
    [shown] = office("transfer", "show", number, "--json").items
    assert shown["note"] == "Let op de schulden."
    assert "transfer shown" in office("export", "access").out
    [row] = re.findall(r"^\| `caseload\.transfers/1`.*$", cli_page.PAGE.read_text("utf-8"), re.MULTILINE)
    assert set(shown) <= set(re.findall(r"[a-z_]+", row))
    daily = [item for item in office("today", "--consultant", to, "--json").items if item["what"] == "transfer"]
    assert [item["file_number"] for item in daily] == [number]
    assert office("--as", to, "transfer", "reject", number, "--reason", " ").code == 1
    accepted = office("--as", to, "transfer", "accept", "--all", "--json")
    assert accepted.items[0]["state"] == "accepted", accepted.err
    assert to in [item["consultant"] for item in office("show", number, "--json").items[0]["contacts"]]
    assert len(office("transfer", "list", "--history", "--json").items) == 1
    assert all(check["ok"] for check in office("doctor", "--json").items)


def test_a_whole_caseload_is_offered_until_a_day_and_rejected(office: Run) -> None:
    people = [item["consultant"] for item in office("consultant", "list", "--json").items]
    arguments = ("transfer", "offer", "--all-of", people[0], "--to", people[1], "--note", "Verlof.", "--until", "+3w")
    answer = office(*arguments)
    assert answer.code == 0, answer.err
    offered = answer.out.split()
    assert len(offered) > 5
    assert office(*arguments).code == 1
    assert office("transfer", "offer", "--to", people[1], "--note", "x").code == 2
    rejected = office("--as", people[1], "transfer", "reject", "--all", "--reason", "Te vol.")
    assert rejected.out.split() == offered
    assert office("transfer", "list", "--json").items == []


def test_leave_tells_how_somebody_stands_in_and_history_who_had_whom(office: Run) -> None:
    person = next(item for item in office("balance", "--json").json["consultants"] if item["clients"])["consultant"]
    answer = office("consultant", "leave", person, "--from", "2026-12-01", "--through", "2026-12-11")
    assert f"transfer offer --all-of {person} --to ... --note ... --until 2026-12-12" in answer.err
    items = office("transfer", "history", "--consultant", person, "--json").items
    assert items
    assert {item["consultant"] for item in items} == {person}
    assert {"client_id", "file_number", "name", "role", "from", "until", "stands_in"} <= set(items[0])
