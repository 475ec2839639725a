"""The meetings of one month, week by week, with what the calendar says about each day. No Qt here."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.calendars.school import school_holidays_on
from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.holidays import holiday_words, holidays_on, is_local
from organiser_kit.rules.wording import long_date, month_name, weekday_name
from ui.pages import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ui.pages.meetings.presenter import Listed


@dataclass(frozen=True)
class DayCell:
    """One day: ``spoken`` says all of it for whoever does not see the month."""

    day: date
    inside: bool
    is_today: bool
    holiday: str
    school: bool
    meetings: tuple[Listed, ...]
    spoken: str


@dataclass(frozen=True)
class MonthState:
    """One month; a week has seven days, from Monday."""

    year: int
    month: int
    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[DayCell, ...], ...]
    undated: int


def month_of(meetings: Iterable[Listed], year: int, month: int, today: date) -> MonthState:
    """Return a month with its meetings; those without a date are only counted."""
    by_day: dict[date, list[Listed]] = {}
    undated = 0
    for one in meetings:
        if one.day is None:
            undated += 1
        else:
            by_day.setdefault(one.day, []).append(one)
    words = current()
    weeks = tuple(
        tuple(_cell(day, month, today, by_day.get(day, [])) for day in week)
        for week in Calendar().monthdatescalendar(year, month)
    )
    return MonthState(
        year=year,
        month=month,
        title=phrases.capital(tr("{month} {year}", month=month_name(weeks[1][0].day, words), year=year)),
        weekdays=tuple(phrases.capital(weekday_name(day.day, words)) for day in weeks[0]),
        weeks=weeks,
        undated=undated,
    )


def _cell(day: date, month: int, today: date, meetings: list[Listed]) -> DayCell:
    words = current()
    holiday = next((holiday_words(one, words) for one in holidays_on(day) if not is_local(one)), "")
    school = bool(school_holidays_on(day))
    ordered = tuple(sorted(meetings, key=lambda one: one.time))
    parts = [phrases.capital(long_date(day, words))]
    if day == today:
        parts.append(tr("today"))
    if holiday:
        parts.append(holiday)
    if school:
        parts.append(tr("school holidays"))
    if ordered:
        parts.append(trn("{n} meeting", "{n} meetings", len(ordered)))
        parts.extend(meeting_words(one) for one in ordered)
    return DayCell(
        day, day.month == month, day == today, phrases.capital(holiday), school, ordered, ", ".join(parts)
    )


def meeting_words(listed: Listed) -> str:
    """Return one meeting in words, for whoever does not see its place in the month."""
    return tr(
        "{time}, {title}, {rank}, {where}, {status}",
        time=listed.time,
        title=listed.title,
        rank=listed.rank,
        where=listed.where,
        status=listed.status,
    )


def shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month that lie some months later, or earlier below zero."""
    years, place = divmod(month - 1 + months, 12)
    return year + years, place + 1
