"""Fields of which two versions were written without knowing of each other: list them, choose one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.model.conflicts import Conflict, ConflictState
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.hlc import author_part, read
from organiser_kit.storage.records import not_found

if TYPE_CHECKING:
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

_START = datetime(1970, 1, 1, tzinfo=UTC)


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
        mine_at: when it was written, by the clock of the laptop that wrote it; likewise ``theirs_at``.
        mine_here: whether this laptop wrote it; likewise ``theirs_here``.
        mine_laptop: how the laptop that wrote it is called, where that is known; likewise ``theirs_laptop``.
    """

    id: str
    record: str
    record_id: str
    field: str
    mine: str | None
    theirs: str | None
    standing: Side
    mine_at: datetime | None = None
    theirs_at: datetime | None = None
    mine_here: bool = False
    theirs_here: bool = False
    mine_laptop: str | None = None
    theirs_laptop: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that was made, with what it takes to take it back.

    Attributes:
        before: the value that stood, as it is on the wire.
        closed: the conflicts that the choice closed: every one of the field.
    """

    record: str
    record_id: str
    field: str
    before: str | None
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """A value, the stamp of its writing, and the name of the laptop that wrote it, where it is known."""

    value: str | None
    stamp: str
    laptop: str | None = None


class Conflicts:
    """What waits for a person to choose. Nothing is blocked meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[TwoVersions]:
        """Return every field with two versions, record by record."""
        found = self._store.records.find(Conflict, "state = 'open'", order="record_id, field, id")
        return [self._seen_from_here(conflict) for conflict in found if self._is_readable(conflict)]

    def keep(self, conflict_id: str, side: Side) -> Choice:
        """Write the chosen version as an ordinary edit, by somebody who has seen both.

        Returns:
            what :meth:`undo` needs to take the choice back.

        Raises:
            NotFoundError: no conflict with this id is open.
        """
        with self._store.writer.action() as action:
            conflict = self._store.records.living(Conflict, conflict_id)
            if conflict is None or not self._is_open(conflict):
                raise not_found(conflict_id)
            seen = self._seen_from_here(conflict)
            chosen = seen.mine if side is Side.MINE else seen.theirs
            before = seen.mine if seen.standing is Side.MINE else seen.theirs
            open_ones = self._open_on(conflict)
            self._write(action, conflict.record, conflict.record_id, conflict.field, chosen)
            # Writing what stands already writes nothing, and so closes nothing.
            action.change(conflict, state=ConflictState.CLOSED)
        closed = tuple(one for one in open_ones if not self._is_open(self._store.records.get(Conflict, one)))
        return Choice(conflict.record, conflict.record_id, conflict.field, before, closed)

    def undo(self, choice: Choice) -> None:
        """Write what stood before a choice, and list the two versions again."""
        with self._store.writer.action() as action:
            self._write(action, choice.record, choice.record_id, choice.field, choice.before)
            for conflict_id in choice.closed:
                action.change(self._store.records.get(Conflict, conflict_id), state=ConflictState.OPEN)

    def _write(self, action: Action, record: str, record_id: str, field: str, value: str | None) -> None:
        action.change(self._store.records.get(BY_NAME[record].type, record_id), **{field: value})

    def _open_on(self, conflict: Conflict) -> list[str]:
        where = "record_id = ? AND field = ? AND state = 'open'"
        return [
            one.id for one in self._store.records.find(Conflict, where, (conflict.record_id, conflict.field))
        ]

    def _seen_from_here(self, conflict: Conflict) -> TwoVersions:
        here = tuple(map(author_part, self._store.device.incarnations()))
        standing = self._standing(conflict)
        loser = _Version(conflict.loser, conflict.loser_stamp, conflict.loser_laptop)
        lost_here = loser.stamp.endswith(here)
        mine, theirs = (loser, standing) if lost_here else (standing, loser)
        return TwoVersions(
            id=conflict.id,
            record=conflict.record,
            record_id=conflict.record_id,
            field=conflict.field,
            mine=mine.value,
            theirs=theirs.value,
            standing=Side.THEIRS if lost_here else Side.MINE,
            mine_at=moment_of(mine.stamp),
            theirs_at=moment_of(theirs.stamp),
            mine_here=mine.stamp.endswith(here),
            theirs_here=theirs.stamp.endswith(here),
            mine_laptop=mine.laptop,
            theirs_laptop=theirs.laptop,
        )

    def _is_open(self, conflict: Conflict) -> bool:
        return conflict.state is ConflictState.OPEN and self._is_readable(conflict)

    def _is_readable(self, conflict: Conflict) -> bool:
        """Return whether this version of the kit knows the record and the field, and they came here."""
        kind = BY_NAME.get(conflict.record)
        if kind is None or conflict.field not in kind.fields:
            return False
        return self._store.records.seen(kind.type, conflict.record_id) is not None

    def _standing(self, conflict: Conflict) -> _Version:
        # It may have been edited since by somebody who had seen only the winner.
        state = self._store.records.state(conflict.record, conflict.record_id)
        register = state.registers.get(conflict.field) if state else None
        value = None if register is None else register.value
        if register is None or value == conflict.winner:
            # Also after a choice was taken back.
            return _Version(value, conflict.winner_stamp, conflict.winner_laptop)
        return _Version(value, register.stamp)


def moment_of(stamp: str) -> datetime | None:
    """Return when a stamp was made, ``None`` for one that is empty or beyond the calendar."""
    try:
        return _START + timedelta(milliseconds=read(stamp).ms) if stamp else None
    except (OverflowError, ValueError):
        return None
