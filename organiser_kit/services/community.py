"""Which groups have finished their training, and which of them go on as a community."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from organiser_kit.model.meetings import Group, GroupStatus, MeetingPair
from organiser_kit.rules.community import training_is_over

if TYPE_CHECKING:
    from organiser_kit.services.store import Store

_STATUSES = """
    SELECT DISTINCT p.group_id, coalesce(m.status, '') FROM meeting_pairs p
    JOIN meetings m ON m.pair_id = p.id AND m.alive = 1
    WHERE p.alive = 1
"""


class Community:
    """Looks at what was held; writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def finished(self) -> tuple[Group, ...]:
        """Return the groups whose training is over and of which nobody said what comes next, by name."""
        statuses: defaultdict[str, set[str]] = defaultdict(set)
        for group_id, status in self._store.database.tuples(_STATUSES):
            statuses[group_id].add(status)
        over = [
            one
            for one in self._store.records.each(Group)
            if training_is_over(one.status, statuses.get(one.id, set()))
        ]
        return tuple(sorted(over, key=lambda one: (one.name, one.id)))

    def groups(self) -> frozenset[str]:
        """Return the ids of the groups that are communities."""
        found = self._store.records.find(Group, "status = ?", (GroupStatus.COMMUNITY.value,))
        return frozenset(one.id for one in found)

    def free_number(self, group_id: str) -> int:
        """Return the first module number above all that the group has met about."""
        pairs = self._store.records.find(MeetingPair, "group_id = ?", (group_id,))
        return max((one.module_number for one in pairs), default=0) + 1
