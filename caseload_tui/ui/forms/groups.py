"""Forms about groups: moving, correcting a placement, deciding on a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import OPEN, Dossier, Stay
from caseload_tui.domain.framework import Axis
from caseload_tui.domain.moving import needs_approval
from caseload_tui.errors import Refused
from caseload_tui.formatting import near_date
from caseload_tui.i18n import language, tr
from caseload_tui.services.clients import DossierView
from caseload_tui.services.policy_words import passed_words
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable

NO_GROUP = "-"
"""Stands for leaving an optional axis empty."""


def group_options(axis: Axis, *, current: str | None = None, with_none: bool = False) -> Options:
    """Return the groups of an axis to choose from; one that leads further from work says so."""
    options = []
    for group in axis.groups:
        if group.id != current:
            name = group.name.to(language())
            fallback = current is not None and axis.is_fallback(current, group.id)
            options.append((group.id, f"{name} ({tr('fallback')})" if fallback else name))
    return (*options, (NO_GROUP, tr("none"))) if with_none else tuple(options)


def move_form(matter: Matter, *, meeting: str | None = None) -> Form[DossierView]:
    """Return the form to move the client: on which axis, to which group, why, and whose choice it was."""
    framework, current = matter.framework, matter.dossier.groups
    axes = framework.axes

    def axis_of(values: Values) -> Axis:
        return framework.axes_by_id.get(values.text("axis"), axes[0])

    def groups(values: Values) -> Options:
        axis = axis_of(values)
        here = current.get(axis.id)
        return group_options(axis, current=here, with_none=axis.optional and here is not None)

    fields: list[Field] = []
    if len(axes) > 1:
        options = tuple((axis.id, f"{axis.name.to(language())}: {_here(matter, axis)}") for axis in axes)
        fields.append(ChoiceField("axis", tr("Kind"), options, axes[0].id, needed=True))
    choosers = (("client", tr("the {client}")), ("consultant", tr("the {consultant}")))
    fields += [
        _GroupField(matter, axis_of, groups),
        ChoiceField("chosen_by", tr("Whose choice"), choosers, needed=framework.moves.records_choice),
        TextField("reason", tr("Reason"), needed=True),
        DayField("on", tr("From"), matter.today, matter.today, latest=matter.today, needed=True),
    ]

    def save(values: Values) -> DossierView:
        axis, group = axis_of(values), values.text("group")
        matter.services.moves.move(
            matter.client.id,
            None if group == NO_GROUP else group,
            axis=axis.id,
            on=values.day("on"),
            reason=values.text("reason"),
            chosen_by=values.said("chosen_by"),
            meeting=meeting,
        )
        return matter.services.clients.look(matter.client.id)

    lead = "" if len(axes) > 1 else tr("Now in: {name}", name=_here(matter, axes[0]))
    return Form(
        tr("Move to another {group}"),
        fields,
        deed=tr("Move"),
        save=save,
        said=lambda view: moved_words(view, matter),
        client=matter.client,
        lead=lead,
    )


def moved_words(view: DossierView, matter: Matter) -> str:
    """Return what became of a move: done, or proposed, and which maximum it passes."""
    before = {item.event for item in matter.dossier.proposals}
    proposed = next((item for item in view.dossier.proposals if item.event not in before), None)
    if proposed is not None:
        who = matter.names.role(matter.framework.moves.approval)
        name = matter.names.group(proposed.group)
        return tr("Proposed, not moved: {who} decides on {name}.", who=who, name=name)
    groups = view.dossier.groups
    changed = [axis for axis in matter.framework.axes if groups.get(axis.id) != matter.dossier.groups.get(axis.id)]
    names = ", ".join(matter.names.group(groups.get(axis.id)) for axis in changed)
    moved = tr("Moved to {name}.", name=names) if names else tr("Moved.")
    return " ".join(part for part in (moved, passed_words(view.counts, matter.names)) if part)


class _GroupField(ChoiceField):
    """The group to move to; under it what the policy asks of the move."""

    def __init__(self, matter: Matter, axis_of: Callable[[Values], Axis], groups: Callable[[Values], Options]) -> None:
        super().__init__("group", tr("To"), groups, needed=True)
        self._matter = matter
        self._axis_of = axis_of

    def follow(self, values: Values) -> None:
        """Say whether somebody must approve."""
        super().follow(values)
        axis = self._axis_of(values)
        chosen, here = self.value, self._matter.dossier.groups.get(axis.id)
        if self.has_class("-wrong") or not isinstance(chosen, str):
            return
        group = None if chosen == NO_GROUP else chosen
        if needs_approval(self._matter.framework, axis, here, group):
            who = self._matter.names.role(self._matter.framework.moves.approval)
            self.remark(tr("Becomes a proposal: {who} approves.", who=who), warned=True)
        else:
            known = axis.group(group) if group else None
            words = (known.definition, known.goal) if known else ()
            self.remark(" ".join(text.to(language()) for text in words if text is not None))


def correct_form(matter: Matter, stay: Stay) -> Form[Dossier]:
    """Return the form to correct a placement's group, day or both; history shows both."""
    axis = matter.framework.axes_by_id.get(stay.axis)
    options = tuple((group.id, group.name.to(language())) for group in (axis.groups if axis is not None else ()))
    return Form(
        tr("Correct a placement"),
        (
            ChoiceField("group", tr("{Group}"), options, stay.group, needed=True),
            DayField("on", tr("From"), stay.start, matter.today, latest=matter.today, needed=True),
            TextField("reason", tr("Reason"), needed=True, hint=tr("what was wrong")),
        ),
        deed=tr("Correct"),
        save=lambda values: matter.services.moves.correct(
            matter.client.id,
            axis=stay.axis,
            placement=stay.event,
            group=values.said("group"),
            on=values.day("on"),
            reason=values.text("reason"),
        ),
        said=tr("Corrected."),
        client=matter.client,
        lead=tr("{name} since {day}", name=matter.names.group(stay.group), day=near_date(stay.start, matter.today)),
    )


