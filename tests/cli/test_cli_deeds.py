"""The work of a consultant, one command after another."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Run

DAY = date.fromisoformat(TODAY)


@pytest.fixture
def zoe(office: Run) -> str:
    """The file number of a client who was just registered."""
    answer = office(
        *("client", "add", "--given-name", "Zoë", "--family-name", "van den Çelik-Güneş", "--born-on", "4-5-1990"),
        *("--on", "2026-06-01", "--benefit-since", "2026-05-01", "--group", "groeien", "--phone", "06-00000000"),
        *("--postcode", "7411qy"),
    )
    assert answer.code == 0, answer.err
    return answer.out.strip()


def shown(office: Run, number: str) -> dict:
    return office("show", number, "--json").items[0]


def due(office: Run, number: str, kind: str) -> dict:
    return next(item for item in office("due", "--client", number, "--json").items if item["kind"] == kind)


def test_a_client_is_registered_with_all_that_is_given(office: Run, zoe: str) -> None:
    item = shown(office, zoe)
    assert (item["name"], item["prefix"], item["family_name"]) == ("Zoë van den Çelik-Güneş", "van den", "Çelik-Güneş")
    assert (item["born_on"], item["registered_on"], item["groups"]) == (
        "1990-05-04",
        "2026-06-01",
        {"klantgroep": "groeien"},
    )
    assert (item["fields"]["phone"], item["postcode"]) == ("06-00000000", "7411 QY")
    assert item["status"] == "active"
    assert item["consultant"]
    assert office("due", "--client", "celik", "--json").items


def test_a_client_is_changed_closed_and_reopened(office: Run, zoe: str) -> None:
    assert office("client", "edit", zoe, "--phone", "", "--sectors", "zorg", "--sectors", "techniek").code == 0
    assert office("client", "edit", zoe, "--postcode", "nowhere").code == 1
    assert office("client", "edit", zoe, "--consent", "video").code == 2
    assert office("client", "edit", zoe, "--consent", "video=yes", "--consent", "home=no").code == 0
    assert [shown(office, zoe)["fields"][name] for name in ("consent_video", "home_visits")] == ["yes", "no"]
    item = shown(office, zoe)
    assert (item["fields"]["phone"], item["sectors"], item["postcode"]) == (None, ["zorg", "techniek"], "7411 QY")
    assert office("client", "close", zoe, "--reason", " ").code == 1
    closed = office("client", "close", zoe, "--reason", "verhuizing", "--json")
    assert closed.code == 0, closed.err
    assert closed.items[0]["status"] == "closed"
    assert office("due", "--client", zoe, "--json").items == []
    assert office("client", "reopen", zoe).code == 1
    assert office("client", "reopen", zoe, "--group", "matchen", "--json").items[0]["groups"] == {
        "klantgroep": "matchen"
    }


def test_a_talk_is_recorded_per_life_domain_and_moves_the_due_date_in_the_same_breath(office: Run, zoe: str) -> None:
    before = due(office, zoe, "voortgang")
    following = (DAY + timedelta(days=120)).isoformat()
    recorded = office(
        *("meeting", "record", zoe, "--kind", "voortgang", "--mode", "office"),
        *("--note", "werk=Solliciteert = goed", "--note", "financien=Rustig", "--answer", "1=Ja"),
        *("--agreed", "client:cv sturen: nu:+2w", "--agreed", "office:bellen:", "--plan-next", following, "--json"),
    )
    assert recorded.code == 0, recorded.err
    [talk] = recorded.items
    assert talk["notes"] == {"werk": "Solliciteert = goed", "financien": "Rustig"}
    assert (talk["answers"], talk["status"], talk["signed_on"]) == ({"1": "Ja"}, "held", None)
    after = due(office, zoe, "voortgang")
    assert (after["last_held_on"], after["planned_on"], after["state"]) == (TODAY, following, "planned")
    assert after["due_on"] > before["due_on"]
    texts = {item["text"]: item for item in office("commitment", "list", zoe, "--json").items}
    assert texts["cv sturen: nu"]["due_on"] == (DAY + timedelta(weeks=2)).isoformat()
    assert (texts["bellen"]["owner"], texts["bellen"]["meeting_id"]) == ("office", talk["meeting_id"])


def test_a_record_is_signed_once_and_then_only_amended(office: Run, zoe: str) -> None:
    meeting = office("meeting", "record", zoe, "--kind", "voortgang", "--note", "werk=Een").out.strip()
    assert office("meeting", "amend", zoe, "--reason", "x", "--note", "werk=Twee").code == 1
    assert (
        office("meeting", "record", zoe, "--kind", "voortgang", "--meeting", meeting, "--note", "werk=Anders").code == 0
    )
    assert office("meeting", "sign", zoe).code == 0
    assert office("meeting", "sign", zoe).code == 1
    assert office("meeting", "record", zoe, "--kind", "voortgang", "--meeting", meeting, "--note", "werk=Nee").code == 1
    amended = office("meeting", "amend", zoe, "--reason", "vergeten", "--note", "wonen=Ook dit", "--json")
    assert amended.items[0]["amendments"][0]["notes"] == {"wonen": "Ook dit"}
    assert amended.items[0]["notes"] == {"werk": "Anders"}


def test_meetings_are_planned_moved_missed_cancelled_and_withdrawn(office: Run, zoe: str) -> None:
    planned = office("meeting", "plan", zoe, "--kind", "voortgang", "--on", "+1w", "--at", "9u30").out.strip()
    moved = office("meeting", "plan", zoe, "--meeting", planned, "--on", "+2w", "--json").items[0]
    assert (moved["meeting_id"], moved["time"]) == (planned, "09:30")
    assert moved["on"] == (DAY + timedelta(weeks=2)).isoformat()
    assert office("meeting", "no-show", zoe, "--meeting", planned).code == 1
    assert (
        office("meeting", "cancel", zoe, "--by-client", "--reason", "ziek", "--json").items[0]["status"] == "cancelled"
    )
    missed = office("meeting", "no-show", zoe, "--kind", "voortgang", "--on", "today", "--json")
    assert missed.items[0]["status"] == "missed"
    office("meeting", "record", zoe, "--kind", "voortgang")
    assert office("meeting", "withdraw", zoe, "--reason", "verkeerde klant", "--json").items[0]["status"] == "withdrawn"


def test_a_move_wants_a_reason_and_a_chooser_where_the_policy_does_and_is_corrected(office: Run, zoe: str) -> None:
    refused = office("move", zoe, "matchen")
    assert (refused.code, refused.out) == (1, "")
    assert office("move", zoe, "groeien", "--reason", "x", "--chosen-by", "client").code == 1
    moved = office("move", zoe, "Matchen", "--reason", "klaar voor werk", "--chosen-by", "client", "--json")
    assert moved.code == 0, moved.err
    assert moved.items[0]["groups"] == {"klantgroep": "matchen"}
    assert office("move", "correct", zoe, "--group", "zorgen", "--reason", "verkeerd", "--json").items[0]["groups"] == {
        "klantgroep": "zorgen"
    }
    assert office("move", "approve", zoe).code == 1
    assert office("move", zoe, "faciliteren", "--on", "+1d", "--reason", "x", "--chosen-by", "client").code == 1


def test_a_commitment_goes_all_its_ways(office: Run, zoe: str) -> None:
    first = office("commitment", "add", zoe, "cv sturen", "--owner", "client", "--by", "+1w").out.strip()
    assert office("commitment", "keep", zoe, first, "--note", "mooi", "--json").items[0]["kept_on"] == TODAY
    assert office("commitment", "keep", zoe, first).code == 1
    office("commitment", "add", zoe, "bellen met de buren", "--owner", "office", "--by", "+1w")
    again = office("commitment", "renegotiate", zoe, "buren", "--by", "+3w", "--json").items[0]
    assert (again["owner"], again["state"], bool(again["replaces"])) == ("office", "open", True)
    assert office("commitment", "withdraw", zoe, again["commitment_id"], "--json").items[0]["state"] == "withdrawn"
    partner = office("commitment", "add", zoe, "plek", "--owner", "partner", "--partner", "Kringloop", "--json").items[
        0
    ]
    assert partner["partner"] == "Kringloop"
    assert office("commitment", "escalate", zoe, partner["commitment_id"]).code == 1
    broken = office("commitment", "add", zoe, "komen", "--owner", "client").out.strip()
    assert office("commitment", "break", zoe, broken, "--json").items[0]["state"] == "broken"


def test_a_due_date_is_put_off_and_a_rule_lifted(office: Run, zoe: str) -> None:
    office("meeting", "record", zoe, "--kind", "voortgang")
    before = due(office, zoe, "voortgang")["due_on"]
    later = (date.fromisoformat(before) + timedelta(days=30)).isoformat()
    assert office("defer", zoe, "--kind", "voortgang", "--until", later).code == 2
    assert office("defer", zoe, "--kind", "voortgang", "--until", later, "--reason", "vakantie").code == 0
    assert due(office, zoe, "voortgang")["due_on"] == later
    assert office("defer", zoe, "--kind", "voortgang", "--end").code == 0
    assert due(office, zoe, "voortgang")["due_on"] == before
    assert office("waive", zoe, "--kind", "voortgang", "--until", "+2m", "--reason", "opname").code == 0
    assert due(office, zoe, "voortgang")["state"] == "waived"
    assert office("waive", zoe, "--kind", "voortgang", "--end", "--until", "yesterday").code in (0, 1)


def test_facts_that_hold_for_a_while_are_given_and_ended(office: Run, zoe: str) -> None:
    framework = {item["section"]: item for item in office("framework", "show", "--json").items}
    assert framework
    other = office("consultant", "list", "--json").items[1]["consultant"]
    assert office("contact", "add", zoe, other).code == 0
    assert office("contact", "end", zoe, other).code == 0
    assert office("placement", "add", zoe, "--employer", "Bakkerij", "--hours", "12", "--part-time").code == 0
    assert shown(office, zoe)["works"][0]["employer"] == "Bakkerij"
    assert office("placement", "end", zoe).code == 0
    for command in ("label", "duty", "instrument"):
        assert office(command, "add", zoe, "geen-van-deze").code == 1
        assert office(command, "end", zoe, "geen-van-deze").code == 1


def test_a_deed_is_undone_once(office: Run, zoe: str) -> None:
    assert office("move", zoe, "matchen", "--reason", "x", "--chosen-by", "client").code == 0
    undone = office("undo", "--json")
    assert undone.code == 0
    assert "placement.set" in [event["kind"] for event in undone.items[0]["events"]]
    assert shown(office, zoe)["groups"] == {"klantgroep": "groeien"}


def test_people_of_the_office_come_change_and_go(office: Run, zoe: str) -> None:
    name = office("consultant", "add", "Noor el Amrani", "--fte", "0.6", "--json").items[0]["consultant"]
    assert name == "noor-el-amrani"
    assert office("consultant", "edit", name, "--fte", "0.8", "--json").items[0]["fte"] == 0.8
    assert office("consultant", "edit", name).code == 1
    assert office("consultant", "add", "X", "--fte", "7").code == 1
    assert office("--as", "amrani", "consultant", "end", name).code == 1
    assert office("consultant", "end", name).code == 0
    busy = office("clients", "--filter", zoe, "--json").items[0]["consultant"]
    assert office("--as", name, "consultant", "end", busy).code == 1


def test_a_note_with_a_citizen_service_number_is_warned_of(office: Run, zoe: str) -> None:
    answer = office("meeting", "record", zoe, "--kind", "voortgang", "--note", "werk=BSN 111222333 genoemd")
    assert (answer.code, "BSN" in answer.err) == (0, True)


def test_all_of_this_leaves_a_store_that_the_doctor_finds_well(office: Run, zoe: str) -> None:
    office("meeting", "record", zoe, "--kind", "voortgang", "--note", "werk=Een", "--sign", "--agreed", "client:cv:+1w")
    office("move", zoe, "matchen", "--reason", "x", "--chosen-by", "client")
    office("undo")
    assert [item for item in office("doctor", "--json").items if not item["ok"]] == []


def test_a_reason_of_outflow_is_one_that_the_policy_names(run: Run, tmp_path: Path) -> None:
    here = ("--store", tmp_path / "o.store", "--key-file", tmp_path / "o.key", "--lang", "en")
    assert run(*here, "init", "--framework", "voorbeeldstad-2026", "--consultant", "Sam").code == 0
    added = run(*here, "client", "add", "--given-name", "A", "--family-name", "B", "--group", "groei")
    number = added.out.strip()
    assert run(*here, "client", "close", number, "--reason", "nergens").code == 1
    assert run(*here, "client", "close", number, "--reason", "verhuisd").code == 0


def test_writing_on_another_day_is_refused_in_a_real_store_and_looking_is_not(real: Run) -> None:
    made = real("client", "add", "--given-name", "Zoë", "--family-name", "Bakker", "--group", "groeien")
    assert made.code == 0, made.err
    number = made.out.strip()
    for words in (
        ("client", "edit", number, "--phone", "1"),
        ("meeting", "plan", number, "--kind", "voortgang", "--on", "2099-01-01"),
        ("commitment", "add", number, "x", "--owner", "client"),
        ("consultant", "add", "Noor"),
        ("undo",),
    ):
        answer = real("--today", "2098-01-01", *words)
        assert (answer.code, answer.out) == (1, ""), words
        assert "--today" in answer.err
    for words in (("due",), ("today",), ("clients",), ("balance",), ("show", number), ("export", "facts")):
        assert real("--today", "2098-01-01", *words).code == 0
    assert any(item["late"] for item in real("--today", "2098-01-01", "due", "--json").items)
