"""The indicators written a second time: straight from docs/rules.md, on plain lines of an export and the policy's TOML.

It shares no code with the program. `entered` are the payloads of `indicator.entered` in their order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.domain.reference_monitor import DAY, Client, Row, Sees, everybody, iso

OF_FACTS = ("work_full", "work_part", "hours_increase", "education", "other_income", "referral")
Found = dict[tuple[str, str | None], Row]
Typed = dict[tuple[date, date], float]


@dataclass(frozen=True)
class Asked:
    """What is asked: a period that is over or runs up to today, whom it is about, and what is known."""

    policy: Row
    clients: list[Client]
    first: date
    last: date
    today: date
    since: date
    """From when on the office recorded everything."""
    entered: list[Row]
    through: date | None = None
    """The last day that was asked for, where that is still to come."""
    sees: Sees = everybody
    about: tuple[str | None, str | None] | None = (None, None)
    """The municipality and the group that is looked at; None where it is somebody else's view."""


def indicators(asked: Asked) -> Found:
    """By indicator and group: value, of how many, what lacks, baseline, and each target as (least, reached)."""
    found: Found = {}
    for indicator in asked.policy.get("indicators", []):
        own = indicator.get("group")
        targets = holding(indicator, asked.last)
        for group in dict.fromkeys(item.get("group", own) for item in targets) or [own]:
            said = value(asked, indicator, group)
            said["baseline"] = baseline(asked, indicator, group)
            mine = [item for item in targets if item.get("group", own) == group and asked.about == (None, None)]
            said["goals"] = [goal(asked, indicator, item, said) for item in mine]
            found[indicator["id"], group] = said
    return found


def holding(indicator: Row, day: date) -> list[Row]:
    """The targets that hold: of each group the latest that began, else those without a day."""
    found = []
    for group in dict.fromkeys(item.get("group") for item in indicator.get("targets", [])):
        mine = [item for item in indicator["targets"] if item.get("group") == group]
        begun = [item["from"] for item in mine if item.get("from") and item["from"] <= day]
        found += [item for item in mine if item.get("from") == (max(begun) if begun else None)]
    return found


