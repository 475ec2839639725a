"""What a person may type for a group or a moment, beside a whole id."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.rules.naming import meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.kit import Kit


def group_id(kit: Kit, reference: str | None) -> str:
    """Return the id of the group meant by a name or the beginning of an id; for ``None``, the first group."""
    if reference is None:
        return kit.plan.home_group(tr("My group")).id
    found = meant(kit.meetings.groups(), reference)
    if found is not None:
        return found.id
    raise NotFoundError(
        tr("“{reference}” is not one group. “organiser-kit list groups” shows them.", reference=reference)
    )


def moment(text: str, timezone: str | None = None) -> datetime:
    """Return the moment that ``text`` says, in ``timezone`` when it names none itself.

    Raises:
        UserError: it says no moment.
    """
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UserError(
            tr("“{text}” is not a moment: write it like 2026-11-24T18:30+01:00.", text=text)
        ) from error
    return read.replace(tzinfo=ZoneInfo(timezone)) if read.tzinfo is None and timezone else read


def assignments(words: Sequence[str]) -> dict[str, str | None]:
    """Return the values of ``FIELD=VALUE`` words by field; an empty value means "nothing".

    Raises:
        UserError: a word is no such thing.
    """
    values: dict[str, str | None] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UserError(tr("“{word}” changes nothing: write FIELD=VALUE.", word=word))
        values[name.strip()] = value.strip() or None
    return values


def whole_number(field: str, text: str | None) -> int | None:
    """Return the number that ``text`` says, ``None`` for nothing; whether it makes sense is asked later.

    Raises:
        UserError: it is no whole number.
    """
    if text is None:
        return None
    if not text.removeprefix("-").isdecimal():
        raise UserError(tr("“{text}” is not a whole number for {field}.", text=text, field=field))
    return int(text)
