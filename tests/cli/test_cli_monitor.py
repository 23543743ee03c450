"""`monitor` on the command line: figures that add up, in every form, and figures that are typed in."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from caseload_tui.domain.monitor.counting import Counting
from tests.cli.conftest import FRAMEWORK, TODAY, Run
from tests.hostile import HOSTILE

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
SIGNS = {"start": 1, "registered": 1, "reopened": 1, "moved_in": 1, "regrouped_in": 1, "came": 1}
SIGNS |= {"left": -1, "moved_out": -1, "regrouped_out": -1, "went": -1, "end": -1}
BLOCKS = {
    *("stock", "inflow", "moves", "outflow", "crossings", "partial_outflow", "meetings", "cadence", "commitments"),
    *("placements", "referrals", "benefit_duration", "ages", "target_groups", "indicators", "figures"),
}


def monitor(office: Run, *arguments: object) -> Any:
    return office("monitor", *YEAR, *map(str, arguments), "--json").json


def adds_up(found: Any) -> bool:
    return all(sum(sign * row[column] for column, sign in SIGNS.items()) == 0 for row in found["stock"])


def test_the_answer_has_every_block_under_its_own_name_and_adds_up(office: Run) -> None:
    found = monitor(office)
    assert (found["schema"], found["framework"]) == ("caseload.monitor/1", FRAMEWORK)
    assert (found["from"], found["to"]) == ("2026-01-01", TODAY)
    assert set(found) >= BLOCKS
    assert adds_up(found)
    everybody = found["stock"][0]
    listed = office("clients", "--filter", "status:active", "--json").items
    assert everybody["end"] == len(listed)
    assert sum(row["clients"] for row in found["ages"]) == everybody["end"]
    assert sum(row["clients"] for row in found["outflow"]) == everybody["left"]


def test_it_is_seen_per_municipality_consultant_group_and_target_group(office: Run) -> None:
    people = [row["consultant"] for row in office("balance", "--json").json["consultants"] if row["consultant"]]
    ends = []
    for person in people:
        found = monitor(office, "--consultant", person)
        assert adds_up(found)
        assert all(not row["targets"] for row in found["indicators"])
        ends.append(found["stock"][0]["end"])
    assert sum(ends) <= monitor(office)["stock"][0]["end"]
    groei = monitor(office, "--group", "groeien", "--consultant", people[0], "--municipality", "deventer")
    assert adds_up(groei)
    assert {row["group"] for row in groei["stock"]} == {None, "groeien"}
    unknown = office("monitor", *YEAR, "--target-group", "nobody")
    assert (unknown.code, unknown.out) == (1, "")


def test_figures_that_do_not_add_up_are_refused_with_the_difference(
    office: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Counting._add_flow
    monkeypatch.setattr(Counting, "_add_flow", lambda self, flow: None if flow.sees else original(self, flow))
    answer = office("monitor", *YEAR)
    assert (answer.code, answer.out) == (1, "")
    assert "do not add up" in answer.err
    came = re.search(r"all together: .* \(\+(\d+)\)", answer.err)
    assert came is not None
    assert int(came[1]) > 0


def test_a_period_that_cannot_be_is_refused(office: Run) -> None:
    assert office("monitor", "--from", "2026-02-01", "--to", "2026-01-01").code == 1
    assert office("monitor", "--from", "2027-02-01", "--to", "2027-03-01").code == 1
    assert office("monitor", "--from", "2026-02-01").code == 2


def test_what_was_recorded_later_is_left_out_as_it_was_known_on_a_day(office: Run) -> None:
    number = office("clients", "--filter", "status:active", "--json").items[0]["file_number"]
    office("client", "close", number, "--reason", "moved", "--on", "2026-11-20")
    assert monitor(office)["stock"][0]["left"] == monitor(office, "--known-on", "2026-11-22")["stock"][0]["left"] + 1
    assert monitor(office, "--known-on", "2026-06-30")["to"] == "2026-06-30"
    assert office("monitor", *YEAR, "--known-on", "2001-01-01").code == 1


def test_an_erased_dossier_is_in_no_figure_and_that_is_said(office: Run) -> None:
    before = monitor(office)
    row = next(item for item in office("clients", "--filter", "status:active", "--json").items)
    office("client", "close", row["file_number"], "--reason", "death", "--on", TODAY)
    assert monitor(office)["stock"][0]["left"] == before["stock"][0]["left"] + 1
    number = row["file_number"]
    erased = office("client", "erase", number, "--yes", "--file-number", number, "--reason", "term of keeping")
    assert erased.code == 0, erased.err
    after = monitor(office)
    assert (before["erased"], after["erased"]) == (0, 1)
    assert adds_up(after)
    assert after["stock"][0]["left"] == before["stock"][0]["left"]
    assert "1 dossier was erased" in office("monitor", *YEAR).err


def test_small_counts_are_left_out_for_publication(office: Run) -> None:
    found = monitor(office, "--suppress")
    numbers = [
        value
        for name in BLOCKS - {"figures", "indicators"}
        for row in found[name]
        for key, value in row.items()
        if isinstance(value, int) and not isinstance(value, bool) and key != "sessions"
    ]
    assert [number for number in numbers if 0 < number < 10] == []
    assert None in [row["end"] for row in found["stock"]] + [row["clients"] for row in found["outflow"]]
    for row in found["indicators"]:
        assert row["value"] is None or row["formula"] in ("entered", "outflow_share", "coverage") or row["value"] >= 10
    shown = office("monitor", *YEAR, "--suppress")
    assert "under ten" in shown.err
    assert "×" in shown.out


def test_rows_for_programs_name_their_block(office: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(office("monitor", *YEAR, "--format", "csv").out)))
    assert {row["list"] for row in rows} <= BLOCKS
    everybody = next(row for row in rows if row["list"] == "stock")
    assert int(everybody["end"]) == monitor(office)["stock"][0]["end"]


class Page(HTMLParser):
    """What a page is made of, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.text: list[str] = []
        self.ids: set[str] = set()
        self.named_by: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "data")]
        assert not [name for name, _ in attrs if name.startswith("on")]
        known = dict(attrs)
        assert known.get("id") not in self.ids
        self.ids |= {known["id"] or ""} if "id" in known else set()
        if tag in ("table", "svg", "section"):
            self.named_by.append(known["aria-labelledby"] or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_needs_nothing_beside_it_and_says_what_the_table_says(office: Run, tmp_path: Path) -> None:
    place = tmp_path / "monitor.html"
    assert office("monitor", *YEAR, "--format", "html", "--out", place).code == 0
    text = place.read_text("utf-8")
    page = Page(text)
    assert not page.tags & {"script", "link", "iframe", "img", "object", "form"}
    assert "svg" in page.tags
    assert all(address.startswith("#") for address in page.addresses)
    assert {*page.named_by, *(address[1:] for address in page.addresses)} <= page.ids
    assert any(line.startswith("as it is known on") for line in page.text)
    assert "url(" not in text
    assert "@import" not in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert str(monitor(office)["stock"][0]["end"]) in page.text
    assert place.stat().st_mode & 0o077 == 0
    words = tmp_path / "monitor.md"
    assert office("monitor", *YEAR, "--format", "table", "--out", words).out == ""
    assert words.read_text("utf-8").startswith("# Monitor")
    again = office("monitor", *YEAR, "--format", "html", "--out", place)
    assert (again.code, place.read_text("utf-8")) == (1, text)


def test_what_people_typed_is_shown_as_it_is_in_every_form(office: Run) -> None:
    numbers = [row["file_number"] for row in office("clients", "--filter", "status:active", "--json").items]
    wild = [text for text in HOSTILE if text.strip() and len(text) < 100 and "\0" not in text][:8]
    wild += ["<script>alert(1)</script>", "a | b & c", "=1+1"]
    for number, text in zip(numbers, wild, strict=False):
        office("client", "close", number, "--reason", text, "--on", TODAY)
    for form in ("table", "csv", "markdown", "html", "json"):
        answer = office("monitor", *YEAR, "--format", form)
        assert answer.code == 0
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.out)
        if form == "html":
            page = Page(answer.out)
            assert "script" not in page.tags
            assert "<script>alert(1)</script>" in page.text
        if form == "markdown":
            assert r"a \| b \& c" in answer.out
        if form == "csv":
            assert "'=1+1" in answer.out


