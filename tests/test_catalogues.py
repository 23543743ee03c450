from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from tools import catalogues

POLICY_WORDS = {"client", "clients", "group", "groups", "consultant", "consultants"}
COLLECTED = {"tr", "trn", "marked"}
NEEDS_A_GENDER = r"\b(?:de|het|dit|dat|die|deze|welke?|elke?|dezelfde|hetzelfde|andere?|ons|onze|nieuwe?)"
ONE_OF_SOMETHING = r"\{(?:client|group|consultant)\}"

OWN_WORDS = {
    "en": r"(?<!target )\b(?:clients?|consultants?|groups?)\b(?! sessions?\b)",
    "nl": r"\b(?:klant(?:en)?|cli[eë]nt(?:en)?|consulent(?:en)?|groep(?:en)?)\b",
}
SYNTAX = r"\{\w+\}|`[^`]*`|\"[^\"]*\"|\[\w+\]|\b\w+:|\b[A-Z]{2,}\b|\bclients_per_fte\b"
"""What is typed or filled in: fields, commands, examples, names of tables, of a filter's fields and of values."""


def messages(language: str) -> list[Message]:
    return [message for message in catalogues.read(language) if message.id]


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def placeholders(text: str) -> set[str]:
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return {name for name in names if name.lower() not in POLICY_WORDS} | set(re.findall(r"%\(\w+\)s", text))


def collected_calls() -> list[tuple[Path, ast.Call]]:
    return [
        (path, node)
        for path in sorted(catalogues.PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in COLLECTED
    ]


def test_texts_are_found_wherever_they_stand() -> None:
    source = (
        """say(f"! {tr('inside')}", tr("broken " "over two"), trn("{n} day", "{n} days", 2), tr(word), other("no"))"""
    )
    assert list(catalogues.texts_in(source, catalogues.OF_THE_PROGRAM)) == [
        "broken over two",
        ("{n} day", "{n} days"),
        "inside",
    ]


def test_every_text_of_the_program_has_a_dutch_translation() -> None:
    dutch = catalogues.updated("nl", catalogues.own_texts().values(), catalogues.read("nl"))
    assert catalogues.untranslated(dutch) == [], "collect with tools/catalogues.py, then translate"


def test_nothing_in_the_dutch_catalogue_lacks_a_translation() -> None:
    assert catalogues.untranslated(catalogues.read("nl")) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_catalogue_stands_in_its_quiet_form(language: str) -> None:
    catalog = catalogues.read(language)
    assert catalogues.file_of(language).read_text("utf-8") == catalogues.written(catalog, language)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_translation_fills_in_what_its_text_fills_in(language: str) -> None:
    wrong = [
        (text, said)
        for message in messages(language)
        for text, said in zip(forms(message.id), forms(message.string), strict=True)
        if placeholders(text) != placeholders(said)
    ]
    assert wrong == []


def test_a_translation_begins_and_ends_with_the_same_white_space() -> None:
    edges = [(re.findall(r"^\s*|\s*$", text), text) for message in messages("nl") for text in forms(message.id)]
    said = [re.findall(r"^\s*|\s*$", text) for message in messages("nl") for text in forms(message.string)]
    assert [text for (edge, text), other in zip(edges, said, strict=True) if edge != other] == []


def test_no_dutch_text_needs_the_gender_of_a_policys_word() -> None:
    found = re.compile(rf"{NEEDS_A_GENDER} {ONE_OF_SOMETHING}", re.IGNORECASE)
    assert [said for message in messages("nl") for said in forms(message.string) if found.search(said)] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_text_says_a_word_for_which_a_policy_has_its_own(language: str) -> None:
    dutch = catalogues.read("nl")
    own = [item for item in catalogues.own_texts().values() if not POLICY_WORDS & {*forms(item)}]
    said = own if language == "en" else [dutch.get(forms(item)[0]).string for item in own]
    found = re.compile(OWN_WORDS[language], re.IGNORECASE)
    bare = {text: re.sub(SYNTAX, "", text) for item in said for text in forms(item)}
    assert [text for text, rest in bare.items() if found.search(rest)] == []


def test_texts_are_written_out_where_they_are_collected() -> None:
    looked_up = (ast.Name, ast.Attribute, ast.Subscript, ast.Call)
    odd = [
        f"{path.name}:{call.lineno}"
        for path, call in collected_calls()
        for text in call.args[: 2 if getattr(call.func, "id", "") == "trn" else 1]
        if not isinstance(text, looked_up) and not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]
    assert odd == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_what_is_compiled_says_what_the_catalogue_says(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogues.read(language))
    compiled.seek(0)
    spoken = gettext.GNUTranslations(compiled)
    for message in messages(language):
        one, many = forms(message.id)[0], forms(message.id)[-1]
        said = forms(message.string)
        if message.pluralizable:
            assert [spoken.ngettext(one, many, n) for n in (1, 0, 2)] == [said[0], said[1], said[1]]
        else:
            assert spoken.gettext(one) == said[0]
