"""What a tab says of itself: what it reads and shows, and what its rows are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from caseload_tui.domain.asked import Facets
from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr
from caseload_tui.services.sifting import Sifter
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services

Record = TypeVar("Record")
Page = TypeVar("Page")


class Listing(Generic[Record, Page]):
    """The questions that every tab answers."""

    tab: ClassVar[str]
    previews: ClassVar[bool] = True
    """True where rows are about clients, and a wide screen shows one beside the list."""

    def read(self, services: Services) -> Page:
        """Read the page; this runs in a worker thread."""
        raise NotImplementedError

    def entries(self, page: Page, query: str) -> Sequence[Heading | Record]:
        """Return the rows that the filter lets through, under their headings."""
        raise NotImplementedError

    def total(self, page: Page) -> int:
        """Return how many rows there are without a filter."""
        raise NotImplementedError

    def empty(self, page: Page) -> tuple[str, str]:
        """Return what this list is for and what to do next, for when there are no rows at all."""
        raise NotImplementedError

    def client_of(self, record: Record) -> ClientRow | None:
        """Return whom a row is about."""
        raise NotImplementedError

    def because(self, record: Record) -> str:
        """Return why the row stands in the list."""
        return ""

    def all_rows(self, page: Page) -> Sequence[Record]:
        """Return every row of a page, where rows can be marked."""
        return ()

    def whole(self, page: Page) -> bool:
        """Tell whether what the page lacks is gone; else it may only stand in another one."""
        return True

    def target_of(self, record: Record) -> Target | None:
        """Return what the keys work on in a row."""
        raise NotImplementedError

    @property
    def whose(self) -> str | None:
        """The colleague whose list is shown; None for one's own, and for everybody's."""
        return None

    def facets(self, sifter: Sifter, record: Record) -> Facets:
        """Return what the filter can ask of a row."""
        raise NotImplementedError

    def filter_hint(self) -> str:
        """Return what one can type in the filter."""
        return tr('name  group:…  state:late  label:…  due<14d  "word in notes"')

    def filtered(self, text: str) -> None:
        """Do what another filter asks besides showing other rows."""

    def unwind(self) -> None:
        """Do what escape asks where no filter is typed."""

    def chosen(self) -> Mapping[str, str]:
        """Return what was chosen in this list besides a filter, by names of its own."""
        return {}

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Choose what was chosen when somebody left off; before the page is read."""
