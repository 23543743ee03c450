"""Forms about saved views: their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseload_tui.domain.views import View, Views, view_of
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.ui.commands.going import tab_texts
from caseload_tui.ui.commands.views import TO_VIEWS
from caseload_tui.ui.forms.fields import TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.values import Values

if TYPE_CHECKING:
    from caseload_tui.services.personal import Personal


def save_form(personal: Personal, tab: str, filter: str, known: Views) -> Form[Views]:
    """Return the form to save what a list shows; refused where that is everything, or saved already."""
    if not filter.strip():
        raise Refused(tr("There is no filter to save."), tr("Filter a list first; then save what it shows."))
    same = view_of(known, tab, filter)
    if same is not None:
        raise Refused(
            tr("This view is saved already, as “{name}”.", name=same.name),
            tr("The list of saved views gives it another name or place."),
        )

    def save(values: Values) -> Views:
        return personal.save_view(View(values.text("name"), tab, filter))

    return Form(
        tr("Save this view"),
        (TextField("name", tr("Name"), needed=True, hint=tr("what you see there, in a word or two")),),
        deed=tr("Save"),
        save=save,
        said=tr("The view is saved.") if len(known) >= len(TO_VIEWS) else tr("The view is saved, and has a key."),
        lead=f"{tab_texts(tab)[0]}: {filter}\n" + tr("A view that has this name already is replaced."),
        undoable=False,
    )


def rename_form(personal: Personal, view: View) -> Form[Views]:
    """Return the form to give a view another name."""
    return Form(
        tr("Rename the view"),
        (TextField("name", tr("Name"), view.name, needed=True),),
        deed=tr("Rename"),
        save=lambda values: personal.rename_view(view.name, values.text("name")),
        said="",
        lead=f"{tab_texts(view.tab)[0]}: {view.filter}",
        undoable=False,
        begin="name",
    )
