"""The user's language and the policy's words, for every text that a person reads.

Texts in code are English and are looked up in the gettext catalogues under `locale/`. A text may name a word of the
policy (`{client}`, `{Clients}`, `{group}` ...): it is filled in from the adopted framework, capitalised as written.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("nl", "en")
_LOCALE_FOLDER = Path(__file__).parent / "locale"


class _Speech:
    """The one language and set of words in use by this process."""

    language = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    words: Mapping[str, str] = {}


def default_words() -> dict[str, str]:
    """Return the program's own words, for when a policy gives none or none is adopted yet."""
    say = _Speech.catalogue.gettext
    return {
        "client": say(marked("client")),
        "clients": say(marked("clients")),
        "group": say(marked("group")),
        "groups": say(marked("groups")),
        "consultant": say(marked("consultant")),
        "consultants": say(marked("consultants")),
    }


def set_language(language: str) -> None:
    """Choose the language of every text from now on: `nl` or `en`."""
    _Speech.language = language
    _Speech.catalogue = gettext.translation("caseload", _LOCALE_FOLDER, [language], fallback=True)
    set_words({})


def language() -> str:
    """Return the language in use: `nl` or `en`."""
    return _Speech.language


def set_words(words: Mapping[str, str]) -> None:
    """Use the policy's own words; those it does not give stay the program's own."""
    merged = default_words() | dict(words)
    _Speech.words = merged | {word.capitalize(): text[:1].upper() + text[1:] for word, text in merged.items()}


@contextmanager
def speaking(words: Mapping[str, str]) -> Iterator[None]:
    """Use the words of a policy for a while."""
    before = _Speech.words
    set_words(words)
    try:
        yield
    finally:
        _Speech.words = before


def word(name: str) -> str:
    """Return one of the policy's words: `client`, `Clients`, `group` ..."""
    return _Speech.words[name]


def tr(message: str, **fields: object) -> str:
    """Return the message in the user's language, with the policy's words and the given fields filled in."""
    return _Speech.catalogue.gettext(message).format(**_Speech.words, **fields)


def marked(message: str) -> str:
    """Return the English text itself: so marked, it gets a translation, and `tr` can be given it later."""
    return message


def trn(one: str, many: str, n: int, **fields: object) -> str:
    """Return the message for `n` things in the user's language; `{n}` is filled in."""
    return _Speech.catalogue.ngettext(one, many, n).format(**_Speech.words, n=n, **fields)


set_words({})
