"""Steps on the wall clock: a meeting at 18:30 is at 18:30 again, whatever summer time does in between."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo


def later(moment: datetime, step: timedelta, zone: ZoneInfo) -> datetime:
    """Return, in UTC, the moment whose wall clock in ``zone`` shows ``step`` more than that of ``moment``."""
    # Python's own sums of aware times are sums on the wall clock.
    return (moment.astimezone(zone) + step).astimezone(UTC)
