"""Names and words of people, shown or masked: one key hides them all from whoever looks along."""

from __future__ import annotations

from dataclasses import dataclass

MASK = "\N{BULLET}" * 5


@dataclass(frozen=True, slots=True)
class Veil:
    """Shows texts as they are, or in their place the same few dots."""

    masked: bool = False

    def over(self, text: str) -> str:
        """Return the text, or dots; nothing stays nothing."""
        return MASK if self.masked and text else text


SEEN, MASKED = Veil(False), Veil(True)
