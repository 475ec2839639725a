"""How a wrong clock is told to the person who can set it."""

from __future__ import annotations

from organiser_kit.i18n import trn

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def clock_warning(offset_seconds: int) -> str:
    """Return the sentence about a clock to which ``offset_seconds`` must be added."""
    size, is_slow = abs(offset_seconds), offset_seconds > 0
    if size < 2 * _HOUR:
        return _minutes(round(size / _MINUTE), is_slow=is_slow)
    if size < 2 * _DAY:
        return _hours(round(size / _HOUR), is_slow=is_slow)
    return _days(round(size / _DAY), is_slow=is_slow)


def _minutes(n: int, *, is_slow: bool) -> str:
    if is_slow:
        return trn(
            "This laptop's clock is {n} minute slow: set it. Meanwhile the kit corrects what it records.",
            "This laptop's clock is {n} minutes slow: set it. Meanwhile the kit corrects what it records.",
            n,
        )
    return trn(
        "This laptop's clock is {n} minute fast: set it. Meanwhile the kit corrects what it records.",
        "This laptop's clock is {n} minutes fast: set it. Meanwhile the kit corrects what it records.",
        n,
    )


def _hours(n: int, *, is_slow: bool) -> str:
    if is_slow:
        return trn(
            "This laptop's clock is {n} hour slow: set it. Meanwhile the kit corrects what it records.",
            "This laptop's clock is {n} hours slow: set it. Meanwhile the kit corrects what it records.",
            n,
        )
    return trn(
        "This laptop's clock is {n} hour fast: set it. Meanwhile the kit corrects what it records.",
        "This laptop's clock is {n} hours fast: set it. Meanwhile the kit corrects what it records.",
        n,
    )


def _days(n: int, *, is_slow: bool) -> str:
    if is_slow:
        return trn(
            "This laptop's clock is {n} day slow: set it. Meanwhile the kit corrects what it records.",
            "This laptop's clock is {n} days slow: set it. Meanwhile the kit corrects what it records.",
            n,
        )
    return trn(
        "This laptop's clock is {n} day fast: set it. Meanwhile the kit corrects what it records.",
        "This laptop's clock is {n} days fast: set it. Meanwhile the kit corrects what it records.",
        n,
    )
