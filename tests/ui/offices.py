"""An invented office for the screens: everybody on the daily list, in every state, on one frozen day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from caseload_tui.domain.facts import OFFICE, Fact
from caseload_tui.domain.facts.client import (
    ClientChanged,
    ClientRegistered,
    ContactAdded,
    DutyFreed,
    LabelGiven,
    PlacementSet,
)
from caseload_tui.domain.facts.meeting import (
    CommitmentBroken,
    CommitmentKept,
    CommitmentMade,
    MeetingHeld,
    MeetingPlanned,
    MeetingSigned,
    WaiverSet,
)
from caseload_tui.domain.facts.office import ConsultantAdded, FrameworkAdopted, OfficeFounded
from caseload_tui.domain.rows import Draft
from caseload_tui.frameworks.library import load
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.store.author import Author
from caseload_tui.store.store import Store
from tests.makers import KEY, numbered

TODAY = date(2026, 11, 23)
ME = "s-de-wit"
FRAMEWORK = "pijnacker-nootdorp-2020"
BEGAN = date(2026, 1, 1)
CLIENTS = (
    ("0042", "Zoë", "", "Çelik-Güneş", "werken_aan"),
    ("0017", "Jan", "van den", "Berg", "werken_aan"),
    ("0063", "Emre", "", "Oğuz", "meedoen"),
    ("0008", "Marja", "de", "Haan", "meedoen"),
    ("0051", "Tom", "", "Bakker", "werken_aan"),
    ("0029", "Ria", "", "Smit", "meedoen"),
    ("0033", "Achmed", "", "Visser", "werken_aan"),
    ("0070", "Kees", "", "Mol", "meedoen"),
    ("0012", "Anneliese", "van der", "Wolde-Postma", "werken"),
    ("0055", "IJsbrand", "'t", "Hart", "werken_aan"),
    ("0081", "Priya", "", "Ramdin", "werken_aan"),
    ("0090", "Wout", "", "Aalbers", "meedoen"),
)


def author(who: str = ME, today: date = TODAY, ids: str = "") -> Author:
    """Return an author whose every deed has a moment of its own; identifiers begin with `ids`, else with the author."""
    moments = count(1)
    start = datetime.combine(today, time(8, 30), UTC)
    return Author(who, "desk", lambda: start + timedelta(milliseconds=next(moments)), numbered(f"{ids or who}-"))


def services_on(store: Store, today: date = TODAY, who: str = ME) -> Services:
    """Return the services at somebody's desk on a day."""
    return Services(Desk(store, author(who, today), lambda: today))


def make_office(path: Path, texts: Sequence[str] = ()) -> Path:
    """Make a store with the office; each text stands for a client's names and is one more commitment of theirs."""
    instead = dict(zip((number for number, *_ in CLIENTS), texts, strict=False))
    store = Store.create(path, KEY, practice=True)
    _, text, _ = load(FRAMEWORK)
    with store.writing(author("founder")) as writing:
        writing.record(
            OFFICE,
            OfficeFounded(name="oefenkantoor Pijnacker"),
            ConsultantAdded(consultant=ME, name="S. de Wit", roles=("klantmanager",), fte=0.8, from_=BEGAN),
            ConsultantAdded(consultant="k-mol", name="K. Mol", roles=("werkconsulent",), from_=BEGAN),
            FrameworkAdopted(framework=FRAMEWORK, text=text, in_force_from=BEGAN),
        )
        for number, given, prefix, family, group in CLIENTS:
            text = instead.get(number)
            if text is not None:
                given, prefix, family = text, "", text
            writing.record(f"client-{number}", *_registered(number, given, prefix, family, group), *_life(number))
            if text:
                writing.record(f"client-{number}", _agreed(f"{number}-more", "client", text, TODAY))
        writing.record("client-0999", *_registered("0999", "Bo", "", "Anders", "werken", "k-mol"))
    with store.writing(author(ids="early")) as writing:
        writing.record("client-0012", *_held("0012", date(2026, 11, 2), signed=False))
        writing.save_draft(
            Draft(ME, "talk:draft-0051", "client-0051", None, "2026-11-18T16:02:00+00:00", {"kind": "fip"})
        )
    store.close()
    return path


