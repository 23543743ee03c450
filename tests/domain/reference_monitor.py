"""The monitor written a second time: straight from docs/rules.md, on the plain lines of an export, day by day.

It shares no code with the program. An event has `id`, `kind`, `at`, `by`, `payload`; a policy is the parsed TOML file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.domain import reference_due

Row = dict[str, Any]
DAY = timedelta(days=1)
TOWN = ZoneInfo("Europe/Amsterdam")


def recorded(event: Row) -> date:
    return datetime.fromisoformat(event["at"]).astimezone(TOWN).date()


def iso(text: str) -> date:
    return date.fromisoformat(text)


class Client:
    """One client's facts, asked about one day at a time."""

    def __init__(self, events: list[Row], policy: Row, adoptions: set[tuple[str, str]]) -> None:
        self.events = reference_due.still_counting(events)
        self.policy, self.adoptions = policy, adoptions
        self.axis_of = {group["id"]: axis["id"] for axis in policy["axes"] for group in axis["groups"]}
        self.gates = self._gates()
        self.placed = self._placed()
        self.meetings = self._meetings()

    def of(self, *kinds: str) -> list[Row]:
        return [event for event in self.events if event["kind"] in kinds]

    def _gates(self) -> list[tuple[date, str, Row]]:
        """Registrations, reopenings, and those closings with which somebody left."""
        gates, inside = [], False
        for event in self.of("client.registered", "client.reopened", "client.closed"):
            opens = event["kind"] != "client.closed"
            if opens or inside:
                gates.append((iso(event["payload"]["on"]), event["kind"].partition(".")[2], event))
            inside = opens
        return gates

    def _placed(self) -> dict[str, list[tuple[date, int, str | None, bool]]]:
        """By axis: from when, in which order recorded, which group, and whether an adoption did it."""
        known: dict[str, tuple[str, date, int, str | None, bool]] = {}
        for event in self.of("placement.set", "placement.corrected"):
            said = event["payload"]
            name = said.get("corrects") or event["id"]
            order = known[name][2] if name in known else event["order"]
            regrouped = known[name][4] if name in known else (event["at"], event["by"]) in self.adoptions
            known[name] = (said["axis"], iso(said["from"]), order, said.get("group"), regrouped)
        by_axis = defaultdict(list)
        for axis, *rest in known.values():
            by_axis[axis].append(tuple(rest))
        return {axis: sorted(found, key=lambda item: item[:2]) for axis, found in by_axis.items()}

    def _meetings(self) -> list[Row]:
        found: dict[str, Row] = {}
        for event in self.events:
            kind, said = event["kind"], event["payload"]
            if kind in ("meeting.planned", "meeting.held"):
                session = said.get("session") or found.get(said["meeting"], {}).get("session")
                state, former = kind.partition(".")[2], found.get(said["meeting"], {})
                order = former["order"] if former.get("state") == state == "held" else event["order"]
                found[said["meeting"]] = {"kind": said["meeting_kind"], "on": iso(said["on"]), "state": state,
                                          "session": session, "order": order}  # fmt: skip
            elif kind == "meeting.amended" and said["meeting"] in found:
                meeting = found[said["meeting"]]
                meeting["on"] = iso(said["on"]) if said.get("on") else meeting["on"]
                meeting["kind"] = said.get("meeting_kind") or meeting["kind"]
            elif kind in ("meeting.missed", "meeting.cancelled", "meeting.withdrawn") and said["meeting"] in found:
                found[said["meeting"]]["state"] = "gone"
        return [meeting for meeting in found.values() if meeting["state"] == "held"]

    def inside(self, day: date) -> bool:
        gates = [what for on, what, _ in self.gates if on <= day]
        return bool(gates) and gates[-1] != "closed"

    def group(self, axis: str, day: date, *, last: bool = False) -> str | None:
        """The group on a day: none while somebody is out, unless that of the last evening inside is asked for."""
        if not self.inside(day):
            evenings = [on - DAY for on, what, _ in self.gates if what == "closed" and on <= day]
            day = max((evening for evening in evenings if self.inside(evening)), default=date.min)
            if not last or day == date.min:
                return None
        opened = max((on for on, what, _ in self.gates if what != "closed" and on <= day), default=date.min)
        fitting = [item for item in self.placed.get(axis, []) if opened <= item[0] <= day]
        return fitting[-1][2] if fitting else None

    def regrouped(self, axis: str, day: date) -> bool:
        return [item for item in self.placed[axis] if item[0] == day][-1][3]

    def town(self, day: date) -> str | None:
        town: str | None = self.of("client.registered")[0]["payload"].get("municipality")
        for event in sorted(self.of("client.changed"), key=recorded):
            if event["payload"]["field"] == "municipality" and recorded(event) <= day:
                town = event["payload"].get("value")
        return town

    def latest(self, field: str) -> date | None:
        value: str | None = self.of("client.registered")[0]["payload"].get(field)
        for event in self.of("client.changed"):
            value = event["payload"].get("value") if event["payload"]["field"] == field else value
        return iso(value) if value else None

    def labels(self, day: date) -> list[str]:
        wanted = [target["id"] for target in self.policy.get("target_groups", [])]
        return [label for label in wanted if self.has_label(label, day)]

    def has_label(self, label: str, day: date) -> bool:
        told = [event for event in self.of("label.given", "label.ended") if event["payload"]["target_group"] == label]
        given = [event for event in told if event["kind"] == "label.given" and iso(event["payload"]["on"]) <= day]
        ended = [event for event in told if event["kind"] == "label.ended" and iso(event["payload"]["on"]) <= day]
        return any(
            not any(end["order"] > start["order"] and end["payload"]["on"] >= start["payload"]["on"] for end in ended)
            for start in given
        )

    def contacts(self, day: date) -> list[tuple[str, str | None]]:
        """Who is a contact on a day, in which role, the longest standing first."""
        found: list[tuple[str, str | None, date, date]] = []
        for event in self.of("contact.added", "contact.ended"):
            said = event["payload"]
            who = (said["consultant"], said.get("role"))
            if event["kind"] == "contact.added":
                found.append((*who, iso(said["from"]), date.max))
            else:
                on = iso(said["on"])
                cut = [(*item[:3], on) if item[:2] == who and on < item[3] else item for item in found]
                found = [item for item in cut if item[2] < item[3] or (item[2] == item[3] and item[:2] != who)]
        return [item[:2] for item in found if item[2] <= day < item[3]]

    def lead(self, day: date) -> str | None:
        labels, wanted = self.labels(day), None
        for target in self.policy.get("target_groups", []):
            wanted = wanted or (target.get("lead") if target["id"] in labels else None)
        for axis in self.policy["axes"]:
            group = self.group(axis["id"], day)
            wanted = wanted or next((g.get("lead") for g in axis["groups"] if g["id"] == group), None)
        contacts = self.contacts(day)
        of = {role["id"]: role.get("organisation") for role in self.policy.get("roles", [])}
        fitting = [
            who for who, role in contacts if wanted not in (None, "client") and wanted in (role, of.get(role or ""))
        ]
        return next(iter([*fitting, *(who for who, _ in contacts)]), None)


