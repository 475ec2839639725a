"""Fields of which two versions were written without knowing of each other: list them, choose one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.model.conflicts import Conflict, ConflictState
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.hlc import author_part
from organiser_kit.storage.records import not_found

if TYPE_CHECKING:
    from organiser_kit.services.store import Store


class Side(StrEnum):
    """Which of two versions."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """A field and its two versions, as this laptop sees them.

    Attributes:
        mine: the version that was written here; the one that stands, when both came from elsewhere.
        theirs: the other one.
        standing: which of the two everybody sees meanwhile.
    """

    id: str
    record: str
    record_id: str
    field: str
    mine: str | None
    theirs: str | None
    standing: Side


class Conflicts:
    """What waits for a person to choose. Nothing is blocked meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[TwoVersions]:
        """Return every field with two versions, record by record."""
        found = self._store.records.find(Conflict, "state = 'open'", order="record_id, field, id")
        return [self._seen_from_here(conflict) for conflict in found if self._is_readable(conflict)]

    def keep(self, conflict_id: str, side: Side) -> None:
        """Write the chosen version as an ordinary edit, by somebody who has seen both.

        Raises:
            NotFoundError: no conflict with this id is open.
        """
        with self._store.writer.action() as action:
            conflict = self._store.records.living(Conflict, conflict_id)
            if conflict is None or not self._is_open(conflict):
                raise not_found(conflict_id)
            seen = self._seen_from_here(conflict)
            chosen = seen.mine if side is Side.MINE else seen.theirs
            kind = BY_NAME[conflict.record]
            action.change(self._store.records.get(kind.type, conflict.record_id), **{conflict.field: chosen})
            # Writing what stands already writes nothing, and so closes nothing.
            action.change(conflict, state=ConflictState.CLOSED)

    def _seen_from_here(self, conflict: Conflict) -> TwoVersions:
        here = tuple(map(author_part, self._store.device.incarnations()))
        standing = self._standing(conflict)
        lost_here = conflict.loser_stamp.endswith(here)
        return TwoVersions(
            id=conflict.id,
            record=conflict.record,
            record_id=conflict.record_id,
            field=conflict.field,
            mine=conflict.loser if lost_here else standing,
            theirs=standing if lost_here else conflict.loser,
            standing=Side.THEIRS if lost_here else Side.MINE,
        )

    def _is_open(self, conflict: Conflict) -> bool:
        return conflict.state is ConflictState.OPEN and self._is_readable(conflict)

    def _is_readable(self, conflict: Conflict) -> bool:
        """Return whether this version of the kit knows the record and the field, and they came here."""
        kind = BY_NAME.get(conflict.record)
        if kind is None or conflict.field not in kind.fields:
            return False
        return self._store.records.seen(kind.type, conflict.record_id) is not None

    def _standing(self, conflict: Conflict) -> str | None:
        # It may have been edited since by somebody who had seen only the winner.
        state = self._store.records.state(conflict.record, conflict.record_id)
        register = state.registers.get(conflict.field) if state else None
        return None if register is None else register.value
