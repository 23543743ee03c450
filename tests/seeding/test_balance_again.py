"""The team's figures of seeded offices, reckoned a second time from the lines of `export facts` and the policy file."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from caseload_tui.domain.balance import Balance
from caseload_tui.domain.load import exact
from caseload_tui.frameworks import library
from caseload_tui.seeding import load_scenario, plan_office
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.founding import fill_seeded
from caseload_tui.store.store import Store
from tests.domain.reference_due import Dossier, compute
from tests.makers import KEY, author
from tests.seeding.comparing import plain_framework

TODAY = date(2026, 11, 23)
HOURS_PER_FTE, MINUTES = 900, 45


class Office:
    """The lines of an export, with only what the figures need."""

    def __init__(self, lines: list[str], name: str) -> None:
        events = [json.loads(line) for line in lines]
        self.policy: Any = tomllib.loads(library.text_of(name))
        self.by_dossier: dict[str, list[Any]] = {}
        for event in events:
            self.by_dossier.setdefault(event["dossier"], []).append(event)
        office = self.by_dossier.pop("office")
        adopted = next(event["payload"] for event in office if event["kind"] == "framework.adopted")
        self.framework = plain_framework(adopted["text"])
        in_force = date.fromisoformat(adopted["in_force_from"])
        self.adoptions = [{"id": name, "rules": self.framework["rules"], "in_force_from": in_force}]
        self.people = {e["payload"]["consultant"]: e["payload"] for e in office if e["kind"] == "consultant.added"}
        self.clients = {key: Dossier(events) for key, events in self.by_dossier.items()}
        self.active = {key: item for key, item in self.clients.items() if item.closed is None}

    def municipality(self, dossier: Dossier) -> str | None:
        values = [e["payload"]["municipality"] for e in dossier.of("client.registered")]
        values += [
            e["payload"]["value"] for e in dossier.of("client.changed") if e["payload"]["field"] == "municipality"
        ]
        return values[-1] or None

    def contacts(self, dossier: Dossier) -> list[tuple[str, str | None]]:
        found: list[tuple[str, str | None]] = []
        for event in dossier.of("contact.added", "contact.ended"):
            who = event["payload"]["consultant"], event["payload"].get("role")
            if event["kind"] == "contact.added":
                found.append(who)
            elif who in found:
                found.remove(who)
        return found

    def lead(self, dossier: Dossier) -> str | None:
        contacts, wanted = self.contacts(dossier), None
        targets = [item for item in self.policy.get("target_groups", []) if item.get("lead")]
        wanted = next((item["lead"] for item in targets if dossier.has_label(item["id"], date.max)), None)
        for axis in self.policy["axes"] if wanted is None else ():
            group = dossier.group_on(axis["id"], date.max)
            wanted = wanted or next((item.get("lead") for item in axis["groups"] if item["id"] == group), None)
        organisations = {role["id"]: role.get("organisation") for role in self.policy["roles"]}
        fitting = [who for who, role in contacts if wanted and wanted in (role, organisations.get(role))]
        return next(iter([*fitting, *(who for who, _ in contacts)]), None)

    def norm(self, dossier: Dossier) -> Fraction | None:
        axes = {axis["id"]: axis for axis in self.policy["axes"]}
        for axis_id in self.policy.get("load_axes", axes):
            group = dossier.group_on(axis_id, date.max)
            norm = next((item.get("clients_per_fte") for item in axes[axis_id]["groups"] if item["id"] == group), None)
            if norm is not None:
                return Fraction(str(norm))
        return None


@pytest.mark.parametrize("name", library.shipped())
def test_every_figure_of_the_team_follows_from_the_exported_facts(name: str, tmp_path: Path) -> None:
    framework, text, _ = library.load(name)
    seeded = plan_office(load_scenario("office"), text, framework, clients=40, consultants=4, seed=7, today=TODAY)
    store = Store.create(tmp_path / "office.store", KEY, practice=True)
    fill_seeded(store, author("seed"), seeded)
    services = Services(Desk(store, author("seed"), lambda: TODAY))
    with store.reading() as reading:
        office = Office(list(reading.events_text()), name)
    found = services.team.balance()
    _check_clients(office, found)
    _check_load(office, found)
    _check_due(office, found)
    _check_weeks(office, found)
    _check_roles(office, found)
    _check_formation(services, found)
    store.close()


def _check_clients(office: Office, found: Balance) -> None:
    active = office.active.values()
    assert found.clients == len(office.active) == sum(row.clients for row in found.consultants)
    led = Counter(office.lead(dossier) for dossier in active)
    assert {row.consultant: row.clients for row in found.consultants if row.clients} == dict(led)
    for row in found.groups:
        here = [dossier for dossier in active if dossier.group_on(row.axis, date.max) == row.group]
        places = Counter(office.municipality(dossier) or "" for dossier in here)
        assert row.clients == len(here)
        assert {place: count for place, count in row.per_municipality.items() if count} == dict(places)
    assert sum(row.clients for row in found.places) == found.clients


def _check_load(office: Office, found: Balance) -> None:
    norms = {key: office.norm(dossier) for key, dossier in office.active.items()}
    known = [1 / norm for norm in norms.values() if norm]
    assert found.needed == (sum(known, Fraction()) if known else None)
    assert found.unknown == list(norms.values()).count(None)
    exempt = {role["id"] for role in office.policy["roles"] if role.get("norms") is False}
    for row in found.consultants:
        person = office.people[row.consultant]
        mine = [norms[key] for key, dossier in office.active.items() if office.lead(dossier) == row.consultant]
        load = sum((1 / norm for norm in mine if norm), Fraction()) if any(mine) else None
        assert (row.load, row.unknown) == (load, mine.count(None))
        assert row.utilisation == (load / Fraction(str(person["fte"])) if load is not None else None)
        assert row.norms_apply == (not person["roles"] or not set(person["roles"]) <= exempt)
    working = [row for row in found.consultants if row.norms_apply]
    assert found.available == sum((exact(row.fte) for row in working), Fraction())


def _check_due(office: Office, found: Balance) -> None:
    late = soon = 0
    for events in office.by_dossier.values():
        for rule in compute(events, office.framework, office.adoptions, TODAY).values():
            late += rule["late"]
            soon += rule["due"] is not None and 0 <= (rule["due"] - TODAY).days <= 30
    assert sum(row.late for row in found.places) == sum(row.late for row in found.consultants) == late
    assert sum(row.due_30_days for row in found.consultants) == soon


def _check_weeks(office: Office, found: Balance) -> None:
    """Weeks hold what is planned in them and what is due and not planned; what is overdue is of this week."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    waiting, plans = Counter[date](), dict[str, date]()
    for key, events in office.by_dossier.items():
        dossier = office.clients[key]
        sessions = {e["payload"]["meeting"]: e["payload"].get("session") for e in dossier.of("meeting.planned")}
        for name, meeting in dossier.meetings.items():
            if meeting["state"] == "planned" and meeting["on"] >= TODAY:
                # A session is one appointment, however many were invited.
                plans[sessions.get(name) or name] = meeting["on"]
        for rule in compute(events, office.framework, office.adoptions, TODAY).values():
            if rule["state"] in ("upcoming", "due", "overdue"):
                waiting[max(monday, rule["due"] - timedelta(days=rule["due"].weekday()))] += 1
    planned = Counter(on - timedelta(days=on.weekday()) for on in plans.values())
    for number in range(13):
        week = monday + timedelta(weeks=number)
        here = [row.weeks[number] for row in found.consultants if row.weeks]
        assert sum(item.unplanned for item in here) == waiting[week]
        assert sum(item.planned for item in here) == planned[week]
        assert {item.monday for item in here} == {week}


