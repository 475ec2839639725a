"""Letting go of the groups whose time on this laptop is over; see :mod:`organiser_kit.rules.retention`."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.changes import Changes
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.model.meetings import Group, Meeting
from organiser_kit.model.record import group_scope
from organiser_kit.rules.retention import LOG_KEPT, Lasting
from organiser_kit.storage.putting_away import put_away, records_in, unsent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from organiser_kit.services.evidence import Evidence
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store
    from organiser_kit.storage.replica import Replica

_LOG = "purges"


class Obstacle(StrEnum):
    """Why a group whose time is over stays all the same."""

    NO_SERVER = "no_server"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class Due:
    """A group whose time on this laptop is over.

    Attributes:
        records: how many records the laptop holds of it.
        since: the moment it was over.
        obstacle: why it stays, ``None`` if it goes.
    """

    group_id: str
    name: str
    records: int
    since: datetime
    obstacle: Obstacle | None


class Purge:
    """Journey J12. The server, and what it keeps for longer, is not touched and not told."""

    def __init__(self, store: Store, meetings: Meetings, replica: Replica, evidence: Evidence) -> None:
        self._store = store
        self._meetings = meetings
        self._replica = replica
        self._evidence = evidence

    def due(self) -> tuple[Due, ...]:
        """Return the groups whose time is over, by name."""
        return tuple(self._due(group, since) for group, since in self._over())

    def outlook(self) -> tuple[tuple[Group, datetime | None], ...]:
        """Return every group of this copy, by name, with the moment from which it goes, if that is known."""
        return tuple(sorted(self._each(), key=_by_name))

    def _over(self) -> list[tuple[Group, datetime]]:
        """Return the groups whose time is over, by name, and since when."""
        now = self._store.clock.now()
        over = [(group, at) for group, at in self._each() if at is not None and at <= now]
        return sorted(over, key=_by_name)

    def _each(self) -> Iterator[tuple[Group, datetime | None]]:
        # A region's copy has thousands of groups: their meetings are read once, not group by group, and of
        # them only what decides is kept.
        lasting: defaultdict[str, Lasting] = defaultdict(Lasting)
        for meeting in self._store.records.each(Meeting):
            lasting[meeting.scope].take(meeting)
        for group in self._store.records.each(Group):
            yield group, lasting[group.scope].lets_go_at

    def run(self) -> tuple[Due, ...]:
        """Remove the groups that are due and that a server holds whole; return all that are due.

        Pictures of sheets stay until their own time is over: no server has them.
        """
        due = self.due()
        self._remove([one for one in due if one.obstacle is None])
        return due

    def let_go(self) -> tuple[Due, ...]:
        """Remove what may go, as at each start, and return it; what stays is not even counted."""
        gone = [
            self._due(group, since) for group, since in self._over() if self._obstacle(group.scope) is None
        ]
        self._remove(gone)
        return tuple(gone)

    def _remove(self, gone: Sequence[Due]) -> None:
        now = self._store.clock.now()
        for one in gone:
            scope = group_scope(one.group_id)
            self._evidence.outlive(scope)
            put_away(self._store.database, self._store.device, self._store.records.digests, scope, now)
        if gone:
            self._store.writer.note(Changes(frozenset(BY_NAME), frozenset()))
            self._log(len(gone), sum(one.records for one in gone), now)
        self._evidence.sweep()

    def _due(self, group: Group, since: datetime) -> Due:
        records = records_in(self._store.database, group.scope)
        return Due(group.id, group.name, records, since, self._obstacle(group.scope))

    def _obstacle(self, scope: str) -> Obstacle | None:
        pairing, cursor = self._replica.pairing(), self._replica.cursor(scope)
        is_read = pairing is not None and cursor.seq > 0 and cursor.epoch == pairing.epoch
        if not is_read or scope not in self._replica.scopes():
            return Obstacle.NO_SERVER
        return Obstacle.UNSENT if unsent(self._store.database, scope) else None

    def _log(self, groups: int, records: int, now: datetime) -> None:
        """Keep, for a year, that something was removed: how much, and nothing of what."""
        kept = json.loads(self._store.device.get(_LOG) or "[]")
        recent = [one for one in kept if datetime.fromisoformat(one["at"]) > now - LOG_KEPT]
        recent.append({"at": now.isoformat(), "groups": groups, "records": records})
        with self._store.database.transaction():
            self._store.device.put(_LOG, json.dumps(recent))


def _by_name(one: tuple[Group, object]) -> tuple[str, str]:
    group, _ = one
    return group.name, group.id
