"""The timekeeper's clock across a crash or a restart: kept on this laptop, never sent anywhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.rules.running_clock import Running

if TYPE_CHECKING:
    from organiser_kit.services.store import Store

STALE = timedelta(hours=12)
"""A clock that nobody touched for longer belongs to another day."""


class _Kept(msgspec.Struct, frozen=True):
    """What is written down: the clock, and the timeline whose activities it counts."""

    kit: str
    activities: int
    running: Running


class RunningClocks:
    """Journey J6: one clock a meeting."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def correction(self) -> timedelta:
        """Return what is to be added to the clock of this laptop."""
        return self._store.clock.offset()

    def resume(self, meeting_id: str, kit: str, activities: int) -> Running:
        """Return the clock of a meeting as it was left.

        It begins anew where another kit is in use by now, where that counts other activities, or where the
        last move is half a day old.

        Args:
            meeting_id: whose clock.
            kit: the name of the kit that the meeting runs by.
            activities: how many activities it has.
        """
        written = self._store.device.get(_key(meeting_id))
        if written is None:
            return Running()
        kept = msgspec.json.decode(written, type=_Kept)
        same = (kept.kit, kept.activities) == (kit, activities)
        return kept.running if same and not self._is_stale(kept.running) else Running()

    def keep(self, meeting_id: str, kit: str, activities: int, running: Running) -> None:
        """Write the clock of a meeting down after a move."""
        written = msgspec.json.encode(_Kept(kit, activities, running)).decode()
        with self._store.database.transaction():
            self._store.device.put(_key(meeting_id), written)

    def _is_stale(self, running: Running) -> bool:
        return bool(running.turns) and self._store.clock.now() - _last_move(running) > STALE


def _last_move(running: Running) -> datetime:
    return running.ended_at or running.paused_at or running.turns[-1].began_at


def _key(meeting_id: str) -> str:
    return f"running:{meeting_id}"