def _check_roles(office: Office, found: Balance) -> None:
    """A role has the people who have it, and all whom these lead; who has several counts in each."""
    led = Counter(office.lead(dossier) for dossier in office.active.values())
    for row in found.roles:
        people = {who for who, said in office.people.items() if row.role in said["roles"]}
        assert set(row.people) == people
        assert row.clients == sum(led[who] for who in people)
        assert row.fte == sum((Fraction(str(office.people[who]["fte"])) for who in people), Fraction())
    assert {row.role for row in found.roles} == {role for said in office.people.values() for role in said["roles"]}


def _check_formation(services: Services, found: Balance) -> None:
    """The formation of today is that of the balance; the hours are those that comparing policies tells."""
    today = services.team.formation()
    assert (today.clients, today.needed, today.available) == (found.clients, found.needed, found.available)
    assert [row.needed for row in today.groups] == [row.needed for row in found.groups]
    for row in found.consultants:
        if row.consultant is not None:
            assert row.weeks[:12] == services.worklists.ahead(row.consultant)
    services.house.set("hours_per_fte", (str(HOURS_PER_FTE),))
    framework = services.team.framework()
    for kind in framework.kinds:
        if kind.id in {rule.kind for rule in framework.rules if rule.meetings_a_year}:
            services.house.set(f"minutes.{kind.id}", (str(MINUTES),))
    timed = services.team.balance()
    present = services.what_ifs.compare(framework.id).figures.present
    assert (float(timed.hours) if timed.hours is not None else None) == pytest.approx(present.hours or None)
    for row in timed.consultants:
        if row.consultant is not None:
            assert row.weeks[:12] == services.worklists.ahead(row.consultant)
            assert row.hours_available == exact(row.fte) * HOURS_PER_FTE
