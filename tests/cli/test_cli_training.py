from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import FRAMEWORK, Run

DAY = "2024-03-06"


def seeded(run: Run, folder: Path, *more: str) -> list[str | Path]:
    made = run(
        *("--lang", "en", "--today", DAY, "seed", "office", "--framework", FRAMEWORK, "--clients", "6"),
        *("--consultants", "1", "--copies", "2", "--into", folder, "--json", *more),
    )
    assert made.code == 0, made.err
    [item] = made.items
    assert item["stores"] == [str(folder / "office-01.store"), str(folder / "office-02.store")]
    assert item["today"] == DAY
    passphrase = (folder / "training.key").read_text("utf-8").strip()
    assert f"    {passphrase}\n" in made.err
    assert passphrase in Path(item["handout"]).read_text("utf-8")
    return ["--lang", "en", "--store", folder / "office-02.store", "--key-file", folder / "training.key"]


def test_a_copy_knows_its_own_day_and_is_put_back(run: Run, tmp_path: Path) -> None:
    call = seeded(run, tmp_path / "day")
    assert run(*call, "clients", "--json").json["today"] == DAY
    before = run(*call, "export", "facts", "--format", "jsonl").out
    planned = run(*call, "meeting", "plan", "0001", "--kind", "voortgang", "--on", "+2w", "--json")
    assert planned.code == 0, planned.err
    assert "2024-03-20" in planned.out
    noted = run(*call, "commitment", "add", "0001", "brief", "--owner", "client", "--by", "+1w", "--json")
    assert "2024-03-13" in noted.out, noted.err
    facts = run(*call, "export", "facts", "--format", "jsonl").out
    assert facts.startswith(before)
    assert facts.splitlines()[-1].count(f'"at":"{DAY}T') == 1
    answer = run("--lang", "en", "training", "reset", tmp_path / "day", "--json")
    assert answer.code == 0
    assert [Path(item["store"]).name for item in answer.items] == ["office-01.store", "office-02.store"]
    assert run(*call, "export", "facts", "--format", "jsonl").out == before


def test_copies_and_their_folder_go_together(run: Run, tmp_path: Path) -> None:
    assert run("--lang", "en", "seed", "office", "--copies", "2").code == 2
    assert run("--lang", "en", "seed", "office", "--into", tmp_path / "day").code == 2
    seeded(run, tmp_path / "day")
    again = run("--lang", "en", "seed", "office", "--copies", "1", "--into", tmp_path / "day")
    assert again.code == 1
    assert "already exists" in again.err
    assert run("--lang", "en", "training", "reset", tmp_path).code == 1
