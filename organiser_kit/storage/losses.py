"""The fail-safe of the way down: an exchange that would take away very many people stops and asks.

A wrong hand on the server, or a server that is not the one it says, must not empty a laptop in an evening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.oplog.op import Row
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState

ALWAYS = 20
"""So many people may always be deleted at once, whatever part of the group that is."""
PERCENT = 30
_KEY = "losses:"


def too_many(count: int, of: int) -> bool:
    """Return whether losing ``count`` of ``of`` people asks for a person's word."""
    return count > max(ALWAYS, of * PERCENT // 100)


class HeldBackError(SyncError):
    """A server asks to take away more people than can be right without a person saying so.

    Attributes:
        count: how many at least, with those that went since the last exchange that came to its end.
        of: how many people there were.
    """

    def __init__(self, count: int, of: int) -> None:
        super().__init__(
            tr(
                "The server asks to remove at least {count} of {of} people of a group, which is unusual: "
                "no more is removed for now. If it is meant, exchange once with “sync --accept-deletions”.",
                count=count,
                of=of,
            )
        )
        self.count = count
        self.of = of


class Losses:
    """Counts the people that an exchange takes away. Whatever writes needs an open transaction."""

    def __init__(self, database: Database, device: DeviceState) -> None:
        self._database = database
        self._device = device

    def check(self, scope: str, rows: Sequence[Row]) -> None:
        """Count what ``rows``, not yet merged, take away.

        The count goes on from page to page and from one exchange to the next, until one comes to its
        end: cut into small pieces, the same loss is the same loss.

        Raises:
            HeldBackError: it is too much; nothing of the page may go in.
        """
        going = self._going(rows)
        if not going:
            return
        before = int(self._device.get(_KEY + scope) or "0")
        living = "SELECT count(*) FROM people WHERE scope = ? AND alive = 1"
        count, of = before + going, before + int(self._database.value(living, (scope,)))
        if too_many(count, of):
            raise HeldBackError(count, of)
        self._device.put(_KEY + scope, str(count))

    def _going(self, rows: Sequence[Row]) -> int:
        gone = [
            row.record_id
            for row in rows
            if row.record == "person" and (row.erased or (row.alive is not None and not row.alive[0]))
        ]
        places = ", ".join("?" * len(gone))
        here = f"SELECT count(*) FROM people WHERE alive = 1 AND id IN ({places})"
        return int(self._database.value(here, gone)) if gone else 0

    def forget(self) -> None:
        """Begin to count anew: everything that came was taken in."""
        self._database.execute("DELETE FROM device_state WHERE key LIKE ?", (_KEY + "%",))
