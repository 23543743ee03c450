"""When a meeting is due, written a second time: straight from docs/rules.md, on plain dictionaries.

It shares no code with the program, so that a misreading of the rules in either of the two shows as a difference.
A rule is a dictionary with the keys of a framework file; an event has `id`, `kind` and `payload`, as in an export.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
DAY = timedelta(days=1)


def add(day: date, text: str, sign: int = 1) -> date:
    count, unit = text.split()
    number = int(count) * sign
    match unit.rstrip("s"):
        case "day":
            return day + number * DAY
        case "week":
            return day + number * 7 * DAY
        case "year":
            number *= 12
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def nominal(text: str) -> int:
    count, unit = text.split()
    return int(count) * {"day": 1, "week": 7, "month": 30, "year": 365}[unit.rstrip("s")]


def interval(rule: Row) -> str | None:
    return f"{12 // rule['per_year']} months" if "per_year" in rule else rule.get("every")


def term_of(rule: Row, last: date | None) -> str | None:
    return interval(rule) if last else rule.get("first_within") or interval(rule)


def notice(rule: Row, term: str | None) -> str:
    return rule.get("notice") or (term if term and nominal(term) < 28 else "28 days")


def window(rule: Row, term: str | None) -> str:
    return rule.get("window") or (f"{min(14, nominal(term) // 4)} days" if term else "14 days")


def still_counting(events: list[Row]) -> list[Row]:
    """Leave out what was undone; an undo that was itself undone takes nothing back."""
    gone: set[str] = set()
    for event in reversed(events):
        if event["kind"] == "undone" and event["id"] not in gone:
            gone.add(event["payload"]["event"])
    return [{**event, "order": order} for order, event in enumerate(events) if event["id"] not in gone]


class Dossier:
    """One client's events, read as the rules need them."""

    def __init__(self, events: list[Row]) -> None:
        self.events = still_counting(events)
        opened = self.of("client.registered") + self.of("client.reopened")
        self.registered = self.day(opened[0])
        self.opened = self.day(opened[-1])
        closed = self.of("client.closed")
        after = closed and closed[-1]["order"] > opened[-1]["order"]
        self.closed = self.day(closed[-1]) if after else None
        self.aftercare = bool(after and closed[-1]["payload"].get("aftercare"))
        self.last_closing = self.day(closed[-1]) if closed else None
        self.last_closing_order = closed[-1]["order"] if closed else -1
        self.meetings = self.read_meetings()

    def of(self, *kinds: str) -> list[Row]:
        return [event for event in self.events if event["kind"] in kinds]

    @staticmethod
    def day(event: Row, key: str = "on") -> date:
        return date.fromisoformat(event["payload"][key])

    def group_on(self, axis: str, day: date) -> str | None:
        return self.placement_on(axis, day)[1]

    def placement_on(self, axis: str, day: date) -> tuple[date | None, str | None]:
        placed: dict[str, tuple[date, int, str | None]] = {}
        for event in self.of("placement.set", "placement.corrected"):
            payload = event["payload"]
            if payload["axis"] == axis:
                name = payload.get("corrects", event["id"])
                order = placed[name][1] if name in placed else event["order"]
                placed[name] = (self.day(event, "from"), order, payload["group"])
        fitting = [item for item in placed.values() if self.opened <= item[0] <= day]
        start, _, group = max(fitting, key=lambda item: item[:2]) if fitting else (None, 0, None)
        return start, group

    def has_label(self, target: str, day: date) -> bool:
        told = [event for event in self.of("label.given", "label.ended") if event["payload"]["target_group"] == target]
        given = [event for event in told if event["kind"] == "label.given" and self.day(event) <= day]
        ended = [event for event in told if event["kind"] == "label.ended" and self.day(event) <= day]
        return any(
            not any(end["order"] > start["order"] and self.day(end) >= self.day(start) for end in ended)
            for start in given
        )

    def read_meetings(self) -> dict[str, Row]:
        meetings: dict[str, Row] = {}
        for event in self.events:
            payload, kind = event["payload"], event["kind"]
            if not kind.startswith("meeting."):
                continue
            meeting = meetings.setdefault(payload["meeting"], {"state": None, "recorded": None})
            meeting["told"] = event["order"]
            if kind in ("meeting.planned", "meeting.held"):
                meeting.update(kind=payload["meeting_kind"], on=self.day(event), state=kind.split(".")[1])
                if kind == "meeting.held" and meeting["recorded"] is None:
                    meeting["recorded"] = event["order"]
            elif kind == "meeting.amended":
                meeting["on"] = self.day(event) if payload.get("on") else meeting["on"]
                meeting["kind"] = payload.get("meeting_kind") or meeting["kind"]
            elif kind != "meeting.signed":
                meeting["state"] = "gone"
        for meeting in meetings.values():
            if meeting["state"] == "planned" and meeting["told"] < self.last_closing_order:
                meeting["state"] = "gone"
        return meetings

    def counting(self, rule: Row, state: str) -> list[Row]:
        also = rule.get("satisfied_by", [])
        return [
            meeting
            for meeting in self.meetings.values()
            if meeting["state"] == state and (also == "any" or meeting["kind"] in [rule["kind"], *also])
        ]

    def boundaries(self) -> list[date]:
        keys = ("on", "from")
        days = {self.day(event, key) for event in self.events for key in keys if event["payload"].get(key)}
        return sorted(day for day in days | {self.opened} if day >= self.opened)


