"""Dates, times, counts and names as French and English write them."""

from __future__ import annotations

import gettext
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.i18n import Catalogue
from organiser_kit.rules.wording import (
    HalfDay,
    clock_time,
    day_and_month,
    display_name,
    duration,
    half_day,
    half_day_label,
    long_date,
    short_date,
    time_range,
)

FRENCH_TEXTS = {
    "{weekday} 1 {month} {year}": "{weekday} 1er {month} {year}",
    "{weekday} 1 {month}": "{weekday} 1er {month}",
    "{hour:02}:{minute:02}": "{hour}\u00a0h\u00a0{minute:02}",
    "{start_time}\u2013{end_time}": "{start_time}\u00a0\u2013 {end_time}",
    "{minutes} min": "{minutes}\u00a0min",
    "{hours} h": "{hours}\u00a0h\u00a000",
    "{hours} h {minutes:02}": "{hours}\u00a0h\u00a0{minutes:02}",
    "morning": "matin",
    "afternoon": "après-midi",
    "evening": "soirée",
    "Tuesday": "mardi",
    "November": "novembre",
    "December": "décembre",
}


class FewTexts(gettext.NullTranslations):
    """Just enough French to see that every text goes through the catalogue."""

    def gettext(self, message: str) -> str:
        return FRENCH_TEXTS.get(message, message)


FRENCH = Catalogue("fr", FewTexts())
ENGLISH = Catalogue("en", gettext.NullTranslations())
MEETING = datetime(2026, 11, 24, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_date_is_written_in_full() -> None:
    assert long_date(MEETING, FRENCH) == "mardi 24 novembre 2026"
    assert long_date(MEETING, ENGLISH) == "Tuesday 24 November 2026"


def test_only_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert long_date(date(2026, 12, 1), FRENCH) == "mardi 1er décembre 2026"
    assert long_date(date(2026, 12, 1), ENGLISH) == "Tuesday 1 December 2026"
    assert day_and_month(date(2026, 12, 1), FRENCH) == "mardi 1er décembre"
    assert day_and_month(date(2026, 12, 1), ENGLISH) == "Tuesday 1 December"
    assert day_and_month(MEETING, FRENCH) == "mardi 24 novembre"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_english_dates_agree_with_the_c_locale(day: date) -> None:
    assert long_date(day, ENGLISH) == f"{day:%A} {day.day} {day:%B} {day.year}"
    assert short_date(day, ENGLISH) == f"{day:%d/%m/%Y}" == short_date(day, FRENCH)


def test_times_have_no_break_spaces_in_french() -> None:
    assert clock_time(MEETING, FRENCH) == "18\u00a0h\u00a030"
    assert clock_time(time(9, 5), FRENCH) == "9\u00a0h\u00a005"
    assert clock_time(time(9, 5), ENGLISH) == "09:05"


def test_a_time_range() -> None:
    end = MEETING + timedelta(hours=2)
    assert time_range(MEETING, end, ENGLISH) == "18:30\u201320:30"
    assert time_range(MEETING, end, FRENCH) == "18\u00a0h\u00a030\u00a0\u2013 20\u00a0h\u00a030"


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (120, "2\u00a0h\u00a000", "2 h"),
        (125, "2\u00a0h\u00a005", "2 h 05"),
        (45, "45\u00a0min", "45 min"),
        (0, "0\u00a0min", "0 min"),
        (1500, "25\u00a0h\u00a000", "25 h"),
    ],
)
def test_durations(minutes: int, french: str, english: str) -> None:
    assert duration(minutes, FRENCH) == french
    assert duration(minutes, ENGLISH) == english


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        duration(-1, FRENCH)


@pytest.mark.parametrize(
    ("start", "half", "label"),
    [
        (time(0, 0), HalfDay.MORNING, "matin"),
        (time(11, 59, 59), HalfDay.MORNING, "matin"),
        (time(12, 0), HalfDay.AFTERNOON, "après-midi"),
        (time(17, 29), HalfDay.AFTERNOON, "après-midi"),
        (time(17, 30), HalfDay.EVENING, "soirée"),
        (time(23, 59), HalfDay.EVENING, "soirée"),
    ],
)
def test_half_days(start: time, half: HalfDay, label: str) -> None:
    assert half_day(start) is half
    assert half_day(datetime.combine(date(2026, 11, 24), start)) is half
    assert half_day_label(half, FRENCH) == label
    assert half_day_label(half, ENGLISH) == half.value


@pytest.mark.parametrize(
    ("family", "given", "written"),
    [
        ("Exemple-Martin", "Jeanne", "EXEMPLE-MARTIN Jeanne"),
        ("de la Tour", "Jeanne", "DE LA TOUR Jeanne"),
        ("d\u2019Étampes", "Zoë", "D\u2019ÉTAMPES Zoë"),
        ("Lecœur", "Anne", "LECŒUR Anne"),
        ("Weiß", "Jörg", "WEISS Jörg"),
        ("  Le   Goff ", " Anne  Marie ", "LE GOFF Anne Marie"),
        ("Nin\u0303o", "Ame\u0301lie", "NIÑO Amélie"),
        ("", "Madonna", "Madonna"),
        ("Exemple", "", "EXEMPLE"),
    ],
)
def test_family_names_in_capitals(family: str, given: str, written: str) -> None:
    assert display_name(family, given) == written