def decide_form(matter: Matter, axis: str) -> Form[DossierView]:
    """Return the form to approve or reject the proposal that waits on an axis."""
    waiting = (item for item in matter.dossier.proposals if item.axis == axis and item.state == OPEN)
    proposal = next(waiting, None)
    if proposal is None:
        raise Refused(tr("No proposal waits for a decision."), tr("Look at the placements in the dossier."))
    outcomes = (("yes", tr("approve")), ("no", tr("reject")))
    moves = matter.services.moves

    def save(values: Values) -> DossierView:
        if values.yes("outcome"):
            moves.approve(matter.client.id, axis=axis)
        else:
            moves.reject(matter.client.id, values.text("reason"), axis=axis)
        return matter.services.clients.look(matter.client.id)

    def told(view: DossierView) -> str:
        approved = view.dossier.groups.get(axis) != matter.dossier.groups.get(axis)
        return moved_words(view, matter) if approved else tr("Rejected: the {client} stays in the same {group}.")

    lead = tr(
        "{who} proposed {day}: {name}.",
        who=matter.names.consultant(proposal.by),
        day=near_date(proposal.on, matter.today),
        name=matter.names.group(proposal.group),
    )
    return Form(
        tr("Decide on a proposal"),
        (
            ChoiceField("outcome", tr("Decision"), outcomes, needed=True),
            TextField("reason", tr("Reason"), needed=True, when=lambda values: values.text("outcome") == "no"),
        ),
        deed=tr("Decide"),
        save=save,
        said=told,
        client=matter.client,
        lead="\n".join(part for part in (lead, proposal.reason) if part),
    )


def _here(matter: Matter, axis: Axis) -> str:
    return matter.names.group(matter.dossier.groups.get(axis.id))