def stay(dossier: Dossier, holds: Callable[[date], bool], keeps: str) -> date | None:
    """Return the first day of the unbroken stay that goes on; a gap that fits in the notice breaks nothing."""
    start: date | None = None
    left: date | None = None
    for day in dossier.boundaries():
        if holds(day):
            if start is None or (left is not None and day > add(left, keeps)):
                start = day
            left = None
        elif start is not None and left is None:
            left = day
    return start if left is None else None


def in_scope(dossier: Dossier, rule: Row, axes: dict[str, list[str]], day: date) -> bool:
    groups = rule.get("groups", [])
    axis = next((axis for axis, ids in axes.items() if groups and groups[0] in ids), None)
    wanted, barred = rule.get("target_groups", []), rule.get("not_target_groups", [])
    return (
        (axis is None or dossier.group_on(axis, day) in groups)
        and (not wanted or any(dossier.has_label(target, day) for target in wanted))
        and not any(dossier.has_label(target, day) for target in barred)
    )


SAME = ("id", "kind", "once", "groups", "target_groups", "not_target_groups", "clients")


def in_force(rule: Row, adoptions: list[Row]) -> date:
    """Return the day from which the rule goes on without a break; adoptions stand in their order, the latest last."""
    day: date = adoptions[-1]["in_force_from"]
    for newer, older in zip(reversed(adoptions), reversed(adoptions[:-1]), strict=False):
        alike = [
            old
            for old in older["rules"]
            if all(old.get(key) == rule.get(key) for key in SAME) and interval(old) == interval(rule)
        ]
        if newer.get("replaces") != older["id"] or not alike:
            break
        day = older["in_force_from"]
    return day


def applying(dossier: Dossier, framework: Row, adoptions: list[Row]) -> list[Row]:
    """Return the rules that hold for the client as the facts stand."""
    rules = []
    for rule in framework["rules"]:
        if rule.get("during") == "aftercare" or dossier.closed:
            continue
        which = rule.get("clients")
        is_new = dossier.registered >= in_force(rule, adoptions)
        if (which == "new" and not is_new) or (which == "existing" and is_new):
            continue
        if in_scope(dossier, rule, framework["axes"], date.max):
            rules.append(rule)
    return [rule for rule in rules if not any(gives_way(rule, to, framework, dossier) for to in rules)]


def gives_way(rule: Row, to: Row, framework: Row, dossier: Dossier) -> bool:
    """Tell whether the second rule replaces the first: by name, or since its target group is listed first."""

    def rank(one: Row) -> int:
        order, labels = framework["target_groups"], one.get("target_groups", [])
        return min((order.index(label) for label in labels if dossier.has_label(label, date.max)), default=99)

    named, back = rule["id"] in to.get("instead_of", []), to["id"] in rule.get("instead_of", [])
    if named != back:
        return named
    alike = all(one.get("target_groups") for one in (rule, to)) and rule["kind"] == to["kind"]
    alike = alike and rule.get("once") == to.get("once")
    dated = all(interval(one) or one.get("first_within") or one.get("by") for one in (rule, to))
    alike = alike and (dated or bool(set(rule.get("instead_of", [])) & set(to.get("instead_of", []))))
    return (named or alike) and rank(to) < rank(rule)


def anchor(dossier: Dossier, name: str, framework: Row, rule: Row) -> date | None:
    if name == "registration":
        return dossier.opened
    if name == "placement":
        present = [dossier.placement_on(axis, date.max) for axis in framework["axes"]]
        named = [start for start, group in present if group in rule.get("groups", [])]
        return next(iter(named or [start for start, group in present if group is not None]), None)
    dated = [event for event in dossier.of("client.dated") if event["payload"]["fact"] == name]
    if dated:
        return dossier.day(dated[-1])
    held = dossier.counting({"kind": name}, "held")
    return max(meeting["on"] for meeting in held) if held else None


