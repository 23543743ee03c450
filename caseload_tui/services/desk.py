"""Where somebody works: the store, who is at the keyboard, and what day it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.domain.training import Training
    from caseload_tui.store.author import Author
    from caseload_tui.store.reading import Reading
    from caseload_tui.store.store import Store
    from caseload_tui.store.writing import Writing


@dataclass(frozen=True, slots=True)
class Desk:
    """What every service needs; one use case opens one transaction of it."""

    store: Store
    author: Author
    today: Callable[[], date]
    looking_only: bool = False
    """True where another day than the real one is shown on real work: nothing may be written then."""
    training: Training | None = None
    """The training that a practice store was made for."""

    @property
    def by(self) -> str:
        """The consultant at the keyboard."""
        return self.author.by

    def reading(self) -> AbstractContextManager[Reading]:
        """Return one consistent look at the store."""
        return self.store.reading(self.today())

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Yield one transaction: all of it is kept at the end, or nothing."""
        if self.looking_only:
            raise Refused(
                tr("On another day than today one can only look."), tr("Leave out --today to record real work.")
            )
        with self.store.writing(self.author, self.today()) as writing:
            yield writing
