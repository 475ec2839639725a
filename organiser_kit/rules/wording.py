"""How dates, times, durations, counts and names are written, in the language of a catalogue.

Every moment handed in is already in the venue's local time: nothing here converts time zones.
"""

from __future__ import annotations

import unicodedata
from datetime import time
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from organiser_kit.i18n import Catalogue

NOON = time(12, 0)
# A two-hour meeting that starts at half past five spends most of its time after six o'clock.
EVENING = time(17, 30)


class HalfDay(Enum):
    """The part of the day a signature column stands for."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def long_date(moment: date | datetime, catalogue: Catalogue) -> str:
    """Return e.g. ``mardi 24 novembre 2026`` or ``Tuesday 24 November 2026``."""
    weekday = weekday_name(moment, catalogue)
    month = month_name(moment, catalogue)
    if moment.day == 1:
        # French writes the first of a month, and only the first, as an ordinal: "1er".
        return catalogue.tr("{weekday} 1 {month} {year}", weekday=weekday, month=month, year=moment.year)
    return catalogue.tr(
        "{weekday} {day} {month} {year}", weekday=weekday, day=moment.day, month=month, year=moment.year
    )


def day_and_month(moment: date | datetime, catalogue: Catalogue) -> str:
    """Return e.g. ``mardi 24 novembre`` or ``Tuesday 24 November``, where the year goes without saying."""
    weekday = weekday_name(moment, catalogue)
    month = month_name(moment, catalogue)
    if moment.day == 1:
        return catalogue.tr("{weekday} 1 {month}", weekday=weekday, month=month)
    return catalogue.tr("{weekday} {day} {month}", weekday=weekday, day=moment.day, month=month)


def short_date(moment: date | datetime, catalogue: Catalogue) -> str:
    """Return e.g. ``24/11/2026``."""
    return catalogue.tr("{day:02}/{month:02}/{year:04}", day=moment.day, month=moment.month, year=moment.year)


def clock_time(moment: datetime | time, catalogue: Catalogue) -> str:
    """Return e.g. ``9 h 05`` (no-break spaces) or ``09:05``."""
    return catalogue.tr("{hour:02}:{minute:02}", hour=moment.hour, minute=moment.minute)


def time_range(start: datetime | time, end: datetime | time, catalogue: Catalogue) -> str:
    """Return e.g. ``18 h 30 - 20 h 30`` or ``18:30-20:30``, with an en dash."""
    return catalogue.tr(
        "{start_time}\u2013{end_time}",
        start_time=clock_time(start, catalogue),
        end_time=clock_time(end, catalogue),
    )


def duration(minutes: int, catalogue: Catalogue) -> str:
    """Return a length of time, e.g. ``2 h 00`` or ``2 h``; under an hour, ``45 min``.

    Raises:
        ValueError: ``minutes`` is negative.
    """
    if minutes < 0:
        raise ValueError(f"a duration cannot be negative: {minutes}")
    hours, rest = divmod(minutes, 60)
    if not hours:
        return catalogue.tr("{minutes} min", minutes=rest)
    if not rest:
        return catalogue.tr("{hours} h", hours=hours)
    return catalogue.tr("{hours} h {minutes:02}", hours=hours, minutes=rest)


def half_day(moment: datetime | time) -> HalfDay:
    """Return the part of the day in which a meeting starts.

    French sign-in sheets ask for one signature per half-day, and many meetings are evenings: before noon,
    from noon, from 17:30.
    """
    start = time(moment.hour, moment.minute)
    if start < NOON:
        return HalfDay.MORNING
    return HalfDay.AFTERNOON if start < EVENING else HalfDay.EVENING


def half_day_label(half: HalfDay, catalogue: Catalogue) -> str:
    """Return e.g. ``matin``, ``après-midi``, ``soirée``."""
    labels = {
        HalfDay.MORNING: catalogue.tr("morning"),
        HalfDay.AFTERNOON: catalogue.tr("afternoon"),
        HalfDay.EVENING: catalogue.tr("evening"),
    }
    return labels[half]


def weekday_name(moment: date | datetime, catalogue: Catalogue) -> str:
    """Return e.g. ``mardi`` or ``Tuesday``."""
    names = (
        catalogue.tr("Monday"),
        catalogue.tr("Tuesday"),
        catalogue.tr("Wednesday"),
        catalogue.tr("Thursday"),
        catalogue.tr("Friday"),
        catalogue.tr("Saturday"),
        catalogue.tr("Sunday"),
    )
    return names[moment.weekday()]


def month_name(moment: date | datetime, catalogue: Catalogue) -> str:
    """Return e.g. ``novembre`` or ``November``."""
    names = (
        catalogue.tr("January"),
        catalogue.tr("February"),
        catalogue.tr("March"),
        catalogue.tr("April"),
        catalogue.tr("May"),
        catalogue.tr("June"),
        catalogue.tr("July"),
        catalogue.tr("August"),
        catalogue.tr("September"),
        catalogue.tr("October"),
        catalogue.tr("November"),
        catalogue.tr("December"),
    )
    return names[moment.month - 1]


def grouped(n: int, catalogue: Catalogue) -> str:
    """Return e.g. ``77 000`` (with a narrow no-break space) or ``77,000``."""
    return f"{n:,}".replace(",", "\u202f" if catalogue.language == "fr" else ",")


def display_name(family: str, given: str) -> str:
    """Return e.g. ``DE LA TOUR Jeanne``: family name in capitals with its accents, then given name.

    Capitals follow Unicode: œ becomes Œ and ß becomes SS. The given name is kept as it was typed.
    """
    return " ".join([*_tidy(family).upper().split(), *_tidy(given).split()])


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name)
