"""School holidays, from a file that comes with the program: they are published, no rule gives them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache

import msgspec

from assets.paths import asset
from organiser_kit.toml_files import read_toml

_FORMAT = 1


class SchoolHoliday(StrEnum):
    """The holidays of a school year."""

    AUTUMN = "autumn"
    CHRISTMAS = "christmas"
    WINTER = "winter"
    SPRING = "spring"


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from"}):
    """Days without classes in some zones: from ``first``, until the day on which classes begin again."""

    kind: SchoolHoliday
    zones: tuple[str, ...]
    first: date
    until: date


class SchoolYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published year; ``first`` and ``last`` are its first and last day of classes."""

    name: str
    source: str
    first: date
    last: date
    holidays: tuple[Span, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    years: tuple[SchoolYear, ...]


@cache
def school_years() -> tuple[SchoolYear, ...]:
    """Return the years that the program knows."""
    return read_toml(asset("calendars", "school-holidays.toml"), _File, _FORMAT).years


def year_of(day: date) -> SchoolYear | None:
    """Return the school year of a day, ``None`` when the program has no data for it or in summer."""
    return next((year for year in school_years() if year.first <= day <= year.last), None)


def school_holidays_on(day: date) -> tuple[Span, ...]:
    """Return the school holidays during which ``day`` falls."""
    year = year_of(day)
    return tuple(span for span in year.holidays if span.first <= day < span.until) if year else ()
