"""The policy in force, to read: all that it says, what the office chose itself, and which versions there were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from caseload_tui.domain.adoption import Adoption
from caseload_tui.formatting import long_date
from caseload_tui.frameworks.describe import describe
from caseload_tui.frameworks.describe_statements import plain_value
from caseload_tui.frameworks.describing import Row, Section
from caseload_tui.i18n import language, tr
from caseload_tui.services.house import OFFICE, Setting
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.screens.read import ReadScreen, heading, paragraphs

if TYPE_CHECKING:
    from caseload_tui.services import Services


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """What there is to read."""

    name: str
    sections: tuple[Section, ...]
    settings: tuple[Setting, ...]
    adoptions: tuple[Adoption, ...]


def read_policy(services: Services) -> PolicyPage:
    """Return the policy in force with the office's own choices."""
    framework = services.team.framework()
    return PolicyPage(
        framework.name.to(language()), describe(framework), services.house.settings(), services.team.adoptions()
    )


class PolicyScreen(ReadScreen):
    """The policy as a text to scroll through."""

    def __init__(self, page: PolicyPage) -> None:
        super().__init__(lambda _: plain(page.name, "bold $text"), lambda _: policy_text(page))


def policy_text(page: PolicyPage) -> Content:
    """Return all of it: the office's own choices first, since those are no policy."""
    parts = [*_versions(page.adoptions), *_own(page.settings)]
    for section in page.sections:
        parts += [heading(section.title.upper()), *_rows(section), Content("")]
    return paragraphs(parts)


def _versions(adoptions: tuple[Adoption, ...]) -> Iterator[Content]:
    yield heading(tr("In force here").upper())
    for adoption in reversed(adoptions):
        day = tr("from {day}", day=long_date(adoption.in_force_from))
        yield _line(adoption.framework.name.to(language()), f"{adoption.framework.id} \N{MIDDLE DOT} {day}")
    yield Content("")


def _own(settings: tuple[Setting, ...]) -> Iterator[Content]:
    yield heading(tr("The office's own choices, not the policy's").upper())
    own = [setting for setting in settings if setting.origin == OFFICE]
    for setting in own:
        yield _line(setting.key, plain_value(setting.value))
    if not own:
        yield plain(tr("None. `caseload settings` sets them and chooses other readings."), "$muted")
    silent = ", ".join(setting.key for setting in settings if setting.origin is None)
    if silent:
        yield _line(tr("nobody chose"), silent)
    yield Content("")


def _rows(section: Section) -> Iterator[Content]:
    """Yield each row as its name and, under it, what is said of it; rows of two cells on one line."""
    if len(section.columns) == 2 and not section.blocks:
        for name, said in section.rows:
            yield _line(name, said)
        return
    for row in section.rows:
        yield from _block(section.columns, row)


def _block(columns: Row, row: Row) -> Iterator[Content]:
    named = [(column, cell) for column, cell in zip(columns, row, strict=True) if cell]
    (_, name), *said = named or [("", "")]
    if said and said[0][0] == tr("Name"):
        name = said.pop(0)[1]
    yield plain(name, "bold $text")
    for column, cell in said:
        yield Content.assemble("  ", _line(column, cell))


def _line(name: str, said: str) -> Content:
    return Content.assemble(plain(f"{name}: ", "$muted") if name else "", plain(said, "$text"))
