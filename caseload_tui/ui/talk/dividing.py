"""What was noted quickly is put under the life domains of the talk."""

from __future__ import annotations

from collections.abc import Sequence

from caseload_tui.i18n import tr
from caseload_tui.ui.forms.fields import ChoiceField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.talk.page import TalkPage, domain_title

_MOST_SHOWN = 200


def under_form(page: TalkPage, domains: Sequence[str], text: str) -> Form[str]:
    """Return the form that asks under which life domain a text belongs; a digit is enough."""
    options = [(domain, f"{number} {domain_title(page, domain)}") for number, domain in enumerate(domains, 1)]
    shown = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "\N{HORIZONTAL ELLIPSIS}"
    return Form(
        tr("Under which life domain?"),
        (ChoiceField("domain", tr("Life domain"), options, domains[0], needed=True),),
        deed=tr("Put there"),
        save=lambda values: values.text("domain"),
        said="",
        client=page.matter.client,
        lead=" ".join(shown.split()),
        at_once=True,
    )
