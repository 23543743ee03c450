"""A policy's own texts, in the policy's language and perhaps a second one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages; the first is the policy's own."""

    spoken: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, source: str | Mapping[str, str], home: str = "nl") -> Text:
        """Make a text of what a policy writes: plain, or a table per language."""
        return cls(((home, source),)) if isinstance(source, str) else cls(tuple(source.items()))

    def to(self, language: str) -> str:
        """Return the text in the language, else in the policy's own."""
        return dict(self.spoken).get(language) or self.spoken[0][1]
