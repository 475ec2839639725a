"""Records of the lines of a meeting's kit, beside those of the meeting's own: read, made, taken off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.preparation import ChecklistItem, EquipmentLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from organiser_kit.model.meetings import Meeting
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

L = TypeVar("L", ChecklistItem, EquipmentLine)
LONGEST = 300
"""Characters of a line that somebody adds: more is no line of a list."""


@dataclass(frozen=True, slots=True)
class Lines(Generic[L]):
    """What is written about one meeting.

    Attributes:
        of_kit: the records of each line of the kit by its name; several laptops may each have made one.
        own: the lines that no kit knows.
        gone: names of the kit's lines that somebody took off and nobody has used since.
    """

    of_kit: defaultdict[str, list[L]]
    own: list[L]
    gone: set[str]


class KitLines(Generic[L]):
    """The records of one kind; what writes does so inside the action of the service that calls.

    Args:
        store: where they are.
        meetings: whose lines they are.
        kind: their type.
        name_field: the field that holds the name of the kit's line, empty for a line of the meeting's own.
        begin: given a meeting and the name of a line of its kit, returns what else its first record holds,
            ``None`` when the kit has no such line.
    """

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        kind: type[L],
        name_field: str,
        begin: Callable[[str, str], Mapping[str, Any] | None],
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._kind: type[L] = kind
        self._name_field = name_field
        self._begin = begin

    def of(self, meeting_id: str) -> Lines[L]:
        """Return what is written about a meeting."""
        of_kit: defaultdict[str, list[L]] = defaultdict(list)
        own: list[L] = []
        for record in self._store.records.find(self._kind, "meeting_id = ?", (meeting_id,)):
            name = self._name(record)
            (of_kit[name] if name else own).append(record)
        where = f"meeting_id = ? AND alive = 0 AND {self._name_field} IS NOT NULL"
        dead = self._store.records.find(self._kind, where, (meeting_id,), deleted=True)
        return Lines(of_kit, own, {self._name(record) for record in dead} - set(of_kit))

    def add(self, action: Action, meeting_id: str, **values: Any) -> L:
        """Add a line of the meeting's own.

        Raises:
            NotFoundError: there is no such meeting.
        """
        return self._add(action, self._meetings.get(meeting_id), values)

    def remove(self, action: Action, meeting_id: str, key: str) -> None:
        """Take a line off this meeting's list; :meth:`bring_back` undoes it.

        Raises:
            NotFoundError: there is no such meeting, or no such line.
        """
        for record in self.living(action, meeting_id, key):
            action.delete(record)

    def bring_back(self, action: Action, meeting_id: str, key: str) -> None:
        """Put a line that was taken off back on the list, as it was.

        Raises:
            NotFoundError: there is no such meeting, or no such line.
        """
        self._meetings.get(meeting_id)
        records = self._known(meeting_id, key, deleted=True)
        if not records:
            raise _unknown_line()
        for record in records:
            action.restore(record)

    def living(self, action: Action, meeting_id: str, key: str) -> list[L]:
        """Return the living records of a line; of the kit's own, one is made if there is none yet.

        Raises:
            NotFoundError: there is no such meeting, or no such line.
        """
        meeting = self._meetings.get(meeting_id)
        records = self._known(meeting_id, key)
        if records:
            return records
        values = self._begin(meeting_id, key)
        if values is None:
            raise _unknown_line()
        return [self._add(action, meeting, {self._name_field: key, **values})]

    def _add(self, action: Action, meeting: Meeting, values: Mapping[str, Any]) -> L:
        made = self._kind(
            id=self._store.environment.new_id(), scope=meeting.scope, meeting_id=meeting.id, **values
        )
        action.add(made)
        return made

    def _known(self, meeting_id: str, key: str, *, deleted: bool = False) -> list[L]:
        """Return the records of one line: ``key`` is the kit's name of it, or the id of one's own."""
        name = self._name_field
        where = f"meeting_id = ? AND ({name} = ? OR ({name} IS NULL AND id = ?))"
        return self._store.records.find(self._kind, where, (meeting_id, key, key), deleted=deleted)

    def _name(self, record: L) -> str:
        return getattr(record, self._name_field) or ""


def one_line(text: str, nothing: str) -> str:
    """Return ``text`` without needless white space.

    Raises:
        UserError: there are no words, told by ``nothing``; or too many.
    """
    text = " ".join(text.split())
    if not text:
        raise UserError(nothing)
    if len(text) > LONGEST:
        raise UserError(tr("Write it in fewer words: a line holds {n} characters.", n=LONGEST))
    return text


def _unknown_line() -> NotFoundError:
    """Return the error for a line that a meeting no longer has."""
    return NotFoundError(tr("This line is no longer on the list: open the meeting again."))