def test_what_is_typed_in_counts_for_its_period_and_can_be_typed_anew_and_undone(office: Run) -> None:
    def participation() -> Any:
        return next(row for row in monitor(office)["indicators"] if row["indicator"] == "participatie")

    assert (participation()["value"], participation()["unknown"]) == (None, ["participation"])
    days = ("--from", "2026-01-01", "--to", "2026-10-31")
    for number in ("4", "5"):
        of = ("--counts", "participation", "--group", "faciliteren")
        typed = office("indicator", "enter", "participatie", number, *days, *of)
        assert typed.code == 0, typed.err
    row = participation()
    assert row["value"] == pytest.approx(5 / row["of"])
    assert (row["unknown"], row["targets"][0]["reached"]) == ([], row["value"] >= 0.5)
    [listed] = office("indicator", "list", "--json").items
    assert (listed["value"], listed["counts"], listed["from"]) == (5, "participation", "2026-01-01")
    assert office("undo").code == 0
    assert office("indicator", "list", "--json").items[0]["value"] == 4
    of_town = ("--municipality", "deventer", "--group", "faciliteren", "--counts", "participation")
    assert office("indicator", "enter", "participatie", "3", *days, *of_town, "--json").json["items"][0]["value"] == 3
    assert {row["municipality"] for row in office("indicator", "list", "--json").items} == {None, "Deventer"}
    [there] = [
        row for row in monitor(office, "--municipality", "Deventer")["indicators"] if row["indicator"] == "participatie"
    ]
    assert (there["value"], there["unknown"]) == (pytest.approx(3 / there["of"]), [])
    assert office("indicator", "enter", "participatie", "3", *days, "--municipality", "Nowhere").code == 1
    assert office("indicator", "enter", "plaatsingen", "3", *days, "--counts", "work_full").code == 1
    assert office("indicator", "enter", "nothing", "3", *days).code == 1


