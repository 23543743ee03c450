"""What the office chose itself on top of its policy, in plain text: never the municipality's policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caseload_tui.domain.framework import Framework
from caseload_tui.frameworks.describe_statements import alternative_words
from caseload_tui.frameworks.describing import Row, Section, number_words
from caseload_tui.frameworks.wording import how_often, name_in, said, term_words
from caseload_tui.i18n import tr


def own_choices(framework: Framework) -> Section:
    """Return the office's own readings of open points and its house settings."""
    title = tr("The office's own choices, not the policy's")
    columns = (tr("What"), tr("Chosen"))
    return Section("own", title, columns, (*_readings(framework), *_settings(framework)))


def _readings(framework: Framework) -> Iterator[Row]:
    for point in framework.open_points:
        if point.chosen:
            name = tr("Reading of the open point “{point}”", point=point.id)
            yield name, "; ".join(map(alternative_words, point.chosen))


def _settings(framework: Framework) -> Iterator[Row]:
    house = framework.house
    for kind, minutes in house.minutes.items():
        yield tr("Minutes"), f"{name_in(framework, kind)}: {minutes}"
    if house.hours_per_fte is not None:
        yield tr("Hours a year for talks, per fte"), number_words(house.hours_per_fte)
    if house.no_contact is not None:
        yield tr("Warns without contact for"), term_words(house.no_contact)
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        (tr("Meeting kinds"), (said(kind.name) for kind in house.kinds)),
        (
            tr("Who is spoken to how often"),
            (f"{name_in(framework, rule.kind)} {how_often(framework, rule)}" for rule in house.cadences),
        ),
        (tr("Missed invitations"), (f"{step.after}: {said(step.text) or step.action}" for step in house.no_show)),
        (tr("Sectors"), map(said, house.sectors)),
        (tr("Instruments"), (said(item.name) for item in house.instruments)),
        (tr("Partners"), (said(item.name) for item in house.partners)),
        (tr("Reasons for leaving"), (said(item.name) for item in house.outflow_reasons)),
    )
    for name, items in lists:
        written = ", ".join(items)
        if written:
            yield name, written
