"""rules.md section 8: due talks over the days of a quarter, nothing later than it must be."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.quarter import Placed, Room, Spread, Talk
from caseload_tui.solving.highs import best

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def spread(talks: list[Talk], rooms: list[Room]) -> tuple[Placed, ...]:
    question = Spread(talks, rooms)
    return question.answered(best(question.program()))


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
    assert lateness(talks, found) == min(lateness(talks, way) for way in ways)


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


def lateness(talks: list[Talk], way: tuple[date | None, ...]) -> tuple[int, int]:
    pairs = list(zip(talks, way, strict=True))
    return sum(on is None for _, on in pairs), sum(max(0, (on - item.deadline).days) for item, on in pairs if on)
