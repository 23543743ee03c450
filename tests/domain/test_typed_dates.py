from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caseload_tui import i18n
from caseload_tui.domain.typed_dates import parse_date, parse_time
from caseload_tui.errors import Refused
from caseload_tui.formatting import long_date, near_date, short_date, time_text

TODAY = date(2026, 11, 24)  # a Tuesday
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
middle_days = st.dates(date(1901, 1, 1), date(2198, 12, 31))
WEEKDAYS = [
    ("ma", "monday"),
    ("di", "tue"),
    ("woensdag", "wed"),
    ("do", "thu"),
    ("vr", "fri"),
    ("za", "sat"),
    ("zo", "sun"),
]


@pytest.fixture(autouse=True, params=["nl", "en"], scope="module")
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language(before)


@given(days, days)
def test_every_shown_date_is_read_back(day: date, today: date) -> None:
    assert parse_date(short_date(day), today) == day
    assert parse_date(long_date(day), today) == day
    assert parse_date(day.isoformat(), today) == day


@given(middle_days, st.integers(-182, 182))
def test_a_near_date_is_read_back_or_refused_but_never_taken_for_another(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    shown = near_date(day, today)
    if day.year == today.year:
        assert parse_date(shown, today) == day
    elif abs(distance) > 1:
        with pytest.raises(Refused):
            parse_date(shown, today)


@given(days, st.sampled_from("-/."), st.booleans())
def test_the_day_always_comes_before_the_month(day: date, separator: str, padded: bool) -> None:
    numbers = (f"{day.day:02}", f"{day.month:02}") if padded else (str(day.day), str(day.month))
    assert parse_date(separator.join((*numbers, str(day.year))), TODAY) == day
    assume((day.month, day.day) != (2, 29))
    assert parse_date(separator.join(numbers), TODAY) == day.replace(year=TODAY.year)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "day"),
    [
        ("3 mei", TODAY, None, date(2027, 5, 3)),
        ("3-5", TODAY, None, date(2027, 5, 3)),
        ("24-11", TODAY, None, TODAY),
        ("ma 3 mei", TODAY, None, date(2027, 5, 3)),
        ("28 dec", None, TODAY, date(2025, 12, 28)),
        ("3 mei", None, TODAY, date(2026, 5, 3)),
        ("29 feb", date(2027, 6, 1), None, None),
        ("3 mei", date(2026, 11, 1), TODAY, date(2026, 5, 3)),
        ("3 mei 2026", TODAY, None, date(2026, 5, 3)),
    ],
)
def test_a_day_without_a_year_lies_where_it_can(
    typed: str, earliest: date | None, latest: date | None, day: date | None
) -> None:
    if day is None:
        with pytest.raises(Refused):
            parse_date(typed, TODAY, earliest=earliest, latest=latest)
    else:
        assert parse_date(typed, TODAY, earliest=earliest, latest=latest) == day


@given(st.integers(1, 99), st.integers(13, 99), st.integers(1900, 2199))
def test_an_impossible_month_is_never_turned_round(day: int, month: int, year: int) -> None:
    with pytest.raises(Refused):
        parse_date(f"{day}-{month}-{year}", TODAY)


@given(st.text())
def test_any_text_is_a_date_within_the_years_or_refused(text: str) -> None:
    try:
        day = parse_date(text, TODAY)
    except Refused:
        return
    assert 1900 <= day.year <= 2199


@given(middle_days, st.integers(0, 6))
def test_a_weekday_is_strictly_after_or_before_today(today: date, weekday: int) -> None:
    for name in WEEKDAYS[weekday]:
        later, earlier = parse_date(name, today), parse_date(f"vorige {name}", today)
        assert later.weekday() == earlier.weekday() == weekday
        assert timedelta(days=1) <= later - today <= timedelta(days=7)
        assert timedelta(days=1) <= today - earlier <= timedelta(days=7)
        assert parse_date(f"last {name}", today) == earlier


