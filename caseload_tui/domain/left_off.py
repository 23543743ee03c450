"""Where somebody left off: the list that was open, and of each list its filter, its cursor and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LEFT_OFF = "left_off"
"""Under which key of the store it is kept."""


@dataclass(frozen=True, slots=True)
class ListLeft:
    """One list as somebody left it."""

    filter: str = ""
    row: str = ""
    """The key of the row under the cursor."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What else was chosen in this list, by the list's own names."""


@dataclass(frozen=True, slots=True)
class LeftOff:
    """All lists as somebody left them; those that were never opened are left out."""

    tab: str = ""
    lists: Mapping[str, ListLeft] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """Return it as it is kept."""
        lists = {
            tab: {"filter": left.filter, "row": left.row, "chosen": dict(left.chosen)}
            for tab, left in self.lists.items()
        }
        return {"tab": self.tab, "lists": lists}


def read_left_off(content: Mapping[str, Any]) -> LeftOff:
    """Return it as it was kept; what cannot be read counts as nothing."""
    lists = content.get("lists")
    known = lists.items() if isinstance(lists, dict) else ()
    return LeftOff(
        _text(content.get("tab")), {str(tab): _list_left(item) for tab, item in known if isinstance(item, dict)}
    )


def _list_left(item: Mapping[str, Any]) -> ListLeft:
    chosen = item.get("chosen")
    pairs = chosen.items() if isinstance(chosen, dict) else ()
    return ListLeft(
        _text(item.get("filter")), _text(item.get("row")), {str(name): _text(value) for name, value in pairs}
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
