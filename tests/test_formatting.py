from __future__ import annotations

import gettext
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui import formatting, i18n

DAY = date(2026, 11, 23)  # a Monday
DUTCH = {
    "today": "vandaag",
    "tomorrow": "morgen",
    "yesterday": "gisteren",
    "{days} d late": "{days} d te laat",
    "in {days} d": "over {days} d",
    "in {weeks} wk": "over {weeks} wk",
    "in {months} mo": "over {months} mnd",
    "in {years} yr": "over {years} jr",
}


class _DutchWords(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return DUTCH.get(message, message)


@pytest.fixture(autouse=True)
def restored_language() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.set_language(before)


@pytest.fixture
def dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gettext, "translation", lambda *_args, **_named: _DutchWords())
    i18n.set_language("nl")


@pytest.fixture
def english() -> None:
    i18n.set_language("en")


@pytest.mark.parametrize(
    ("distance", "shown"),
    [
        *((0, "vandaag"), (1, "morgen"), (-1, "gisteren"), (4, "vr 27 nov"), (-4, "do 19 nov"), (9, "wo 2 dec")),
        *((182, "ma 24 mei"), (183, "25-5-2027"), (-182, "ma 25 mei"), (-183, "24-5-2026")),
    ],
)
@pytest.mark.usefixtures("dutch")
def test_a_date_in_a_dutch_list_is_as_short_as_it_can_be(distance: int, shown: str) -> None:
    assert formatting.near_date(DAY + timedelta(days=distance), DAY) == shown


@pytest.mark.usefixtures("english")
def test_a_date_in_an_english_list_names_its_month() -> None:
    assert formatting.near_date(DAY, DAY) == "today"
    assert formatting.near_date(date(2026, 11, 27), DAY) == "Fri 27 Nov"
    assert formatting.near_date(date(2027, 11, 27), DAY) == "27 Nov 2027"


@pytest.mark.usefixtures("dutch")
def test_dutch_dates_are_written_the_dutch_way() -> None:
    assert formatting.long_date(date(2026, 8, 12)) == "12 augustus 2026"
    assert formatting.short_date(date(2026, 3, 2)) == "2-3-2026"
    assert formatting.week_header(DAY) == "ma 23 nov 2026 · wk 48"


@pytest.mark.usefixtures("english")
def test_english_dates_never_look_like_american_ones() -> None:
    assert formatting.long_date(date(2026, 8, 12)) == "12 August 2026"
    assert formatting.short_date(date(2026, 3, 2)) == "2 Mar 2026"
    assert formatting.week_header(date(2027, 1, 1)) == "Fri 1 Jan 2027 · wk 53"


@pytest.mark.parametrize(
    ("days", "dutch_text", "english_text"),
    [
        (-41, "41 d te laat", "41 d late"),
        (-1, "1 d te laat", "1 d late"),
        (0, "vandaag", "today"),
        (1, "over 1 d", "in 1 d"),
        (13, "over 13 d", "in 13 d"),
        (14, "over 2 wk", "in 2 wk"),
        (21, "over 3 wk", "in 3 wk"),
        (92, "over 3 mnd", "in 3 mo"),
        (365, "over 12 mnd", "in 12 mo"),
        (730, "over 2 jr", "in 2 yr"),
    ],
)
def test_a_term_says_how_far_off_it_is(
    days: int, dutch_text: str, english_text: str, request: pytest.FixtureRequest
) -> None:
    i18n.set_language("en")
    assert formatting.days_text(days) == english_text
    request.getfixturevalue("dutch")
    assert formatting.days_text(days) == dutch_text


@pytest.mark.usefixtures("english")
def test_lengths_of_time_are_in_their_largest_units() -> None:
    assert [formatting.months_text(n) for n in (0, 5, 24, 27)] == ["0 mo", "5 mo", "2 yr", "2 yr 3 mo"]
    assert [formatting.minutes_text(n) for n in (0, 45, 60, 90)] == ["0 min", "45 min", "1 h", "1 h 30 min"]
    assert formatting.time_text(time(9, 5)) == "9:05"


@pytest.mark.usefixtures("english")
def test_a_duration_is_in_words_with_the_right_plural() -> None:
    assert formatting.duration_text(1, "week") == "1 week"
    assert [formatting.duration_text(2, unit) for unit in ("day", "weeks", "month", "years")] == [
        *("2 days", "2 weeks"),
        *("2 months", "2 years"),
    ]
    with pytest.raises(ValueError, match="fortnight"):
        formatting.duration_text(1, "fortnight")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1.25, 1, "1,3"),
        (0.15, 1, "0,2"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(-5, 2), 0, "-3"),
        (Decimal("1234.5"), 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (-0.01, 1, "0,0"),
        (Fraction(-1, 100), 1, "0,0"),
        (0, 1, "0,0"),
    ],
)
def test_dutch_numbers_have_a_decimal_comma(value: formatting.Number, decimals: int, shown: str) -> None:
    i18n.set_language("nl")
    assert formatting.number(value, decimals) == shown


@pytest.mark.usefixtures("english")
def test_english_numbers_have_a_decimal_point() -> None:
    assert formatting.number(1234.5, 1) == "1,234.5"
    assert formatting.percent(Fraction(4, 5)) == "80%"
    assert formatting.percent(0.125, 1) == "12.5%"


@given(st.fractions(-10_000, 10_000), st.integers(0, 4))
def test_a_rounded_number_is_never_further_off_than_half_a_step(value: Fraction, decimals: int) -> None:
    i18n.set_language("en")
    shown = Fraction(formatting.number(value, decimals).replace(",", ""))
    assert abs(shown - value) <= Fraction(1, 2 * 10**decimals)


def test_a_change_of_language_is_seen_at_once() -> None:
    i18n.set_language("nl")
    assert formatting.near_date(date(2026, 10, 9), DAY) == "vr 9 okt"
    i18n.set_language("en")
    assert formatting.near_date(date(2026, 10, 9), DAY) == "Fri 9 Oct"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_months_and_days_are_called_as_in_the_cldr(language: str) -> None:
    locale, names = Locale(language), formatting.NAMES[language]
    widths = (("wide", names.months, names.days), ("abbreviated", names.short_months, names.short_days))
    for width, months, days in widths:
        assert [locale.months["format"][width][number].rstrip(".") for number in range(1, 13)] == list(months)
        assert [locale.days["format"][width][number].rstrip(".") for number in range(7)] == list(days)
