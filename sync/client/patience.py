"""How long a server asks to be left alone."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    import httpx

LONGEST_PAUSE = 3600.0
"""What a server asks for beyond this, in seconds, is a mistake of its clock or of its configuration."""


def retry_after(response: httpx.Response) -> float | None:
    """Return for how many seconds the server wants to be left alone, ``None`` when it does not say.

    It says it in seconds or as a date (RFC 9110, 10.2.3); a date is read against the server's own clock.
    """
    text = response.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return min(float(text[:12]), LONGEST_PAUSE)
    then, now = moment(text), moment(response.headers.get("date", ""))
    if then is None or now is None:
        return None
    return min(max(0.0, (then - now).total_seconds()), LONGEST_PAUSE)


def moment(text: str) -> datetime | None:
    """Return the moment in an HTTP date, ``None`` when it is none."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
