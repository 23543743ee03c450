from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "data.md"


def blocks() -> list[str]:
    """Return the pieces of the page between fences, without the word behind the first one."""
    return [piece.partition("\n")[2] for piece in PAGE.read_text("utf-8").split("```")[1::2]]


def test_the_example_of_the_page_works_as_it_says(office: Run, tmp_path: Path) -> None:
    table, mapping, _, talks = blocks()[:4]
    (tmp_path / "clients.csv").write_text(table, "utf-8")
    known = [item["consultant"] for item in office("consultant", "list", "--json").items]
    for shown, here in zip(("saskia", "renee"), known, strict=False):
        mapping = mapping.replace(f'"{shown}"', f'"{here}"')
    (tmp_path / "clients.toml").write_text(mapping, "utf-8")
    command = ("import", tmp_path / "clients.csv", "--mapping", tmp_path / "clients.toml")
    tried = office(*command, "--dry-run")
    assert (tried.code, tried.out) == (0, "")
    assert tried.err.splitlines() == blocks()[2].splitlines()[1:4]
    assert office(*command, "--json").json["added"] == 2
    again = office(*command, "--json").json
    assert (again["added"], again["unchanged"]) == (0, 2)
    zoe = office("show", "0451", "--json").items[0]
    assert (zoe["prefix"], zoe["groups"], zoe["municipality"]) == ("van den", {"klantgroep": "matchen"}, "Deventer")

    (tmp_path / "talks.toml").write_text(talks, "utf-8")
    (tmp_path / "talks.csv").write_text(
        "Gespreknr;Klantnr;Soort;Datum;Hoe;Verslag\n7;1001;VG;1-9-2026;K;=1+1\n", "utf-8"
    )
    assert office("import", tmp_path / "talks.csv", "--mapping", tmp_path / "talks.toml").code == 0
    exported = office("export", "meetings")
    assert ",'=1+1," in exported.out
    held = [item for item in office("export", "meetings", "--json").items if item["file_number"] == "0451"]
    assert [item["notes"] for item in held] == [{"werk": "=1+1"}]
    assert "meetings exported" in office("export", "access").out


def test_what_is_wrong_is_told_by_line_and_column_for_people_and_programs(office: Run, tmp_path: Path) -> None:
    table, mapping = blocks()[:2]
    mapping = re.sub("consultant = .*", "", mapping)
    (tmp_path / "clients.csv").write_text(table.replace(";G;", ";[/x]\x1b[31m;"), "utf-8")
    (tmp_path / "clients.toml").write_text(mapping, "utf-8")
    command = ("import", tmp_path / "clients.csv", "--mapping", tmp_path / "clients.toml")
    told = office(*command)
    assert told.code == 1
    assert "\x1b" not in told.out
    assert re.search(r"^3 +Groep +\[/x\]", told.out, re.MULTILINE)
    assert "1 place must be mended first." in told.err
    answer = office(*command, "--json")
    [problem] = answer.json["problems"]
    assert (answer.code, answer.json["written"]) == (1, False)
    assert (problem["line"], problem["column"]) == (3, "Groep")
    assert office("show", "0451").code == 1

    (tmp_path / "clients.toml").write_text("rows = 'clients'\n", "utf-8")
    refused = office(*command)
    assert refused.code == 1
    assert "fields.given_name" in refused.err
