"""The form that asks for a scenario: groups that grow or shrink, consultants who leave. Nothing is recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caseload_tui.domain.formation import Formation, Scenario
from caseload_tui.domain.framework import Framework, Group
from caseload_tui.domain.load import has_norms
from caseload_tui.domain.office import Consultant
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr
from caseload_tui.ui.forms.fields import Field, SeveralField, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.values import Values

if TYPE_CHECKING:
    from caseload_tui.services import Services

_NUMBER = re.compile(r"[+-]?[0-9]{1,6}")
_WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class Supposed:
    """A scenario with the formation of today and the one it would give."""

    scenario: Scenario
    today: Formation
    then: Formation


def scenario_form(
    services: Services, framework: Framework, people: Sequence[Consultant], before: Scenario
) -> Form[Supposed]:
    """Return the form, filled in as it was before."""
    groups = asked_groups(framework)
    fields: list[Field] = [
        TextField(
            group.id, group.name.to(language()), _signed(before.grow.get(group.id, 0)), hint=tr("such as +40 or -10")
        )
        for group in groups
    ]
    options = tuple((person.id, person.name) for person in people)
    fields.append(SeveralField(_WITHOUT, tr("without"), options, before.without))

    def save(values: Values) -> Supposed:
        typed = {group.id: values.text(group.id) for group in groups if values.text(group.id)}
        for text in typed.values():
            if not _NUMBER.fullmatch(text):
                raise Refused(tr("“{text}” is no number.", text=text), tr("Write +40 for more, -10 for fewer."))
        scenario = services.team.scenario({key: int(text) for key, text in typed.items()}, values.many(_WITHOUT))
        return Supposed(scenario, services.team.formation(), services.team.formation(scenario))

    return Form(
        tr("What if?"),
        fields,
        deed=tr("Reckon"),
        save=save,
        said="",
        lead=tr("How many {clients} more or fewer in each {group}, and who would no longer be there. Nothing changes."),
        undoable=False,
    )


def asked_groups(framework: Framework) -> tuple[Group, ...]:
    """Return the groups that a scenario is about: of the axes with norms, else of all."""
    axes = framework.load_axes if has_norms(framework) else tuple(axis.id for axis in framework.axes)
    return tuple(group for axis in axes for group in framework.axes_by_id[axis].groups)


def _signed(more: int) -> str:
    return f"{more:+}" if more else ""
