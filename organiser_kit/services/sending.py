"""Whether something written for others has left this laptop yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.services.store import Store

LONGEST_ANSWER = 8_000
"""Characters of one text: about three pages, well within what one record may hold on its way."""


def waits(store: Store, record_id: str) -> bool:
    """Return whether something of a record still waits for an exchange."""
    found = store.database.value(
        "SELECT count(*) FROM outbox WHERE record_id = ? AND state IN ('pending', 'needs_upgrade')",
        (record_id,),
    )
    return bool(found)


def tidy(text: str | None) -> str | None:
    """Return a text as it is kept: without the blanks around it and what no text holds, ``None`` for nothing.

    Raises:
        UserError: it is too long to be sent.
    """
    kept = (text or "").replace("\0", "").strip()
    if len(kept) > LONGEST_ANSWER:
        raise UserError(
            tr(
                "This text has {length} characters and at most {most} can be sent: shorten it.",
                length=len(kept),
                most=LONGEST_ANSWER,
            )
        )
    return kept or None


def tidied(values: Mapping[str, object]) -> dict[str, Any]:
    """Return fields with their texts as they are kept."""
    return {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