def age_band(born: date | None, day: date) -> str:
    if born is None:
        return "unknown"
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    bands = ((27, "under_27"), (35, "27_to_34"), (45, "35_to_44"), (55, "45_to_54"), (999, "55_and_older"))
    return next(band for below, band in bands if age < below)


def duration_band(since: date | None, day: date) -> str:
    if since is None or since > day:
        return "unknown"
    ends = (("6 months", "under_6_months"), ("2 years", "to_2_years"), ("3 years", "to_3_years"))
    return next(
        (band for term, band in (*ends, ("5 years", "to_5_years")) if day < reference_due.add(since, term)), "longer"
    )


Sees = Callable[[Client, date, bool], bool]


def everybody(client: Client, day: date, last: bool) -> bool:
    return True


Cells = dict[tuple[str, str | None], Counter[str]]


def stock(clients: list[Client], first: date, last: date, sees: Sees, axes: list[str]) -> Cells:
    """Stock and flows per axis and group, from what holds in the evening before and after each day of a fact."""
    cells: Cells = defaultdict(Counter)
    for client in clients:
        days = days_of(client) | {recorded(event) for event in client.events}
        for axis in axes:
            for column, day in (("start", first - DAY), ("end", last)):
                if client.inside(day) and sees(client, day, False):
                    cells[axis, client.group(axis, day)][column] += 1
            for day in sorted(day for day in days if first <= day <= last):
                for group, column in changes(client, day, sees, axis):
                    cells[axis, group][column] += 1
    return {key: +counts for key, counts in cells.items() if +counts}


def changes(client: Client, day: date, sees: Sees, axis: str) -> list[tuple[str | None, str]]:
    eve = day - DAY
    gates = [what for on, what, _ in client.gates if on == day]
    before, after = client.group(axis, eve), client.group(axis, day)
    was = client.inside(eve) and sees(client, eve, False)
    now = client.inside(day) and sees(client, day, False)
    found: list[tuple[str | None, str]] = []
    if gates:
        opened = [what for what in gates if what != "closed"]
        if gates[0] == "closed" and was:
            found.append((before, "left"))
        if opened and client.inside(day) and now:
            found.append((after, opened[-1]))
        if opened and not client.inside(day) and sees(client, day, False):
            found += [(None, opened[-1]), (None, "left")]
        return found
    if was and now and before != after:
        name = "regrouped" if client.regrouped(axis, day) else "moved"
        found += [(before, f"{name}_out"), (after, f"{name}_in")]
    elif was and not now:
        found.append((before, "went"))
    elif now and not was:
        found.append((after, "came"))
    return found


Done = Counter[tuple[str, str]]
Terms = dict[str, tuple[date, str | None]]


