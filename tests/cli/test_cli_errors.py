"""Bad input: one clear message in the chosen language, the right exit code, no traceback, and nothing written."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from caseload_tui.store.connection import connect
from caseload_tui.store.key_files import read_secret
from caseload_tui.store.keys import unlock
from caseload_tui.store.lock import hold
from tests.cli.conftest import FRAMEWORK, TODAY, Answer, Run
from tests.cli.programs import command, environment

RECORD = ("meeting", "record", "{client}", "--kind", "voortgang")
REFUSED = {
    "an unknown client": ("show", "nobody-at-all"),
    "an empty name": ("show", ""),
    "an ambiguous name": ("show", "a"),
    "an unknown group": ("move", "{client}", "blauw", "--reason", "x"),
    "an unknown axis": ("move", "{client}", "groeien", "--axis", "nergens", "--reason", "x"),
    "an unknown kind": ("meeting", "plan", "{client}", "--kind", "thee", "--on", "+1d"),
    "an unknown kind of due": ("due", "--kind", "thee"),
    "an unknown consultant": ("due", "--consultant", "nobody-at-all"),
    "an unknown acting consultant": ("--as", "nobody-at-all", "due"),
    "an unknown label": ("label", "add", "{client}", "geen"),
    "an unknown life domain": (*RECORD, "--note", "sport=x"),
    "an unknown question": (*RECORD, "--answer", "99=x"),
    "a mode that is not allowed": (*RECORD, "--mode", "digital"),
    "a future talk": (*RECORD, "--on", "+1d"),
    "a talk before birth": (*RECORD, "--on", "1900-01-01"),
    "a plan in the past": ("meeting", "plan", "{client}", "--kind", "voortgang", "--on", "yesterday"),
    "a future move": ("move", "{client}", "zorgen", "--on", "+1d", "--reason", "x", "--chosen-by", "client"),
    "a move before the placement": ("move", "{client}", "zorgen", "--on", "1-1-1999", "--chosen-by", "client"),
    "an unknown commitment": ("commitment", "keep", "{client}", "no-such-thing"),
    "an unknown meeting": ("meeting", "sign", "{client}", "--meeting", "no-such-thing"),
    "an unknown rule": ("defer", "{client}", "--rule", "geen", "--until", "+1y", "--reason", "x"),
    "no reason": ("waive", "{client}", "--kind", "voortgang", "--reason", " "),
    "a taken file number": ("client", "edit", "{client}", "--file-number", "0002"),
    "a birth in the future": ("client", "edit", "{client}", "--born-on", "+1y"),
    "an unknown framework": ("framework", "show", "nergens-2020"),
    "an unknown scenario": ("--store", "{folder}/other", "--key-file", "{folder}/k", "seed", "nergens"),
    "a facts file that is not there": ("import", "{folder}/nowhere"),
}  # fmt: skip
WRONG = {
    "an unknown command": ("shwo", "x"),
    "an unknown subcommand": ("client", "ad"),
    "an unknown option": ("due", "--lat"),
    "a missing argument": ("show",),
    "too many arguments": ("show", "a", "b"),
    "an impossible date": ("due", "--until", "31-02-2026"),
    "a date that is none": ("due", "--until", "soon"),
    "a two-digit year": ("due", "--until", "1-1-26"),
    "an impossible time": ("meeting", "plan", "{client}", "--kind", "voortgang", "--on", "+1d", "--at", "25:00"),
    "an unknown state": ("due", "--state", "purple"),
    "an unknown format": ("due", "--format", "xml"),
    "an impossible --today": ("--today", "2026-02-30", "due"),
    "a note without its domain twice": (*RECORD, "--note", "werk=a", "--note", "werk=b"),
    "a score that is no number": (*RECORD, "--score", "werk=veel"),
    "an agreement without its parts": (*RECORD, "--agreed", "bellen"),
    "an agreement of a stranger": (*RECORD, "--agreed", "buurman:bellen:+1d"),
    "an agreement on an impossible day": (*RECORD, "--agreed", "client:bellen:31-02-2026"),
    "nothing to change": ("client", "edit", "{client}"),
    "an unknown shell": ("completion", "tcsh"),
}


def check(answer: Answer, code: int) -> None:
    assert answer.code == code, answer.err
    assert answer.out == ""
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def facts(office: Run) -> str:
    return office("export", "facts").out


@pytest.mark.parametrize(
    ("words", "code"),
    [pytest.param(words, 1, id=name) for name, words in REFUSED.items()]
    + [pytest.param(words, 2, id=name) for name, words in WRONG.items()],
)
def test_bad_input_gets_one_clear_answer_and_changes_nothing(
    office: Run, client: str, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    before = facts(office)
    check(office(*(word.format(client=client, folder=tmp_path) for word in words)), code)
    assert facts(office) == before


def test_answers_come_in_the_language_that_is_asked_for(run: Run, store: Path) -> None:
    here = ("--store", store, "--key-file", store.with_name("key"))
    assert "gevonden voor" in run(*here, "--lang", "nl", "show", "nobody-at-all").err
    assert "is found" in run(*here, "--lang", "en", "show", "nobody-at-all").err
    assert run(*here, "--lang", "fr", "due").code == 2
    assert "Ongeldige waarde" in run(*here, "due", "--until", "31-02-2026", "--lang", "nl").err
    assert "Opties" in run("--lang", "nl", "due", "--help").out


def test_a_store_that_is_not_there_is_told_before_anything_is_asked(run: Run, tmp_path: Path) -> None:
    for words in (("due",), ("doctor",), ("backup",), ("passphrase",)):
        answer = run("--store", tmp_path / "none.store", "--lang", "en", *words)
        check(answer, 3)
        assert "caseload init" in answer.err
    assert not (tmp_path / "none.store").exists()


def test_a_wrong_key_says_so(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("not it\n")
    answer = run("--store", store, "--key-file", tmp_path / "wrong", "--lang", "en", "due")
    check(answer, 3)
    assert "Wrong passphrase" in answer.err
    check(run("--store", store, "--key-file", tmp_path / "nowhere", "--lang", "en", "due"), 3)


def test_without_a_terminal_no_passphrase_is_asked_for(run: Run, store: Path, tmp_path: Path) -> None:
    for words in (
        ("--store", store, "due"),
        ("--store", tmp_path / "n.store", "init", "--framework", FRAMEWORK, "--consultant", "Sam"),
        ("--store", tmp_path / "n.store", "seed", "office"),
    ):
        answer = run("--lang", "en", *words)
        check(answer, 2)
        assert "--key-file" in answer.err
    assert not (tmp_path / "n.store").exists()


def test_init_without_a_terminal_says_which_options_it_lacks(run: Run, tmp_path: Path) -> None:
    check(run("--store", tmp_path / "n.store", "--key-file", tmp_path / "k", "--lang", "en", "init"), 2)
    assert not (tmp_path / "k").exists()


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_the_app_without_a_terminal_is_a_hint(run: Run, store: Path, words: tuple[str, ...]) -> None:
    answer = run("--store", store, "--lang", "en", *words)
    check(answer, 2)
    assert "terminal" in answer.err


def test_a_damaged_store_is_left_as_it_is(office: Run, store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[5000:9000] = os.urandom(4000)
    store.write_bytes(content)
    for words in (("due",), ("client", "add", "--given-name", "A", "--family-name", "B", "--group", "groeien")):
        check(office(*words), 3)
    assert store.read_bytes() == bytes(content)


def test_an_ordinary_database_is_no_store(office: Run, store: Path) -> None:
    store.write_bytes(b"SQLite format 3\0" + bytes(4080))
    check(office("due"), 3)


def test_a_newer_store_is_left_as_it_is(office: Run, store: Path) -> None:
    key = unlock(store, read_secret(store.with_name("key")))
    with closing(connect(store, key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '29991231_later'")
    answer = office("due")
    check(answer, 3)
    assert "later version" in answer.err


def test_what_needs_the_store_alone_says_who_has_it(office: Run, run: Run, store: Path, tmp_path: Path) -> None:
    backup = office("backup").out.strip()
    (tmp_path / "facts").write_text(facts(office))
    with hold(store, "The app of Sam"):
        for words in (("seed", "office"), ("import", tmp_path / "facts"), ("restore", backup)):
            answer = office(*words)
            check(answer, 3)
            assert "The app of Sam" in answer.err
        assert office("due").code == 0
        assert office("meeting", "list").code == 0


def test_a_store_in_a_synced_folder_is_refused(run: Run, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    here = ("--store", folder / "x.store", "--key-file", tmp_path / "k", "--lang", "en")
    check(run(*here, "init", "--framework", FRAMEWORK, "--consultant", "Sam"), 3)
    check(run(*here, "seed", "office"), 3)
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "k").exists()
    for ending in ("", ".keys", ".seal"):
        shutil.copy(store.with_name(store.name + ending), folder / f"x.store{ending}")
    check(run(*here[:2], "--key-file", store.with_name("key"), "--lang", "en", "due"), 3)


def test_a_settings_file_with_a_mistake_is_told_and_does_not_hide_help(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "home" / ".config" / "caseload" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("language = \n")
    check(run("due"), 2)
    assert run("--help").code == 0


def small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


def test_a_full_disk_loses_nothing(office: Run, store: Path, tmp_path: Path) -> None:
    before = facts(office)
    file = tmp_path / "facts"
    file.write_text(before)
    here = ("--store", tmp_path / "i.store", "--key-file", tmp_path / "i.key")
    full = subprocess.run(
        command(*here, "import", file),
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
        preexec_fn=small_disk,
    )
    assert full.returncode == 3
    assert "Traceback" not in full.stderr
    assert not (tmp_path / "i.store").exists()
    assert not (tmp_path / "i.key").exists()
    assert facts(office) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is always full")
def test_an_answer_that_cannot_be_written_is_told(store: Path) -> None:
    here = ("--store", store, "--key-file", store.with_name("key"), "--today", TODAY)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(*here, "due", "--json"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            check=False,
        )
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_that_leaves_early_is_no_mistake(store: Path) -> None:
    exporting = command("--store", store, "--key-file", store.with_name("key"), "export", "facts")
    with subprocess.Popen(exporting, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_an_interrupt_ends_quietly(office: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("caseload_tui.services.worklists.Worklists.due", interrupt)
    answer = office("due")
    assert (answer.code, answer.out) == (130, "")
    assert "Traceback" not in answer.err


def test_a_fault_of_the_program_ends_with_a_report_without_anybodys_data(store: Path, tmp_path: Path) -> None:
    broken = (
        "import sys\n"
        "from caseload_tui.services.worklists import Worklists\n"
        "def due(self, **_):\n"
        "    canary = 'Zoë Canary'\n"
        "    raise ValueError(canary)\n"
        "Worklists.due = due\n"
        "from caseload_tui.cli.main import main\n"
        "main()\n"
    )
    arguments = ["--store", str(store), "--key-file", str(store.with_name("key")), "due"]
    done = subprocess.run(
        [sys.executable, "-c", broken, *arguments],
        capture_output=True,
        text=True,
        env=environment(HOME=str(tmp_path)),
        check=False,
    )
    assert done.returncode == 1
    assert "Canary" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    [log] = tmp_path.rglob("caseload.log")
    assert "ValueError" in log.read_text()
    assert "Canary" not in log.read_text()
