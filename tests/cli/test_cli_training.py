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


def test_a_dry_run_lists_every_mistake_and_makes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('base = "office"\nframework = "deventer-2020"\nklients = 3\ncast = 1\n', "utf-8")
    store = tmp_path / "x.store"
    answer = run("--lang", "en", "--store", store, "seed", path, "--dry-run", "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert [(item["line"], item["path"]) for item in answer.json["problems"]] == [
        (3, "mine.toml: klients"),
        (4, "mine.toml: cast"),
    ]
    path.write_text('base = "office"\nclients = 3\nconsultants = 1\n', "utf-8")
    answer = run("--lang", "en", "--store", store, "seed", path, "--dry-run", "--json")
    assert (answer.code, answer.json["ok"], answer.json["counts"]["clients"]) == (0, True, 3)
    assert not store.exists()


def test_trainees_are_checked_one_by_one_and_as_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "day"
    script = Path(__file__).parents[1] / "services" / "story.toml"
    assert run("--lang", "en", "seed", script, "--copies", "2", "--into", folder).code == 0
    call = ["--lang", "en", "--store", folder / "office-02.store", "--key-file", folder / "training.key"]
    [kept] = [
        item
        for item in run(*call, "commitment", "list", "--json").items
        if item["name"].startswith("Zo") and item["state"] == "open"
    ]
    assert run(*call, "commitment", "keep", "0042", kept["commitment_id"]).code == 0
    assert run(*call, "show", "0042").code == 0
    [first, second] = run("--lang", "en", "training", "check", folder, "--json").items
    assert (first["copy"], first["done"], second["copy"], second["done"]) == (1, 0, 2, 1)
    assert [(task["task"], task["done"]) for task in second["tasks"]] == [
        ("ambitie-omar", False),
        ("afspraak-zoe", True),
    ]
    table = run("--lang", "en", "training", "check", folder).out.splitlines()
    assert [line.split() for line in table[1:]] == [
        ["office-01.store", "0/2", "·", "·"],
        ["office-02.store", "1/2", "·", "✓"],
    ]
    one = run("--lang", "nl", "training", "check", folder / "office-02.store").out
    assert "✓  afspraak-zoe" in one
    assert "gesprek vastgelegd, Ambitiegesprek, Omar Haddad (0043): nog niet" in one
    (folder / "office-01.store").write_bytes(b"nothing")
    broken = run("--lang", "en", "training", "check", folder, "--json")
    assert broken.code == 0
    assert broken.items[0]["done"] is None
    assert broken.items[0]["problem"]
    assert run("--lang", "en", "training", "check", folder / "office-01.store").code == 3


def test_a_script_is_shown_to_the_trainer(run: Run) -> None:
    listed = {item["scenario"]: item for item in run("--lang", "en", "training", "list", "--json").items}
    assert listed["training-igsd-2019"]["stories"] == 6
    assert listed["office"]["tasks"] == 0
    shown = run("--lang", "nl", "training", "show", "training-igsd-2019", "--json").items
    assert [item["file_number"] for item in shown if item["what"] == "story"] == [f"{n:04}" for n in range(42, 48)]
    assert all(item["hint"] for item in shown if item["what"] == "task")
    assert "Oefeningen" in run("--lang", "nl", "training", "show", "training-igsd-2019").out