def _registered(number: str, given: str, prefix: str, family: str, group: str, consultant: str = ME) -> list[Fact]:
    return [
        ClientRegistered(
            on=BEGAN,
            file_number=number,
            given_name=given,
            prefix=prefix or None,
            family_name=family,
            born_on=date(1980, 1, 1) + timedelta(days=137 * (int(number) % 100)),
            municipality="Pijnacker-Nootdorp",
            benefit_since=date(2024, 5, 1),
        ),
        PlacementSet(axis="perspectief", group=group, from_=BEGAN),
        ContactAdded(consultant=consultant, role="klantmanager", from_=BEGAN),
    ]


def _held(number: str, on: date, *, signed: bool = True, note: str = "") -> list[Fact]:
    meeting = f"held-{number}-{on.isoformat()}"
    notes = {"financien": note} if note else {}
    facts: list[Fact] = [MeetingHeld(meeting=meeting, meeting_kind="fip", on=on, mode="office", notes=notes)]
    return [*facts, MeetingSigned(meeting=meeting, on=on)] if signed else facts


def _planned(number: str, on: date, at: str | None, mode: str = "office") -> Fact:
    return MeetingPlanned(meeting=f"plan-{number}", meeting_kind="fip", on=on, time=at, mode=mode)


def _agreed(number: str, owner: str, text: str, due_on: date | None, partner: str | None = None) -> Fact:
    return CommitmentMade(
        commitment=f"promise-{number}-{owner}",
        owner=owner,
        partner=partner,
        text=text,
        due_on=due_on,
        made_on=date(2026, 10, 12),
    )


def _life(number: str) -> list[Fact]:
    lives: dict[str, list[Fact]] = {
        "0042": [
            *_held(number, date(2026, 8, 24), note="Regeling met zorgverzekeraar loopt, nog 4 termijnen."),
            _planned(number, TODAY, "09:30", "home"),
            _agreed(number, "client", "budgetcursus wijkcentrum", date(2026, 12, 7)),
            _agreed(number, "office", "uitzoeken sparen naast uitkering", date(2026, 11, 27)),
            LabelGiven(target_group="alleenstaande_ouder", on=BEGAN),
        ],
        "0017": [*_held(number, date(2026, 8, 20)), _planned(number, TODAY, "11:00")],
        "0063": [_planned(number, TODAY, "14:15")],
        "0008": [*_held(number, date(2026, 8, 19)), _planned(number, date(2026, 11, 20), "10:00")],
        "0051": [*_held(number, date(2026, 8, 30))],
        "0029": [
            *_held(number, date(2026, 7, 13)),
            _agreed(number, "office", "aanvraag bijzondere bijstand nakijken", date(2026, 11, 20)),
            CommitmentMade(commitment="kept-1", owner="office", text="x", due_on=BEGAN, made_on=BEGAN),
            CommitmentKept(commitment="kept-1", on=date(2026, 3, 1)),
        ],
        "0033": [
            *_held(number, date(2026, 8, 11)),
            _agreed(number, "client", "inschrijven bij uitzendbureau", TODAY),
            CommitmentMade(commitment="broken-1", owner="client", text="x", due_on=BEGAN, made_on=BEGAN),
            CommitmentBroken(commitment="broken-1", on=date(2026, 3, 1)),
        ],
        "0070": [*_held(number, date(2026, 10, 5)), DutyFreed(duty="arbeid", from_=BEGAN, until=date(2026, 11, 28))],
        "0012": [],
        "0055": [
            *_held(number, date(2026, 9, 2)),
            _agreed(number, "partner", "plek in de taalgroep regelen", date(2026, 11, 13), "wijkteam"),
        ],
        "0081": [
            *_held(number, date(2026, 9, 21)),
            _planned(number, date(2026, 12, 8), "13:30", "phone"),
            ClientChanged(field="phone", value="06-00000000"),
        ],
        "0090": [
            *_held(number, date(2026, 6, 1)),
            WaiverSet(rule="fip", from_=date(2026, 8, 1), through=date(2027, 1, 31), reason="opname"),
        ],
    }
    return lives[number]
