"""French public holidays, computed: no table to renew.

Source: Code du travail, article L3133-1, for the eleven days; L3134-13 for the two more of Alsace and
Moselle; L3422-2 for the day on which each overseas territory remembers that slavery was abolished (dates:
decree no. 83-1003 of 23 November 1983).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.i18n import Catalogue


class Holiday(StrEnum):
    """A day on which many venues are closed."""

    NEW_YEAR = "new_year"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    VICTORY_1945 = "victory_1945"
    ASCENSION = "ascension"
    WHIT_MONDAY = "whit_monday"
    NATIONAL_DAY = "national_day"
    ASSUMPTION = "assumption"
    ALL_SAINTS = "all_saints"
    ARMISTICE_1918 = "armistice_1918"
    CHRISTMAS = "christmas"
    GOOD_FRIDAY = "good_friday"
    SAINT_STEPHEN = "saint_stephen"
    ABOLITION_MAYOTTE = "abolition_mayotte"
    ABOLITION_MARTINIQUE = "abolition_martinique"
    ABOLITION_GUADELOUPE = "abolition_guadeloupe"
    ABOLITION_GUYANE = "abolition_guyane"
    ABOLITION_REUNION = "abolition_reunion"


_FIXED = {
    (1, 1): Holiday.NEW_YEAR,
    (5, 1): Holiday.LABOUR_DAY,
    (5, 8): Holiday.VICTORY_1945,
    (7, 14): Holiday.NATIONAL_DAY,
    (8, 15): Holiday.ASSUMPTION,
    (11, 1): Holiday.ALL_SAINTS,
    (11, 11): Holiday.ARMISTICE_1918,
    (12, 25): Holiday.CHRISTMAS,
    (12, 26): Holiday.SAINT_STEPHEN,
    (4, 27): Holiday.ABOLITION_MAYOTTE,
    (5, 22): Holiday.ABOLITION_MARTINIQUE,
    (5, 27): Holiday.ABOLITION_GUADELOUPE,
    (6, 10): Holiday.ABOLITION_GUYANE,
    (12, 20): Holiday.ABOLITION_REUNION,
}
_FROM_EASTER = {
    -2: Holiday.GOOD_FRIDAY,
    1: Holiday.EASTER_MONDAY,
    39: Holiday.ASCENSION,
    50: Holiday.WHIT_MONDAY,
}
_LOCAL = frozenset(
    {
        Holiday.GOOD_FRIDAY,
        Holiday.SAINT_STEPHEN,
        Holiday.ABOLITION_MAYOTTE,
        Holiday.ABOLITION_MARTINIQUE,
        Holiday.ABOLITION_GUADELOUPE,
        Holiday.ABOLITION_GUYANE,
        Holiday.ABOLITION_REUNION,
    }
)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar: the algorithm of Meeus, Jones and Butcher."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    fourth, left = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * fourth - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays_on(day: date) -> tuple[Holiday, ...]:
    """Return the holidays that fall on ``day``, those of the whole country first."""
    after_easter = (day - easter(day.year)).days
    found = (_FIXED.get((day.month, day.day)), _FROM_EASTER.get(after_easter))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one in _LOCAL))


def is_local(holiday: Holiday) -> bool:
    """Return whether a day is a holiday in one part of the country only."""
    return holiday in _LOCAL


def holiday_words(holiday: Holiday, catalogue: Catalogue) -> str:
    """Return what a holiday is called, with where it counts if that is not everywhere."""
    names = {
        Holiday.NEW_YEAR: catalogue.tr("New Year’s Day"),
        Holiday.EASTER_MONDAY: catalogue.tr("Easter Monday"),
        Holiday.LABOUR_DAY: catalogue.tr("Labour Day"),
        Holiday.VICTORY_1945: catalogue.tr("Victory of 1945"),
        Holiday.ASCENSION: catalogue.tr("Ascension Day"),
        Holiday.WHIT_MONDAY: catalogue.tr("Whit Monday"),
        Holiday.NATIONAL_DAY: catalogue.tr("National Day"),
        Holiday.ASSUMPTION: catalogue.tr("Assumption"),
        Holiday.ALL_SAINTS: catalogue.tr("All Saints’ Day"),
        Holiday.ARMISTICE_1918: catalogue.tr("Armistice of 1918"),
        Holiday.CHRISTMAS: catalogue.tr("Christmas Day"),
        Holiday.GOOD_FRIDAY: catalogue.tr("Good Friday, in Alsace and Moselle"),
        Holiday.SAINT_STEPHEN: catalogue.tr("St Stephen’s Day, in Alsace and Moselle"),
        Holiday.ABOLITION_MAYOTTE: catalogue.tr("Abolition of slavery, in Mayotte"),
        Holiday.ABOLITION_MARTINIQUE: catalogue.tr("Abolition of slavery, in Martinique"),
        Holiday.ABOLITION_GUADELOUPE: catalogue.tr("Abolition of slavery, in Guadeloupe"),
        Holiday.ABOLITION_GUYANE: catalogue.tr("Abolition of slavery, in French Guiana"),
        Holiday.ABOLITION_REUNION: catalogue.tr("Abolition of slavery, in Réunion"),
    }
    return names[holiday]