def part_of_year(first: date, last: date) -> Fraction:
    """By months where it is made of whole ones; else each day is a 365th, in a leap year a 366th."""
    if first.day == 1 and (last + DAY).day == 1:
        return Fraction((last.year - first.year) * 12 + last.month - first.month + 1, 12)
    share, day = Fraction(), first
    while day <= last:
        share += Fraction(1, (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days)
        day += DAY
    return share


def flows(indicator: Row) -> bool:
    """Whether in half a year half of it is to be expected."""
    yearly = any(item.get("per") == "year" for item in indicator.get("targets", []))
    return indicator["formula"] in ("count", "outflow_share") or (indicator["formula"] == "entered" and yearly)


def goal(asked: Asked, indicator: Row, target: Row, said: Row) -> tuple[float | None, bool | None]:
    """The least that reaches the target, and whether it was reached."""
    part = part_of_year(asked.first, asked.last) if flows(indicator) else 1
    if "relative" in target:
        if said["baseline"] is None:
            return None, None
        least = said["baseline"] * (1 + target["relative"]) * (part if "years" in indicator["baseline"] else 1)
    else:
        least = target["range"][0] if "range" in target else target["value"]
        least = least * (part if target.get("per") == "year" else 1)
    enough = said["value"] is not None and said["value"] > least - 1e-6
    unknown = said["value"] is None or (said["lacking"] and not enough)
    return float(least), None if unknown else enough


def baseline(asked: Asked, indicator: Row, group: str | None) -> float | None:
    given = indicator.get("baseline", {})
    if "years" not in given:
        stated: float | None = given.get("value")
        return stated
    last = asked.last.year if given.get("includes_report_year") else asked.last.year - 1
    years = [of_year(asked, indicator, group, year) for year in range(last - given["years"] + 1, last + 1)]
    return None if None in years else sum(years) / len(years)


def of_year(asked: Asked, indicator: Row, group: str | None, year: int) -> Any:
    """From facts where the office recorded all of it, else as typed in, else as stated of everybody."""
    whole = replace(asked, first=date(year, 1, 1), last=date(year, 12, 31), through=None)
    if asked.since <= whole.first and whole.last <= asked.today:
        said = value(whole, indicator, group)
        if said["value"] is not None and not said["lacking"]:
            return said["value"]
    typed = typed_in(whole, indicator, None, group)
    everybody_s = asked.about == (None, None) and group is None
    figures = asked.policy.get("figures", []) if everybody_s else []
    stated = [item["value"] for item in figures if item["id"] == f"{indicator['id']}-{year}"]
    return typed if typed is not None else next(iter(stated), None)


def value(asked: Asked, indicator: Row, group: str | None) -> Row:
    """The figure, the number of whom it is a share, and what of it nobody typed in."""
    own = typed_in(asked, indicator, None, group)
    by_hand = {what: typed_in(asked, indicator, what, group) for what in counted(indicator) if what not in OF_FACTS}
    lacking = [what for what, number in by_hand.items() if number is None]
    there = [client for client in asked.clients if days_there(asked, client, group)]
    said: Row = {"value": None, "lacking": lacking, "of": None}
    if indicator["formula"] in ("outflow_share", "coverage"):
        said["of"] = len(there)
    if own is not None and (lacking or indicator["formula"] == "entered"):
        return said | {"value": own, "lacking": []}
    if indicator["formula"] == "entered" or (lacking and len(lacking) == len(counted(indicator))):
        return said
    typed = sum(number for number in by_hand.values() if number is not None)
    if indicator["formula"] == "count":
        facts = [what for client in asked.clients for what in events(asked, client, group)]
        said["value"] = sum(facts.count(what) for what in set(counted(indicator))) + typed
    elif there and indicator["formula"] == "outflow_share":
        said["value"] = sum(left(asked, client, group, counted(indicator)) for client in there) / len(there)
    elif there:
        having = [client for client in there if has_one(asked, client, group, counted(indicator))]
        said["value"] = (len(having) + typed) / len(there)
    return said


def counted(indicator: Row) -> list[str]:
    found: list[str] = indicator.get("counts", [])
    return found


def typed_in(asked: Asked, indicator: Row, counts: str | None, group: str | None) -> float | None:
    """What was typed in about just these clients; of a period that is not over, for all of it counts as well."""
    town, of_sight = asked.about or (None, None)
    if asked.about is None or (group is not None and of_sight not in (None, group)):
        return None
    about = (indicator["id"], counts, town, group or of_sight)
    found: dict[tuple[date, date], float] = {}
    for item in asked.entered:
        if (item["indicator"], item.get("counts"), item.get("municipality"), item.get("group")) == about:
            found[iso(item["from"]), iso(item["through"])] = item["value"]
    find = added_up if flows(indicator) and indicator["formula"] != "outflow_share" else latest
    for last in (asked.through or asked.last, asked.last):
        answer = find(found, asked.first, last)
        if answer is not None:
            return answer
    return None


def latest(typed: Typed, first: date, last: date) -> float | None:
    """Of that very period, else of the last one inside it."""
    inside = [(through, start) for start, through in typed if first <= start and through <= last]
    if (first, last) in typed:
        return typed[first, last]
    return typed[max(inside)[1], max(inside)[0]] if inside else None


def added_up(typed: Typed, first: date, last: date) -> float | None:
    """The sum over periods that fill this one, each day once; of several ways the one of the longest periods."""
    if first > last:
        return 0
    for start, through in sorted(typed, reverse=True):
        if start == first and through <= last:
            rest = added_up(typed, through + DAY, last)
            if rest is not None:
                return typed[start, through] + rest
    return None


def works(client: Client) -> list[Row]:
    """Jobs in the order of their days; a closing ends them, unless into aftercare."""
    found: dict[str, Row] = {}
    for event in client.of("work.started", "work.ended", "client.closed"):
        said = event["payload"]
        if event["kind"] == "work.started":
            found[said["work"]] = {**said, "on": iso(said["on"]), "end": date.max}
        elif event["kind"] == "work.ended" and said["work"] in found:
            found[said["work"]]["end"] = iso(said["on"])
        elif event["kind"] == "client.closed" and not said.get("aftercare"):
            for job in found.values():
                job["end"] = iso(said["on"]) if job["end"] == date.max else job["end"]
    return sorted(found.values(), key=lambda job: job["on"])


def categories(policy: Row) -> dict[str, str]:
    return {item["id"]: item["category"] for item in policy.get("outflow_reasons", [])}


def happenings(asked: Asked, client: Client) -> list[tuple[date, str]]:
    """All that the facts of a client tell and an indicator can count, each with its day."""
    found, jobs = [], works(client)
    for place, job in enumerate(jobs):
        if not job.get("part_time"):
            found.append((job["on"], "work_full"))
            continue
        before = [one for one in jobs[:place] if one.get("part_time") and one["end"] >= job["on"]]
        beside = [one for one in before if one["end"] > job["on"]]
        fewer = [one for one in before if one.get("hours") and job.get("hours") and one["hours"] < job["hours"]]
        if not before:
            found.append((job["on"], "work_part"))
        elif beside or fewer == before:
            found.append((job["on"], "hours_increase"))
    for on, what, event in client.gates:
        counts = left_to(asked, event) if what == "closed" else None
        placed = any(not job.get("part_time") and job["on"] <= on <= job["end"] for job in jobs)
        if counts and not (counts == "work_full" and placed):
            found.append((on, counts))
    return found + [(iso(event["payload"]["on"]), "referral") for event in client.of("referral.made")]


def left_to(asked: Asked, closing: Row) -> str | None:
    """As what a leaving counts, by the national category of its reason; free words have none."""
    reason = closing["payload"]["reason"]
    category = categories(asked.policy).get(reason, reason)
    return {"work": "work_full", "self_employment": "work_full", "education": "education",
            "other_income": "other_income"}.get(category)  # fmt: skip


def events(asked: Asked, client: Client, group: str | None) -> list[str]:
    """What happened in the period while the client was in view and in the group; after leaving, the last ones go on."""
    return [
        what
        for on, what in happenings(asked, client)
        if asked.first <= on <= asked.last and asked.sees(client, on, True) and in_group(client, group, on, last=True)
    ]


def in_group(client: Client, group: str | None, day: date, *, last: bool = False) -> bool:
    if group is None:
        return True
    if group in client.axis_of:
        return client.group(client.axis_of[group], day, last=last) == group
    return client.has_label(group, day)


def there_on(asked: Asked, client: Client, group: str | None, day: date) -> bool:
    return client.inside(day) and asked.sees(client, day, False) and in_group(client, group, day)


def days_there(asked: Asked, client: Client, group: str | None) -> set[date]:
    """The days of the period on which somebody was there: that evening or the one before, or come and gone between."""
    there, day = set(), asked.first
    eve = there_on(asked, client, group, day - DAY)
    while day <= asked.last:
        evening = there_on(asked, client, group, day)
        if eve or evening or came_and_went(asked, client, group, day):
            there.add(day)
        eve, day = evening, day + DAY
    return there


def came_and_went(asked: Asked, client: Client, group: str | None, day: date) -> bool:
    """Whether somebody came on a day and was gone that evening: in no group then, though with labels."""
    gates = [what for on, what, _ in client.gates if on == day]
    opened_last = bool(gates) and gates[-1] == "closed" and len(gates) > 1
    return opened_last and asked.sees(client, day, False) and in_group(client, group, day)


def left(asked: Asked, client: Client, group: str | None, counts: list[str]) -> bool:
    """Whether somebody left in the period for a reason that counts, out of what was looked at."""
    return any(
        went(asked, client, group, place) and (not counts or left_to(asked, event) in counts)
        for place, (on, what, event) in enumerate(client.gates)
        if what == "closed" and asked.first <= on <= asked.last
    )


def went(asked: Asked, client: Client, group: str | None, place: int) -> bool:
    """Whether a closing took somebody out from where they stood: the evening before, or since they came that day."""
    on = client.gates[place][0]
    if client.gates[place - 1][0] < on:
        return there_on(asked, client, group, on - DAY)
    if client.gates[place + 1 :] and client.gates[place + 1][0] == on:
        # Out and in again: what else that day brought comes between the two.
        here = asked.sees is everybody or (client.gates[0][0] < on and asked.sees(client, on - DAY, False))
        return here and in_group(client, group, on - DAY)
    return came_and_went(asked, client, group, on)


def has_one(asked: Asked, client: Client, group: str | None, counts: list[str]) -> bool:
    """Whether one of the things happened, or part-time work went on, while somebody was there."""
    there = days_there(asked, client, group) if "work_part" in counts else set()
    goes_on = any(job.get("part_time") and any(job["on"] <= day < job["end"] for day in there) for job in works(client))
    return goes_on or bool(set(events(asked, client, group)) & set(counts))