class Watch:
    """What became of the due dates of one client: the second reading of due dates, asked before and after each day."""

    def __init__(self, client: Client, policy: Row, in_force: date) -> None:
        self.client, self.policy = client, policy
        self.rules = {rule["id"]: rule for rule in policy["rules"]}
        self.adoptions = [{"id": policy["id"], "rules": policy["rules"], "in_force_from": in_force}]
        self.done: Done = Counter()
        self.told: set[tuple[str, date]] = set()

    def over(self, first: date, last: date, today: date) -> Done:
        now = self.terms(first - DAY, first - DAY)
        self.told = {(name, end) for name, (end, _) in now.items() if end < first}
        busy = days_of(self.client) | {meeting["on"] for meeting in self.client.meetings}
        for day in sorted(day for day in busy if first <= day <= min(last, today)):
            self.expire(now, day)
            now = self.terms(day, day - DAY)
            self.expire(now, day)
            self.meet(now, day)
            now = self.terms(day, day)
        self.expire(now, min(last + DAY, today))
        return self.done

    def expire(self, now: Terms, day: date) -> None:
        for name, (end, apart) in now.items():
            if end < day and (name, end) not in self.told:
                self.told.add((name, end))
                self.done[name, apart or "missed"] += 1

    def meet(self, now: Terms, day: date) -> None:
        kinds = {meeting["kind"] for meeting in self.client.meetings if meeting["on"] == day}
        for name, (end, apart) in now.items():
            also = self.rules[name].get("satisfied_by", [])
            if kinds and (also == "any" or kinds & {self.rules[name]["kind"], *also}):
                if (name, end) not in self.told:
                    self.done[name, apart or "met"] += 1
                elif apart is None:
                    self.done[name, "met_late"] += 1
                self.told = {key for key in self.told if key[0] != name}

    def terms(self, day: date, meetings_until: date) -> Terms:
        """By rule: the last day on which the due date can be met, and what put it where it is."""
        lines = as_it_stood(self.client, day, meetings_until)
        if not any(line["kind"] == "client.registered" for line in lines):
            return {}
        ends: Terms = {}
        for name, said in reference_due.compute(lines, self.policy, self.adoptions, day).items():
            if said["base"] is not None:
                dossier, rule = reference_due.Dossier(lines), self.rules[name]
                until = reference_due.deferred(dossier, rule, dossier.counting(rule, "held"))
                apart = "waived" if said["due"] != said["base"] else "deferred" if until == said["base"] else None
                ends[name] = (reference_due.add(said["due"] or said["base"], rule.get("grace", "0 days")), apart)
        return ends


def days_of(client: Client) -> set[date]:
    keys = ("on", "from", "through")
    days = {iso(event["payload"][key]) for event in client.events for key in keys if event["payload"].get(key)}
    return days | {recorded(event) for event in client.of("deferral.set", "deferral.withdrawn")}


def as_it_stood(client: Client, day: date, meetings_until: date) -> list[Row]:
    """The lines whose day had come, with what was put right later already right; only meetings that were held."""
    dated = ("client.registered", "client.closed", "client.reopened", "label.given", "label.ended", "client.dated")
    fixed = {event["payload"]["corrects"]: event["payload"] for event in client.of("placement.corrected")}
    lines = []
    for event in client.events:
        kind, said = event["kind"], event["payload"]
        if kind == "placement.set":
            right = fixed.get(event["id"], said)
            said = {**said, "group": right.get("group"), "from": right["from"]}
            lines += [{**event, "payload": said}] if iso(said["from"]) <= day else []
        elif kind in ("deferral.set", "deferral.withdrawn"):
            lines += [event] if recorded(event) <= day else []
        elif kind in ("waiver.set", "waiver.ended") or (kind in dated and iso(said["on"]) <= day):
            lines.append(event)
    for number, meeting in enumerate(client.meetings):
        if meeting["on"] <= meetings_until:
            said = {"meeting": f"m{number}", "meeting_kind": meeting["kind"], "on": meeting["on"].isoformat()}
            lines.append({"id": f"h{number}", "kind": "meeting.held", "payload": said, "order": meeting["order"]})
    return sorted(lines, key=lambda line: line["order"])


def settled(clients: list[Client], first: date, last: date) -> dict[str, Counter[str]]:
    """By owner: how many commitments were kept or broken in the period, and how many are overdue at its end."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for client in clients:
        made: dict[str, Row] = {}
        for event in client.events:
            family, _, what = event["kind"].partition(".")
            said = event["payload"]
            if family == "commitment" and what == "made" and iso(said["made_on"]) <= last:
                made[said["commitment"]] = {**said, "state": "open", "when": None}
            elif family == "commitment" and said["commitment"] in made:
                late = what == "escalated" or iso(said["on"]) > last
                made[said["commitment"]].update({} if late else {"state": what, "when": iso(said["on"])})
        for one in made.values():
            if one["state"] == "open" and one.get("due_on") and iso(one["due_on"]) < last:
                found[one["owner"]]["overdue"] += 1
            if one["state"] in ("kept", "broken") and one["when"] >= first:
                found[one["owner"]][one["state"]] += 1
    return found
