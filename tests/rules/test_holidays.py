"""Public holidays of France, computed, and what is said about a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from organiser_kit.calendars.hints import day_hints
from organiser_kit.calendars.school import school_holidays_on, school_years
from organiser_kit.rules.holidays import Holiday, easter, holidays_on, is_local


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2024, (3, 31)), (2026, (4, 5)), (2027, (3, 28))],
)
def test_easter_falls_where_the_almanacs_say(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_easter_is_always_a_sunday_in_its_five_weeks() -> None:
    for year in range(1900, 2200):
        day = easter(year)
        assert day.weekday() == 6
        assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_a_year_has_its_eleven_days() -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    national = [one for day in days for one in holidays_on(day) if not is_local(one)]
    assert len(national) == 11
    assert holidays_on(date(2027, 5, 6)) == (Holiday.ASCENSION,)
    assert holidays_on(date(2027, 5, 17)) == (Holiday.WHIT_MONDAY,)
    assert holidays_on(date(2027, 3, 26)) == (Holiday.GOOD_FRIDAY,)


def test_two_holidays_may_share_a_day() -> None:
    assert holidays_on(date(2008, 5, 1)) == (Holiday.LABOUR_DAY, Holiday.ASCENSION)


def test_school_holidays_end_on_the_morning_that_classes_begin_again() -> None:
    assert school_holidays_on(date(2026, 11, 1))
    assert not school_holidays_on(date(2026, 11, 2))
    zones = {zone for span in school_holidays_on(date(2027, 2, 15)) for zone in span.zones}
    assert zones == {"A", "C"}
    for year in school_years():
        for span in year.holidays:
            assert year.first < span.first < span.until < year.last
            assert (span.first.weekday(), span.until.weekday()) == (5, 0)


def test_a_day_is_told_about_in_words() -> None:
    assert day_hints(date(2026, 11, 24)) == ()
    assert day_hints(date(2026, 11, 11)) == ("Public holiday: Armistice of 1918. Is the venue open?",)
    assert day_hints(date(2027, 3, 3)) == ("School holidays: winter holidays, in zone B.",)
    assert day_hints(date(2027, 2, 24)) == ("School holidays: winter holidays, in zones A and B.",)
    assert day_hints(date(2026, 12, 22)) == ("School holidays: Christmas holidays, in zones A, B and C.",)
    assert day_hints(date(2026, 12, 26))[0].startswith("Local holiday: St Stephen’s Day")
    assert "not known to the kit" in day_hints(date(2031, 3, 4))[0]
    assert day_hints(date(2027, 7, 20))[0].startswith("Summer")
