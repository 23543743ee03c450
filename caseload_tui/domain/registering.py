"""What registering, changing, closing and reopening a client needs, and what it records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, CHANGEABLE, CLOSED, CONSENTS, Dossier
from caseload_tui.domain.facts.client import ClientChanged, ClientClosed, ClientRegistered, ClientReopened
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.people import fold, tidy, tidy_postcode
from caseload_tui.domain.visible import visible
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

DATES = ("born_on", "benefit_since")
NEEDED = ("file_number", "given_name", "family_name")
YES_NO = ("yes", "no")
OLDEST = date(1900, 1, 1)
LONGEST_FILE_NUMBER = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClient:
    """A client to be registered; without a file number the office's next one is used."""

    given_name: str
    family_name: str
    prefix: str | None = None
    file_number: str | None = None
    born_on: date | None = None
    municipality: str | None = None
    benefit_since: date | None = None
    on: date | None = None
    groups: tuple[str, ...] = ()
    consultant: str | None = None
    others: tuple[tuple[str, str], ...] = field(default=())
    """Further changeable fields with their values."""


def decide_registration(client: NewClient, framework: Framework, file_number: str, *, today: date) -> ClientRegistered:
    """Return the fact that a client came in."""
    on = client.on or today
    given, family = tidy(client.given_name), tidy(client.family_name)
    if not given or not family:
        raise Refused(tr("A name is missing."), tr("Give a given name and a family name."))
    if on > today:
        raise Refused(
            tr("The registration lies in the future."), tr("Choose today or an earlier day."), "registered_on"
        )
    _check_birth(client.born_on, on)
    if client.benefit_since is not None and client.benefit_since > today:
        raise Refused(tr("The benefit begins in the future."), tr("Leave it open until it has begun."), "benefit_since")
    return ClientRegistered(
        on=on,
        file_number=checked_file_number(file_number),
        given_name=given,
        prefix=tidy(client.prefix or "") or None,
        family_name=family,
        born_on=client.born_on,
        municipality=_municipality(client.municipality, framework),
        benefit_since=client.benefit_since,
    )


def decide_change(
    dossier: Dossier, framework: Framework, name: str, value: str | None, *, today: date
) -> ClientChanged:
    """Return the fact that a changeable field got another value, in place of all those it has."""
    if name not in CHANGEABLE:
        raise Refused(
            tr("There is no field “{name}”.", name=name), tr("Choose one of: {known}.", known=", ".join(CHANGEABLE))
        )
    kept = tidy(value or "", lines=name in ("remark", "address", "sectors")) or None
    if kept is None and name in NEEDED:
        raise Refused(tr("This field cannot be empty."), tr("Give its value."))
    if name == "file_number":
        kept = checked_file_number(kept or "")
    if name in DATES and kept is not None:
        _check_date(name, date.fromisoformat(kept), dossier, today)
    if name == "municipality":
        kept = _municipality(kept, framework)
    if name in CONSENTS.values() and kept not in (*YES_NO, None):
        raise Refused(tr("Is it yes or no?"), tr("Choose one of: {known}.", known=", ".join(YES_NO)))
    if name == "postcode" and kept is not None:
        kept = _postcode(kept)
    if name == "sectors":
        _check_sectors(kept, framework)
    values = dossier.fields.get(name, ())
    if len(values) == 1 and values[0].value == kept:
        raise Refused(tr("Nothing would change."), tr("Give another value."))
    return ClientChanged(field=name, value=kept, replaces=tuple(item.event for item in values))


def decide_closing(dossier: Dossier, on: date, reason: str, *, aftercare: bool, today: date) -> ClientClosed:
    """Return the fact that the client left the caseload, or that the aftercare ended."""
    if dossier.status == CLOSED or (dossier.status == AFTERCARE and aftercare):
        raise Refused(tr("The dossier is closed already."), tr("Nothing needs to be done."))
    if not reason.strip():
        raise Refused(tr("Closing needs a reason."), tr("Say why the {client} leaves."), "closed_reason")
    if on > today:
        raise Refused(
            tr("The day lies in the future."), tr("Close the dossier on the day itself, or later."), "closed_on"
        )
    starts = [stay.start for stays in dossier.stays.values() for stay in stays]
    latest = max([dossier.closed_on or dossier.began_on, *starts])
    if on < latest:
        raise Refused(tr("The day lies before the last placement."), tr("Choose a later day."), "closed_on")
    return ClientClosed(on=on, reason=reason.strip(), aftercare=aftercare)