def test_what_only_people_know_is_unknown_until_they_say_it(office: Run) -> None:
    def complaints() -> Any:
        return next(row for row in monitor(office)["indicators"] if row["indicator"] == "klachten")

    assert complaints()["value"] is None
    office("indicator", "enter", "klachten", "0", "--from", "2026-01-01", "--to", TODAY)
    assert (complaints()["value"], complaints()["from"]) == (0, "entered")


def test_the_possible_targets_stand_with_the_mark_of_their_open_point(office: Run) -> None:
    rows = [row for row in monitor(office)["indicators"] if row["indicator"] == "uitstroom"]
    assert {row["group"]: row["targets"][0]["value"] for row in rows} == {
        "matchen": 0.8,
        "groeien": 0.5,
        "zorgen": [0, 0.1],
    }
    assert {row["open"] for row in rows} == {"streefcijfers"}


def test_the_table_speaks_the_language_of_the_office(office: Run) -> None:
    dutch = office("--lang", "nl", "monitor", *YEAR)
    assert "Bestand en verloop: Klantgroep" in dutch.out
    assert "open punt: streefcijfers" in dutch.out


def test_without_a_list_of_its_own_the_policy_takes_the_national_reasons_by_their_names(
    office: Run, client: str
) -> None:
    assert office("--lang", "nl", "client", "close", client, "--reason", "Overlijden", "--on", TODAY).code == 0
    [row] = [row for row in monitor(office)["outflow"] if row["reason"] == "death"]
    assert row["category"] == "death"