def base(dossier: Dossier, rule: Row, framework: Row, adoptions: list[Row]) -> Row:
    """Return what the facts alone say about one rule that holds: began, last, due, whether it is met for good."""
    force = in_force(rule, adoptions)
    scoped = any(rule.get(key) for key in ("groups", "target_groups", "not_target_groups"))
    held = dossier.counting(rule, "held")
    term = term_of(rule, max((meeting["on"] for meeting in held), default=None) if not rule.get("once") else None)
    keeps = notice(rule, term)
    start = stay(dossier, lambda day: in_scope(dossier, rule, framework["axes"], day), keeps)
    assert start is not None
    began = max(start if scoped else dossier.opened, force)
    if rule.get("once"):
        held = [meeting for meeting in held if meeting["on"] >= began]
    last = max((meeting["on"] for meeting in held), default=None)
    met = bool(rule.get("once") and last)
    said = {"began": began, "last": last, "due": None, "met": met, "term": term, "notice": keeps}
    if said["met"]:
        return said
    due: date
    if last is not None:
        origin = last
    elif rule.get("after"):
        found = anchor(dossier, rule["after"], framework, rule)
        if found is None or found < force:
            return said
        origin = found
    else:
        origin = began
    if last is None and rule.get("by"):
        due = rule["by"]
    elif term is None:
        return said
    else:
        due = add(origin, term)
    if began > origin:
        due = max(due, add(began, keeps))
    until = deferred(dossier, rule, held)
    said["due"] = max(due, until) if until else due
    return said


def deferred(dossier: Dossier, rule: Row, held: list[Row]) -> date | None:
    told = [
        event
        for event in dossier.of("deferral.set", "deferral.withdrawn")
        if event["payload"]["rule"] == rule["id"] and event["order"] > dossier.last_closing_order
    ]
    if not told or told[-1]["kind"] == "deferral.withdrawn":
        return None
    if any(meeting["recorded"] > told[-1]["order"] for meeting in held):
        return None
    return dossier.day(told[-1], "until")


def waivers(dossier: Dossier, rule: Row) -> list[tuple[date, date]]:
    """Return the waived spells, both days included, those that touch taken as one."""
    spells: list[tuple[date, date]] = []
    for event in dossier.of("waiver.set", "waiver.ended", "client.closed"):
        payload = event["payload"]
        if event["kind"] == "client.closed":
            on = dossier.day(event) - DAY
            spells = [(start, min(through, on)) for start, through in spells]
        elif payload["rule"] == rule["id"]:
            start = dossier.day(event, "from")
            through = date.fromisoformat(payload["through"]) if payload.get("through") else date.max
            if event["kind"] == "waiver.set":
                spells.append((start, through))
            else:
                spells = [(one, through if one == start else until) for one, until in spells]
        spells = [(start, through) for start, through in spells if start <= through]
    merged: list[tuple[date, date]] = []
    for start, through in sorted(spells):
        if merged and (merged[-1][1] == date.max or start <= merged[-1][1] + DAY):
            merged[-1] = (merged[-1][0], max(merged[-1][1], through))
        else:
            merged.append((start, through))
    return merged


def standing(dossier: Dossier, rule: Row, said: Row, today: date) -> Row:
    """Return what holds on a day: the due date after waivers, the state and whether it is late."""
    if said["due"] is None:
        return {"due": None, "state": None, "late": False, "planned": None}
    spells, due = waivers(dossier, rule), said["due"]
    for start, through in spells:
        if due is not None and due >= start:
            due = None if through == date.max else max(due, add(through + DAY, said["notice"]))
    grace = rule.get("grace", "0 days")
    planned = sorted(meeting["on"] for meeting in dossier.counting(rule, "planned"))
    coming = [day for day in planned if day >= today]
    silent = [day for day in planned if day < today and (said["last"] is None or day > said["last"])]
    late = due is not None and add(due, grace) < today
    if any(start <= today <= through for start, through in spells):
        state = "waived"
    elif coming:
        state = "planned"
    elif silent:
        state = "unrecorded"
    elif due is None:
        return {"due": None, "state": None, "late": False, "planned": None}
    elif late:
        state = "overdue"
    elif add(due, window(rule, said["term"]), -1) <= today:
        state = "due"
    else:
        state = "upcoming"
    return {"due": due, "state": state, "late": late, "planned": coming[0] if coming else None}


def compute(events: list[Row], framework: Row, adoptions: list[Row], today: date) -> dict[str, Row]:
    """Return, by rule id, all that holds for the client."""
    dossier = Dossier(events)
    answer = {}
    for rule in applying(dossier, framework, adoptions):
        said = base(dossier, rule, framework, adoptions)
        if not said["met"]:
            answer[rule["id"]] = {**said, "base": said["due"], **standing(dossier, rule, said, today)}
    return answer