def decide_reopening(dossier: Dossier, on: date, *, today: date) -> ClientReopened:
    """Return the fact that the client came back."""
    if dossier.status == ACTIVE:
        raise Refused(tr("The dossier is open."), tr("Nothing needs to be done."))
    if on > today:
        raise Refused(tr("The day lies in the future."), tr("Reopen the dossier on the day itself, or later."))
    if dossier.closed_on is not None and on < dossier.closed_on:
        raise Refused(tr("The day lies before the closing."), tr("Choose a later day."))
    return ClientReopened(on=on)


def checked_file_number(text: str) -> str:
    """Return a file number as it is kept: one line, not empty, and short enough for a list."""
    number = tidy(text)
    if not number or len(number) > LONGEST_FILE_NUMBER or visible(number) != number:
        raise Refused(
            tr("This cannot be a file number."),
            tr("Give at most {n} characters that can be seen.", n=LONGEST_FILE_NUMBER),
        )
    return number


class FileNumbers:
    """The file numbers of an office while many clients come in: each is given once."""

    def __init__(self, taken: Mapping[str, str]) -> None:
        """Begin with the numbers that are given out, each with whose it is."""
        self._next = int(next_file_number(tuple(taken)))
        self._width = len(next_file_number(tuple(taken)))
        self._whose = {comparable_number(number): whose for number, whose in taken.items()}

    def whose(self, number: str) -> str | None:
        """Return who has the number, leading zeros aside."""
        return self._whose.get(comparable_number(number))

    def give(self, whose: str, wanted: str | None) -> str:
        """Give somebody the wanted number, or the next free one; Refused where somebody else has it."""
        while wanted is None:
            free = str(self._next).zfill(self._width)
            self._next += 1
            wanted = free if self.whose(free) is None else None
        number = checked_file_number(wanted)
        if self.whose(number) not in (None, whose):
            raise Refused(
                tr("File number {number} is taken.", number=number), tr("Leave it out to get the next free one.")
            )
        self._whose[comparable_number(number)] = whose
        return number


def comparable_number(number: str) -> str:
    """Return a file number as it is compared with others: without leading zeros, case and accents."""
    folded = fold(number.strip())
    return str(int(folded)) if folded.isdecimal() else folded


def next_file_number(taken: tuple[str, ...]) -> str:
    """Return the office's next file number: one above the highest, with as many digits."""
    numbers = [number for number in taken if number.isdigit()]
    width = max((len(number) for number in numbers), default=4)
    return str(max((int(number) for number in numbers), default=0) + 1).zfill(width)


def is_file_number(text: str, file_number: str) -> bool:
    """Tell whether the text is this file number, leading zeros aside."""
    return comparable_number(text) == comparable_number(file_number)


def _check_birth(born_on: date | None, on: date) -> None:
    if born_on is not None and not OLDEST <= born_on <= on:
        raise Refused(tr("The birth date cannot be right."), tr("Give it as day, month and year."), "born_on")


def _check_date(name: str, day: date, dossier: Dossier, today: date) -> None:
    if name == "born_on":
        _check_birth(day, dossier.spells[0].start)
    elif day > today:
        raise Refused(tr("The day lies in the future."), tr("Choose today or an earlier day."))


def _municipality(name: str | None, framework: Framework) -> str | None:
    """Return the municipality as the policy writes it; with one municipality it need not be said."""
    known = framework.municipalities
    if not (name or "").strip():
        return known[0] if len(known) == 1 else None
    found = next((item for item in known if fold(item) == fold(tidy(name or ""))), None)
    if found is None:
        raise Refused(
            tr("“{name}” is not a municipality of this office.", name=name),
            tr("Choose one of: {known}.", known=", ".join(known)),
            "municipality",
        )
    return found


def _postcode(text: str) -> str:
    found = tidy_postcode(text)
    if found is None:
        raise Refused(tr("This is no postcode."), tr("Give four digits and two letters, or the digits alone."))
    return found


def _check_sectors(value: str | None, framework: Framework) -> None:
    chosen = (value or "").splitlines()
    most = framework.sectors.at_most
    if most is not None and len(chosen) > most:
        raise Refused(tr("Too many sectors."), tr("Choose {most} at most.", most=most))
