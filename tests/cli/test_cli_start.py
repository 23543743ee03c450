"""Starting: nothing is imported that a command does not need, and every command explains itself."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from caseload_tui.cli.main import PLACES, caseload
from caseload_tui.settings import settle
from tests.cli.conftest import FRAMEWORK, TODAY, Run
from tests.cli.programs import ROOT, command, environment

HEAVY = ("textual", "alembic", "pydantic", "caseload_tui.seeding", "caseload_tui.ui")
OF_OTHERS = tuple(
    f"caseload_tui.{name}" for name in ("store.writing", "store.checking", "services.meetings", "papers.letter")
)
"""What a list of due meetings has no use for."""
LIGHT = (*HEAVY, "sqlalchemy", "sqlcipher3", "cryptography", "rich", "caseload_tui.services")


def loaded(calls: list[list[str]], names: tuple[str, ...]) -> list[str]:
    """Return which of these modules a process has loaded after these calls of the program."""
    script = (
        "import sys\n"
        "from caseload_tui.cli.main import run\n"
        f"code = max(map(run, {calls!r}))\n"
        f"sys.stderr.write('|' + ','.join(name for name in {names!r} if name in sys.modules))\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment(), check=False
    )
    assert done.returncode == 0, done.stderr
    return [name for name in done.stderr.rpartition("|")[2].split(",") if name]


def test_lists_load_neither_screens_nor_migrations_nor_checkers(store: Path) -> None:
    here = ["--store", str(store), "--key-file", str(store.with_name("key")), "--today", TODAY]
    lists = (["today"], ["clients"], ["balance"], ["commitment", "list"], ["show", "0001"])
    assert loaded([[*here, "due", "--json"]], (*HEAVY, "rich", *OF_OTHERS)) == []
    assert loaded([[*here, *words, "--json"] for words in lists], (*HEAVY, "rich")) == []


def test_what_opens_no_store_loads_next_to_nothing() -> None:
    assert loaded([["--version"], ["--help"]], LIGHT) == []
    assert loaded([["locate", "--json"]], HEAVY) == []


def commands() -> Iterator[tuple[str, ...]]:
    def inner(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        if isinstance(command, click.Group):
            for name in command.list_commands(click.Context(command)):
                found = command.get_command(click.Context(command), name)
                assert found is not None
                yield from inner(found, (*path, name))

    yield from inner(caseload, ())


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_command_explains_itself(run: Run, path: tuple[str, ...]) -> None:
    answer = run("--lang", "en", *path, "--help")
    assert answer.code == 0
    assert answer.out.startswith("Usage: caseload")
    assert re.search(r"[a-z]\.\n", answer.out)
    assert "--help" in answer.out


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_root_lists_all_its_commands_as_they_explain_themselves(run: Run, language: str) -> None:
    shown = run("--lang", language, "--help").out
    context = click.Context(caseload)
    for name in PLACES:
        command = caseload.get_command(context, name)
        assert command is not None
        assert caseload.help_of(name) == command.help
        assert re.search(
            rf"^  {name} +{re.escape(command.get_short_help_str(30).removesuffix('...'))}", shown, re.MULTILINE
        )


def test_every_command_that_a_message_or_page_names_is_there() -> None:
    known = set(commands())
    groups = {path[0] for path in known if len(path) > 1}
    sources = [*(ROOT / "caseload_tui").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    named = {
        tuple(words.split())
        for source in sources
        for words in re.findall(r"`caseload((?: [a-z][a-z-]*)+)", source.read_text("utf-8"))
    }
    assert len(named) > 10
    # Behind a command that is no group stands a word of another kind, such as the name of a scenario.
    lost = [words for words in named if words[: 2 if words[0] in groups else 1] not in known]
    assert lost == []


def test_options_of_the_program_work_before_and_after_the_command(run: Run, store: Path) -> None:
    here = ("--store", store, "--key-file", store.with_name("key"), "--today", TODAY)
    before, after = run(*here, "due", "--json"), run("due", "--json", *here)
    assert before.code == 0
    assert before.out == after.out


def test_the_environment_says_what_flags_do_not(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASELOAD_STORE", str(store))
    monkeypatch.setenv("CASELOAD_KEY_FILE", str(store.with_name("key")))
    monkeypatch.setenv("CASELOAD_TODAY", TODAY)
    monkeypatch.setenv("CASELOAD_LANG", "en")
    assert run("due", "--json").json["today"] == TODAY
    assert run("due", "--json", "--today", "2027-01-01").json["today"] == "2027-01-01"


def test_flags_go_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    settings = tmp_path / "home" / ".config" / "caseload" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('store = "/file"\nas = "file"\nlanguage = "nl"\n')
    assert settle({}, {}).store == Path("/file")
    assert settle({}, {"CASELOAD_STORE": "/environment"}).store == Path("/environment")
    assert settle({"store": "/flag"}, {"CASELOAD_STORE": "/environment"}).store == Path("/flag")
    assert (settle({}, {}).acting, settle({}, {}).language) == ("file", "nl")


def test_the_program_alone_without_a_terminal_is_a_hint(run: Run) -> None:
    answer = run()
    assert (answer.code, answer.out) == (2, "")
    assert "caseload today" in answer.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(run: Run, shell: str) -> None:
    assert "_CASELOAD_COMPLETE" in run("completion", shell).out


def test_completion_knows_commands_and_options() -> None:
    asking = environment(_CASELOAD_COMPLETE="bash_complete", COMP_WORDS="caseload du", COMP_CWORD="1")
    done = subprocess.run(command(), capture_output=True, text=True, env=asking, check=False)
    assert "plain,due" in done.stdout
    assert "plain,duty" in done.stdout


class Terminal:
    """A program in a pseudo-terminal, typed to when it asks."""

    def __init__(self, *arguments: str | Path) -> None:
        self.shown = ""
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            os.execve(sys.executable, command(*arguments), environment(TERM="xterm"))

    def wait_for(self, text: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while text not in self.shown:
            assert self._read(end), f"{text!r} did not come; shown: {self.shown!r}"

    def type(self, text: str) -> None:
        os.write(self._handle, text.encode() + b"\n")

    def end(self, seconds: float = 60) -> int:
        limit = time.monotonic() + seconds
        while self._read(limit):
            pass
        os.close(self._handle)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], max(0, end - time.monotonic()))
        try:
            piece = os.read(self._handle, 65536) if ready else b""
        except OSError:
            return False
        self.shown += piece.decode("utf-8", "replace")
        return bool(piece)


def test_init_asks_for_what_it_needs_and_shows_the_recovery_key_once(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "asked.store"
    terminal = Terminal("--store", store, "init")
    terminal.wait_for("Which policy?")
    terminal.type("1")
    terminal.wait_for("Your name")
    terminal.type("Sam de Wit")
    terminal.wait_for("Choose a passphrase")
    terminal.type("correct horse battery")
    terminal.wait_for("Once more")
    terminal.type("correct horse battery")
    assert terminal.end() == 0, terminal.shown
    assert "correct horse" not in terminal.shown
    key = re.search(r"^    (\S+)\r?$", terminal.shown, re.MULTILINE)
    assert key is not None
    (tmp_path / "recovery").write_text(key[1])
    assert run("--store", store, "--key-file", tmp_path / "recovery", "framework", "show", "--json").code == 0

    terminal = Terminal("--store", store, "framework", "show")
    terminal.wait_for("Passphrase")
    terminal.type("correct horse battery")
    assert terminal.end() == 0
    assert FRAMEWORK in terminal.shown

    terminal = Terminal("--store", store, "due")
    terminal.wait_for("Passphrase")
    terminal.type("wrong")
    assert terminal.end() == 3
    assert "Wrong passphrase" in terminal.shown


def test_two_passphrases_that_differ_make_nothing(tmp_path: Path) -> None:
    store = tmp_path / "asked.store"
    terminal = Terminal("--store", store, "init", "--framework", FRAMEWORK, "--consultant", "Sam")
    terminal.wait_for("Choose a passphrase")
    terminal.type("one")
    terminal.wait_for("Once more")
    terminal.type("two")
    assert terminal.end() == 2
    assert not store.exists()
