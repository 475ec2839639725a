"""What somebody who plans a meeting may like to know about its day: hints in words, never a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.calendars.school import SchoolHoliday, school_holidays_on, year_of
from organiser_kit.i18n import current, tr
from organiser_kit.rules.holidays import holiday_words, holidays_on, is_local

if TYPE_CHECKING:
    from datetime import date

_SATURDAY = 5
_SUMMER = (7, 8)


def day_hints(day: date) -> tuple[str, ...]:
    """Return one sentence for each thing to know about ``day``; nothing to say is no sentence."""
    return (*_public(day), *_school(day), *_weekend(day))


def _public(day: date) -> tuple[str, ...]:
    words = current()
    return tuple(
        tr("Local holiday: {name}.", name=holiday_words(one, words))
        if is_local(one)
        else tr("Public holiday: {name}. Is the venue open?", name=holiday_words(one, words))
        for one in holidays_on(day)
    )


def _school(day: date) -> tuple[str, ...]:
    spans = school_holidays_on(day)
    if spans:
        zones = sorted({zone for span in spans for zone in span.zones})
        name = school_words(spans[0].kind)
        if len(zones) == 3:
            return (tr("School holidays: {name}, in zones A, B and C.", name=name),)
        if len(zones) == 2:
            first, last = zones
            return (
                tr(
                    "School holidays: {name}, in zones {first} and {last}.", name=name, first=first, last=last
                ),
            )
        return (tr("School holidays: {name}, in zone {zone}.", name=name, zone=zones[0]),)
    if year_of(day) is None and day.month in _SUMMER:
        return (tr("Summer: many people and venues are on holiday."),)
    if year_of(day) is None:
        return (tr("The school holidays of this period are not known to the kit: look them up."),)
    return ()


def _weekend(day: date) -> tuple[str, ...]:
    return (tr("This is a day of the weekend."),) if day.weekday() >= _SATURDAY else ()


def school_words(kind: SchoolHoliday) -> str:
    """Return what school holidays are called."""
    return {
        SchoolHoliday.AUTUMN: tr("autumn holidays"),
        SchoolHoliday.CHRISTMAS: tr("Christmas holidays"),
        SchoolHoliday.WINTER: tr("winter holidays"),
        SchoolHoliday.SPRING: tr("spring holidays"),
    }[kind]