@given(middle_days, st.integers(0, 300))
def test_days_and_weeks_are_counted_from_today(today: date, amount: int) -> None:
    assert parse_date(f"+{amount}d", today) == today + timedelta(days=amount)
    assert parse_date(f"-{amount}d", today) == today - timedelta(days=amount)
    assert parse_date(f"+{amount // 7}w", today) == today + timedelta(weeks=amount // 7)


@given(middle_days, st.integers(0, 11))
def test_months_keep_the_day_or_take_the_last_of_the_month(today: date, amount: int) -> None:
    later = parse_date(f"+{amount}m", today)
    assert (later.year - today.year) * 12 + later.month - today.month == amount
    assert later.day == min(today.day, calendar.monthrange(later.year, later.month)[1])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3-4-2026", date(2026, 4, 3)),
        ("03-04-2026", date(2026, 4, 3)),
        ("3/4/2026", date(2026, 4, 3)),
        ("3.4.2026", date(2026, 4, 3)),
        ("3-4", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("29-2-2028", date(2028, 2, 29)),
        (" Vandaag ", date(2026, 11, 24)),
        ("TODAY", date(2026, 11, 24)),
        ("morgen", date(2026, 11, 25)),
        ("overmorgen", date(2026, 11, 26)),
        ("gisteren", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 23)),
        ("eergisteren", date(2026, 11, 22)),
        ("di", date(2026, 12, 1)),
        ("dinsdag", date(2026, 12, 1)),
        ("wed", date(2026, 11, 25)),
        ("vorige di", date(2026, 11, 17)),
        ("last tuesday", date(2026, 11, 17)),
        ("afgelopen ma.", date(2026, 11, 23)),
        ("3 mei", date(2026, 5, 3)),
        ("3 mei 2027", date(2027, 5, 3)),
        ("3 May", date(2026, 5, 3)),
        ("03 mrt.", date(2026, 3, 3)),
        ("vr 27 nov", date(2026, 11, 27)),
        ("vrijdag 8 januari 2027", date(2027, 1, 8)),
        ("+2w", date(2026, 12, 8)),
        ("-2w", date(2026, 11, 10)),
        ("+3d", date(2026, 11, 27)),
        ("+1m", date(2026, 12, 24)),
        ("+1y", date(2027, 11, 24)),
        ("+1j", date(2027, 11, 24)),
        ("+1 W", date(2026, 12, 1)),
    ],
)
def test_a_typed_date_is_read_as_meant(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "x", "31-4-2026", "29-2", "29-2-2027", "0-1-2026", "1-0-2026", "4-13-2026", "2026-13-01"),
        *("2026-4-3", "2026/04/03", "3-4/2026", "3-4-", "3--4", "may 3", "3 mei, 2026", "32 mei", "3 meii"),
        *("3 mei 26", "3-4-26", "3-4-026", "3-4-02026", "1-1-1899", "1-1-2200", "1899-12-31"),
        *("+9999y", "-9999y", "-500y", "+2", "2w", "+2x", "++2w", "vorige", "vorige vandaag", "volgende di", "d"),
        *("do 27 nov", "vr 8 jan", "20261127", "3", "٣-٤-٢٠٢٦", "３-4-2026", "1-1-2026 9:30", "3-4-2026T00:00"),
    ],
)
def test_what_is_unclear_or_impossible_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_date(text, TODAY)


def test_a_refusal_says_what_is_wrong() -> None:
    with pytest.raises(Refused, match="two digits"):
        parse_date("3-4-26", TODAY)
    with pytest.raises(Refused, match="1900 through 2199"):
        parse_date("3-4-1826", TODAY)
    with pytest.raises(Refused, match="not a day of the calendar"):
        parse_date("31-4-2026", TODAY)
    with pytest.raises(Refused, match="does not fall on that weekday in 2026"):
        parse_date("do 27 nov", TODAY)


def test_a_refusal_repeats_the_text_harmlessly_and_briefly() -> None:
    with pytest.raises(Refused) as refusal:
        parse_date("{client}\x1b[31m" + "x" * 10_000, TODAY)
    assert "{client}" in refusal.value.title
    assert "\x1b" not in refusal.value.title
    assert len(refusal.value.title) < 100


@given(st.times())
def test_every_shown_time_is_read_back(moment: time) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert parse_time(time_text(minute)) == minute
    assert parse_time(f"{minute:%H%M}") == minute
    assert parse_time(f"{minute.hour}u{minute.minute:02}") == minute


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        *(("9:30", time(9, 30)), ("930", time(9, 30)), ("0930", time(9, 30)), ("14.15", time(14, 15))),
        *(("9u30", time(9, 30)), ("9U", time(9)), (" 0:00 ", time(0)), ("23:59", time(23, 59))),
    ],
)
def test_a_typed_time_is_read_as_meant(text: str, moment: time) -> None:
    assert parse_time(text) == moment


@pytest.mark.parametrize(
    "text", ["", "9", "24:00", "9:60", "9:3", "9;30", "99999", "-9:30", "9:30:00", "half tien", "٩:٣٠"]
)
def test_an_unclear_time_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a time"):
        parse_time(text)
