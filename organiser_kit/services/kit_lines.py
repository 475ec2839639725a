"""Records that speak of the lines of a meeting's kit, beside those of the meeting's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.preparation import ChecklistItem, EquipmentLine

if TYPE_CHECKING:
    from organiser_kit.services.store import Store

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
    """Finds the records of one kind; ``name_field`` holds the name of the kit's line."""

    def __init__(self, store: Store, kind: type[L], name_field: str) -> None:
        self._store = store
        self._kind: type[L] = kind
        self._name_field = name_field

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

    def known(self, meeting_id: str, key: str, *, deleted: bool = False) -> list[L]:
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


def unknown_line() -> NotFoundError:
    """Return the error for a line that a meeting no longer has."""
    return NotFoundError(tr("This line is no longer on the list: open the meeting again."))
