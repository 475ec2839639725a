"""Texts changed by hand before they are used: kept on this laptop for each meeting, never sent anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.services.store import Store


class Drafts:
    """The organiser's own texts of invitations and reminders."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, meeting_id: str) -> dict[str, str]:
        """Return the texts of a meeting that were changed, by what they are for."""
        kept: dict[str, str] = json.loads(self._store.device.get(_key(meeting_id)) or "{}")
        return kept

    def keep(self, meeting_id: str, texts: Mapping[str, str]) -> None:
        """Keep these texts of a meeting, and no others."""
        with self._store.database.transaction():
            self._store.device.put(_key(meeting_id), json.dumps(dict(texts)))


def _key(meeting_id: str) -> str:
    return f"drafts:{meeting_id}"
