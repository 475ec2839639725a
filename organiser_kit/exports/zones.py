"""A time zone as a calendar file describes it: every change of the clock that its events need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

_BEFORE = timedelta(days=370)
"""How long before the first event the description begins: at least one summer and one winter."""


class Observance(NamedTuple):
    """From ``onset``, on the clock as it was before, the clock goes by ``after``."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def observances(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[Observance]:
    """Yield how the clock of ``zone`` goes from before ``first`` until ``last``, both aware."""
    begin = (first - _BEFORE).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    yield _observance(zone, begin, begin)
    moment, end = begin, last.astimezone(UTC)
    while moment < end:
        following = moment + timedelta(days=1)
        if _offset(zone, moment) != _offset(zone, following):
            change = _change_between(zone, moment, following)
            yield _observance(zone, change - timedelta(minutes=1), change)
        moment = following


def _observance(zone: ZoneInfo, just_before: datetime, change: datetime) -> Observance:
    before, local = _offset(zone, just_before), change.astimezone(zone)
    return Observance(
        onset=(change + before).replace(tzinfo=None),
        before=before,
        after=_offset(zone, change),
        name=local.tzname() or zone.key,
        is_summer=bool(local.dst()),
    )


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Return the first minute at which the clock goes as it does at ``high``."""
    wanted = _offset(zone, high)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        low, high = (low, middle) if _offset(zone, middle) == wanted else (middle, high)
    return high


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
