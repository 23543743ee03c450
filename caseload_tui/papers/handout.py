"""What a trainer hands out: how to open a practice store, on one page of plain text."""

from __future__ import annotations

from datetime import date

from caseload_tui.formatting import long_date
from caseload_tui.i18n import tr, trn


def handout(office: str, passphrase: str, today: date, stores: tuple[str, ...], tasks: int) -> str:
    """Return the page; it names no person."""
    lines = [
        office.upper(),
        tr("Training office: all people in it are invented."),
        "",
        tr("Passphrase:  {passphrase}", passphrase=passphrase),
        tr("In this office it is {day}, whatever day it really is.", day=long_date(today)),
        "",
        tr("Each of you has a store of your own; all of them are alike. Open yours with:"),
        "",
        *(f"    caseload --store {store}" for store in stores),
        "",
        tr("? tells which keys work, ctrl+q stops. All that you do is kept in your own store."),
    ]
    if tasks:
        lines.append(trn("f10 shows the task and what is done.", "f10 shows the {n} tasks and which are done.", tasks))
    return "\n".join(lines) + "\n"
