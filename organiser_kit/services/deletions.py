"""What was deleted and is only hidden: list it, bring it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Meeting
from organiser_kit.model.people import Person
from organiser_kit.oplog.hlc import read
from organiser_kit.rules.wording import display_name
from organiser_kit.storage.records import not_found

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.services.store import Store

KEPT_BY_SERVERS = timedelta(days=180)
"""A server may let a record go that has been deleted for so long; see ``organiser-kit-server compact``."""

_KINDS: dict[str, type[Person | Meeting]] = {"person": Person, "meeting": Meeting}


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record that is hidden.

    Attributes:
        record: its kind, ``person`` or ``meeting``.
        name: a person's name; nothing for a meeting.
        starts_at: a meeting's start.
        changed_since: somebody changed it without knowing that it was deleted; nothing of that is lost.
    """

    id: str
    record: str
    name: str | None
    starts_at: datetime | None
    deleted_at: datetime
    changed_since: bool


class Deletions:
    """Undoes what ``delete`` did. What was erased does not come back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Deleted]:
        """Return every deleted person and meeting, the last deleted first."""
        found = [
            self._listed(name, record)
            for name, kind in _KINDS.items()
            for record in self._store.records.find(kind, "alive = 0", deleted=True)
        ]
        return sorted(found, key=lambda one: one.deleted_at, reverse=True)

    def resolve(self, kind: str, reference: str) -> str:
        """Return the id of the one person or meeting whose id begins with ``reference``.

        Raises:
            NotFoundError: none does, or several.
        """
        matches = self._store.records.ids_like(_KINDS[kind], reference, deleted=True)
        if len(matches) != 1:
            sentence = tr(
                "“{reference}” is not the id of one record. “organiser-kit list deleted” shows them.",
                reference=reference,
            )
            raise NotFoundError(sentence)
        return matches[0]

    def restore(self, kind: str, record_id: str) -> Changes:
        """Show a deleted person or meeting again everywhere, with what was changed meanwhile.

        Raises:
            NotFoundError: there is none with this id.
            UserError: it is not deleted.
        """
        with self._store.writer.action(together=True) as action:
            record = self._store.records.get(_KINDS[kind], record_id)
            if self._store.records.living(_KINDS[kind], record_id) is not None:
                raise UserError(tr("This is not deleted: there is nothing to bring back."))
            is_old = _moment(self._state(kind, record_id)) < self._store.clock.now() - KEPT_BY_SERVERS
            action.restore(record)
            if isinstance(record, Person):
                action.change(record, merged_into=None)
            if is_old:
                # The server may only know by this what it is that comes back.
                action.write_again(record)
            return action.changes

    def _listed(self, kind: str, record: Person | Meeting) -> Deleted:
        person = record if isinstance(record, Person) else None
        state = self._state(kind, record.id)
        return Deleted(
            id=record.id,
            record=kind,
            name=display_name(person.family_name, person.given_name) if person else None,
            starts_at=record.starts_at if isinstance(record, Meeting) else None,
            deleted_at=_moment(state),
            changed_since=any(one.stamp > state.alive.stamp for one in state.registers.values()),
        )

    def _state(self, kind: str, record_id: str) -> RecordState:
        state = self._store.records.state(kind, record_id)
        if state is None:
            raise not_found(record_id)
        return state


def _moment(state: RecordState) -> datetime:
    return datetime.fromtimestamp(read(state.alive.stamp).ms / 1000, UTC)
