"""Forms about files that leave the program: in which form, and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr
from caseload_tui.papers.forms import ENDINGS, HTML, MARKDOWN, TEXT, in_form
from caseload_tui.papers.letter import Letter
from caseload_tui.services.papers import save_paper
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.fields import ChoiceField, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.values import Values


def letter_form(letter: Letter, client: ClientRow, today: date) -> Form[Path]:
    """Return the form to save a letter; the name of the file tells the file number only."""

    def save(values: Values) -> Path:
        form = values.text("form")
        place = Path(values.text("place"))
        named = place if place.suffix else place.with_suffix(f".{ENDINGS[form]}")
        return save_paper(in_form(letter, form), named)

    options: Options = (
        (TEXT, tr("plain text")),
        (HTML, tr("a page to print or send")),
        (MARKDOWN, tr("Markdown, to work on")),
    )
    number = "".join(sign if sign.isalnum() else "-" for sign in client.file_number)
    place = paper_folder() / tr("agreed-{number}-{day}", number=number, day=today)
    return Form(
        tr("Save the letter"),
        (
            ChoiceField("form", tr("Form"), options, HTML, needed=True),
            TextField("place", tr("File"), str(place), needed=True),
        ),
        deed=tr("Save"),
        save=save,
        said=tr("The letter is saved."),
        client=client,
        lead=tr("Outside the store a file is not encrypted: print or send it, then throw it away."),
        undoable=False,
        begin="form",
    )


def calendar_form(make: Callable[[], str], today: date) -> Form[Path]:
    """Return the form to save the calendar file; `make` gives what stands in it."""
    place = paper_folder() / tr("talks-{day}.ics", day=today)
    return Form(
        tr("Calendar file"),
        (TextField("place", tr("File"), str(place), needed=True),),
        deed=tr("Save"),
        save=lambda values: save_paper(make(), Path(values.text("place"))),
        said=tr("The calendar file is saved."),
        lead=tr("Your talks and terms from today on, with file numbers and initials only, for any calendar program."),
        undoable=False,
    )


def paper_folder() -> Path:
    """Return the folder where people look for their own papers."""
    from platformdirs import user_documents_path  # noqa: PLC0415 - asked for by two forms only

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
