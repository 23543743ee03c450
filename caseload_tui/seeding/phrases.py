"""What consultants of a made-up office write: notes, promises and reasons, from a list of phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseload_tui.domain.framework import LifeDomain
from caseload_tui.domain.people import fold
from caseload_tui.seeding.dice import Dice

GENERAL = "algemeen"
SITUATIONS = (
    *("placed", "moved", "moved_back", "corrected", "rejected", "missed", "cancelled_by_office", "cancelled_by_client"),
    *("answers", "session", "deferral", "deferral_withdrawn", "waiver", "waiver_ended", "partners", "consideration"),
    *("promise_kept", "promise_late", "promise_broken", "promise_renegotiated", "promise_withdrawn", "referral"),
    *("amended", "amended_day", "amendment", "withdrawn_talk", "acknowledged"),
)
"""What an office needs phrases for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Sentences about one part of life; `words` say in which life domains it belongs."""

    id: str
    words: tuple[str, ...]
    first: tuple[str, ...]
    """How things stood when they were first spoken about."""
    notes: tuple[str, ...]
    client: tuple[str, ...]
    """What the client promises."""
    office: tuple[str, ...]
    partner: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseBank:
    """All phrases, by what they are for."""

    themes: tuple[Theme, ...]
    reasons: Mapping[str, tuple[str, ...]]
    """Reasons and short remarks, by the situation they belong to."""

    def theme_of(self, domain: LifeDomain) -> Theme:
        """Return the theme whose words the life domain's name or id holds, else the general one."""
        text = fold(f"{domain.name.to('nl')} {domain.id}")
        return next((theme for theme in self.themes if any(word in text for word in theme.words)), self.general)

    @property
    def general(self) -> Theme:
        """The theme for talks without life domains, and for domains that no other theme knows."""
        return next((theme for theme in self.themes if theme.id == GENERAL), self.themes[-1])

    def reason(self, situation: str, dice: Dice) -> str:
        """Return a phrase for the situation."""
        return dice.pick(self.reasons[situation])


def note(theme: Theme, count: int, *, first: bool, dice: Dice) -> str:
    """Return a note of some sentences about the theme."""
    sentences = dice.some(theme.notes, count)
    if first:
        sentences = [dice.pick(theme.first), *sentences[1:]]
    return " ".join(sentences)
