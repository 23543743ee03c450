"""What a policy calls things, as people type it: by id or by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from caseload_tui.domain.texts import Text
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr


class Named(Protocol):
    """Something with an id and a name."""

    @property
    def id(self) -> str:
        """The id in the framework file."""

    @property
    def name(self) -> Text:
        """The policy's name for it."""


def find_named(items: Iterable[Named], wanted: str, title: str) -> str:
    """Return the id of what a policy calls by this id or name; refuse with the title and what there is."""
    known = tuple(items)
    for item in known:
        if wanted.casefold() in (item.id.casefold(), *(text.casefold() for _, text in item.name.spoken)):
            return item.id
    raise Refused(title, tr("Choose one of: {known}.", known=", ".join(item.id for item in known) or "-"))
