"""rules.md section 8: due talks over the days of a quarter, nothing later than it must be."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.agenda import Agenda, Appointment
from caseload_tui.domain.arranging import Placed, Room, Talk, free_rooms
from caseload_tui.domain.office import Consultant, Leave
from caseload_tui.domain.quarter import Spread
from caseload_tui.solving.highs import best

MONDAY = date(2026, 11, 23)
START = date(2025, 1, 1)
DAY = timedelta(days=1)


def spread(talks: list[Talk], rooms: list[Room]) -> tuple[Placed, ...]:
    return Spread(talks, rooms).placed(best)


def talk(client: str, deadline: int, takes: int = 60, earliest: int = 0, hood: str | None = None) -> Talk:
    due = MONDAY + deadline * DAY
    wished = max(MONDAY + earliest * DAY, due - 3 * DAY)
    return Talk(client, "progress", "talk", takes, due, due, MONDAY + earliest * DAY, wished, hood)


def week(*minutes: int, first: date = MONDAY) -> list[Room]:
    return [Room(first + number * DAY, left) for number, left in enumerate(minutes)]


def test_all_in_time_where_there_is_room_and_the_week_never_too_full() -> None:
    placed = spread([talk(f"c{n}", 4) for n in range(5)], week(60, 60, 60, 60, 60))
    assert {item.on for item in placed} == {MONDAY + n * DAY for n in range(5)}
    assert not any(item.late for item in placed)


def test_what_cannot_be_in_time_is_late_by_as_few_days_as_can_be_and_the_oldest_goes_first() -> None:
    talks = [talk("old", -30), talk("older", -60), talk("new", 0)]
    placed = {item.talk.client: item.on for item in spread(talks, week(60, 60, 60))}
    assert sorted(placed.values()) == [MONDAY + n * DAY for n in range(3)]  # type: ignore[type-var]
    assert (placed["older"] or date.max) < (placed["old"] or date.min)


def test_a_day_off_gets_nothing_and_what_finds_no_room_says_so() -> None:
    placed = spread([talk("a", 4), talk("b", 4)], week(0, 60, 0))
    assert [item.on for item in placed] == [MONDAY + DAY, None]


def test_a_talk_longer_than_a_day_has_a_day_where_the_week_has_the_time() -> None:
    assert [item.on for item in spread([talk("a", 4, takes=90)], week(40, 40, 40))] != [None]
    assert [item.on for item in spread([talk("a", 4, takes=90)], week(40, 40, 0))] == [None]


def test_visits_of_one_neighbourhood_share_a_day_where_nothing_gets_late_by_it() -> None:
    rooms = [*week(180, 180, 180, 180, 180), *week(180, 180, 180, 180, 180, first=MONDAY + 7 * DAY)]
    talks = [talk(f"c{n}", 3 + n, hood="7411") for n in range(3)] + [talk("far", 5, hood="7431")]
    placed = spread(talks, rooms)
    days = {item.on for item in placed if item.talk.hood == "7411"}
    assert len(days) == 1
    assert not any(item.late for item in placed)


def test_who_must_go_without_is_who_can_wait_longest_and_never_the_oldest() -> None:
    talks = [talk("soon", 4), talk("late", -40), talk("later", 30), talk("oldest", -90)]
    placed = {item.talk.client: item.on for item in spread(talks, week(60, 60, 60))}
    assert placed == {"oldest": MONDAY, "late": MONDAY + DAY, "soon": MONDAY + 2 * DAY, "later": None}


def test_days_off_leave_and_holidays_have_no_room_and_plans_take_theirs() -> None:
    person = Consultant(
        "anna", "Anna", "consultant", (), ((START, 0.8),), days=((START, ("mon", "tue", "thu", "fri")),),
        leave=(Leave(date(2025, 5, 12), date(2025, 5, 16)),),
    )  # fmt: skip
    planned = (Appointment(date(2025, 4, 14), "09:00", 60), Appointment(date(2025, 4, 15), None, 500))
    rooms = free_rooms(Agenda(person, planned), date(2025, 4, 14), date(2025, 6, 13), a_day=120)
    days = {room.on: room.left for room in rooms}
    assert not [day for day in days if day.weekday() in (2, 5, 6)]
    # Easter Monday, Liberation Day in its fifth year, Ascension Day, Whit Monday.
    assert not {date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 29), date(2025, 6, 9)} & days.keys()
    # King's Day is on Saturday the 26th when the 27th is a Sunday: Monday is a day like others.
    assert (days[date(2025, 4, 28)], days[date(2025, 5, 6)], days[date(2025, 4, 14)]) == (120, 120, 60)
    assert date(2025, 4, 15) not in days
    assert not [day for day in days if date(2025, 5, 12) <= day <= date(2025, 5, 16)]
    assert date(2026, 5, 5) in {room.on for room in free_rooms(Agenda(person, ()), START, date(2026, 5, 8), a_day=1)}
    ordinary = free_rooms(Agenda(person, planned), date(2025, 4, 14), date(2025, 4, 15), a_day=300, each=100)
    assert [room.left for room in ordinary] == [200, 200]


def crowd(number: int, *takes: int) -> list[Talk]:
    return [talk(f"c{n:03}", (n * 37) % 150 - 60, takes[n % len(takes)], max(0, n % 60 - 20)) for n in range(number)]


def quarter(minutes: int) -> list[Room]:
    return [room for n in range(13) for room in week(*[minutes] * 5, first=MONDAY + 7 * n * DAY)]


def test_a_large_team_is_spread_week_by_week_nearly_as_well_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    talks, rooms = crowd(150, 60), quarter(120)
    whole = spread(talks, rooms)
    monkeypatch.setattr("caseload_tui.domain.quarter.MOST_CHOICES", 0)
    mixed = [*talks[1:], replace(talks[0], takes=45)]
    found = spread(mixed, rooms)
    way = tuple(item.on for item in found)
    assert fits([item.talk for item in found], rooms, way)
    without, late = lateness([item.talk for item in whole], rooms, tuple(item.on for item in whole))
    again = lateness([item.talk for item in found], rooms, way)
    assert (again[0], again[1] < 1.02 * late) == (without, True)


def test_what_is_too_much_for_a_quarter_is_soon_spread() -> None:
    began = time.process_time()
    found = spread(crowd(180, 30, 45, 60), quarter(80))
    assert time.process_time() - began < 5
    assert fits([item.talk for item in found], quarter(80), tuple(item.on for item in found))
    behind = [item for item in found if item.late or item.on is None]
    for older, younger in product(behind, repeat=2):
        alike = older.talk.takes == younger.talk.takes and older.talk.deadline < younger.talk.deadline
        if alike and younger.on is not None and (older.on is None or older.on > younger.on):
            assert older.talk.earliest > younger.on


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_other_spread_is_earlier(data: st.DataObject) -> None:
    number = st.integers
    rooms = week(*(data.draw(number(0, 3)) for _ in range(4))) + week(data.draw(number(0, 2)), first=MONDAY + 7 * DAY)
    talks = [
        talk(
            f"c{n}",
            data.draw(number(-2, 8)),
            takes=data.draw(number(1, 2)),
            earliest=data.draw(number(0, 3)),
            hood=data.draw(st.sampled_from([None, "7411"])),
        )
        for n in range(data.draw(number(0, 5)))
    ]
    placed = {item.talk: item.on for item in spread(talks, rooms)}
    found = tuple(placed[item] for item in talks)
    days = [None, *(room.on for room in rooms if room.left)]
    ways = [way for way in product(days, repeat=len(talks)) if fits(talks, rooms, way)]
    assert found in ways
    assert lateness(talks, rooms, found) == min(lateness(talks, rooms, way) for way in ways)


def fits(talks: list[Talk], rooms: list[Room], way: tuple[date | None, ...]) -> bool:
    """Tell whether a spread keeps to the rules, written a second time."""
    longest = max((item.takes for item in talks), default=0)
    by_week: dict[tuple[int, int], list[int]] = {}
    for room in rooms:
        asked = sum(item.takes for item, on in zip(talks, way, strict=True) if on == room.on)
        if asked and asked >= room.left + longest:
            return False
        here = by_week.setdefault(room.on.isocalendar()[:2], [0, 0])
        here[0] += asked
        here[1] += room.left
    early = any(on is not None and on < item.earliest for item, on in zip(talks, way, strict=True))
    return not early and all(asked <= left for asked, left in by_week.values())


def lateness(talks: list[Talk], rooms: list[Room], way: tuple[date | None, ...]) -> tuple[int, int]:
    """How many have no day; and days late from the first day on, where none is as late as after all days and terms."""
    open_days = [room.on for room in rooms if room.left > 0]
    after = max([*open_days, *(item.deadline for item in talks), MONDAY]) + DAY
    eve = open_days[0] - DAY if open_days else MONDAY
    pairs = zip(talks, way, strict=True)
    return way.count(None), sum(max(0, ((on or after) - max(item.deadline, eve)).days) for item, on in pairs)
