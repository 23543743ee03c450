"""Collect the texts of the program into the catalogues under `locale/`, and tell which lack a translation.

    python tools/catalogues.py           brings the catalogues up to date, and compiles them
    python tools/catalogues.py --check   changes nothing; exits with 1 if something is missing or out of date

Texts are collected from `tr`, `trn` and `marked` in the code, from the help of the commands, and from click. The
catalogues hold no lines, days or machines, so that a difference between two versions is a difference in texts.
"""

from __future__ import annotations

import ast
import inspect
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "caseload_tui"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("en", "nl")
OWN = "en"
"""The language in which texts are written in the code: its catalogue holds only what reads better otherwise."""
OF_THE_PROGRAM = frozenset({"tr", "trn", "marked"})
OF_CLICK = frozenset({"_", "ngettext"})
WITH_TWO_FORMS = frozenset({"trn", "ngettext"})
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
Id = str | tuple[str, str]


def texts() -> dict[str, Id]:
    """Return every text by its first form, in the order of the alphabet."""
    return _by_first_form([*own_texts().values(), *_in_code(Path(click.__file__).parent, OF_CLICK)])


def own_texts() -> dict[str, Id]:
    """Return the texts of the program itself, without those of click."""
    return _by_first_form([*_in_code(PACKAGE, OF_THE_PROGRAM), *_in_help()])


def texts_in(source: str, collected: frozenset[str]) -> Iterator[Id]:
    """Yield the texts that these functions are given; the tree of the code also shows calls inside f-strings."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in collected:
            given = [text.value for text in call.args[:2] if isinstance(text, ast.Constant)]
            if call.func.id in WITH_TWO_FORMS:
                yield str(given[0]), str(given[1])
            elif given and isinstance(given[0], str):
                yield given[0]


def read(language: str) -> Catalog:
    """Return a catalogue as it stands on disk; empty where there is none."""
    place = file_of(language)
    return read_po(io.BytesIO(place.read_bytes()), locale=language) if place.exists() else Catalog(locale=language)


def file_of(language: str) -> Path:
    """Return where a catalogue stands."""
    return LOCALE / language / "LC_MESSAGES" / "caseload.po"


def updated(language: str, ids: Iterable[Id], before: Catalog) -> Catalog:
    """Return the catalogue with these texts and the translations that it had of them."""
    catalog = Catalog(locale=language, fuzzy=False)
    for text in ids:
        message = before.get(text[0] if isinstance(text, tuple) else text)
        known = (
            message.string if message is not None and isinstance(message.id, tuple) == isinstance(text, tuple) else None
        )
        if language != OWN or _whole(known):
            catalog.add(text, known or None)
    return catalog


def written(catalog: Catalog, language: str) -> str:
    """Return a catalogue as it stands in its file."""
    body = io.BytesIO()
    write_po(body, catalog, no_location=True, omit_header=True, sort_output=True, width=110)
    entries = body.getvalue().decode().strip()
    return HEADER.format(language=language) + (f"\n{entries}\n" if entries else "")


def untranslated(catalog: Catalog) -> list[str]:
    """Return the texts that lack a translation, or one of its forms."""
    ids = ((message.id, message.string) for message in catalog if message.id)
    return [text[0] if isinstance(text, tuple) else text for text, string in ids if not _whole(string)]


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or only look whether they are."""
    only_look = "--check" in arguments
    ids, wrong = texts().values(), False
    for language in LANGUAGES:
        catalog = updated(language, ids, read(language))
        text, place = written(catalog, language), file_of(language)
        stale = not place.exists() or place.read_text("utf-8") != text
        for missing in untranslated(catalog):
            print(f"{language}: no translation of {missing!r}")
            wrong = True
        if only_look:
            wrong = wrong or stale
            print(f"{language}: {'out of date' if stale else 'up to date'}")
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        with place.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read(language))
    return 1 if wrong else 0


def _by_first_form(found: Iterable[Id]) -> dict[str, Id]:
    ids: dict[str, Id] = {}
    for text in found:
        one = text[0] if isinstance(text, tuple) else text
        if one and not isinstance(ids.get(one), tuple):
            ids[one] = text
    return dict(sorted(ids.items()))


def _in_code(folder: Path, collected: frozenset[str]) -> Iterator[Id]:
    for path in sorted(folder.rglob("*.py")):
        yield from texts_in(path.read_text("utf-8"), collected)


def _in_help() -> Iterator[str]:
    from caseload_tui.cli.main import caseload  # noqa: PLC0415 - the texts of the code are there without the commands

    yield from _help_of(caseload, click.Context(caseload))


def _help_of(command: click.Command, context: click.Context) -> Iterator[str]:
    for part in (command, *command.params):
        english = getattr(part, "english", None)
        if english:
            yield inspect.cleandoc(english)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _help_of(inner, click.Context(inner, parent=context))


def _whole(string: object) -> bool:
    return all(string) and bool(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
