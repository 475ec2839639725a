"""What the group would like a meeting to deal with: collected, voted on by raised hands, chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Meeting
from organiser_kit.model.preparation import Need
from organiser_kit.services.kit_lines import one_line

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.services.store import Store

MOST_VOTES = 9_999


class Needs:
    """The pad of each meeting."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, meeting_id: str) -> tuple[Need, ...]:
        """Return the needs of a meeting: the chosen ones first, then those with the most votes."""
        found = self._store.records.find(Need, "meeting_id = ?", (meeting_id,))
        return tuple(sorted(found, key=lambda need: (not need.chosen, -need.votes, need.id)))

    def add(self, meeting_id: str, text: str) -> Need:
        """Add a need; the same words again change nothing.

        Raises:
            NotFoundError: there is no such meeting.
            UserError: there are no words, or too many.
        """
        text = one_line(text, tr("Write what the group needs."))
        with self._store.writer.action(together=True) as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            known = next((need for need in self.of(meeting_id) if need.text == text), None)
            if known is not None:
                return known
            need = Need(
                id=self._store.environment.new_id(), scope=meeting.scope, meeting_id=meeting_id, text=text
            )
            action.add(need)
        return need

    def count(self, need_id: str, votes: int) -> Changes:
        """Write how many hands were raised for a need.

        Raises:
            NotFoundError: there is no such need.
            UserError: it is no number of hands.
        """
        if not 0 <= votes <= MOST_VOTES:
            raise UserError(tr("Give a number from 0 to {most}.", most=MOST_VOTES))
        with self._store.writer.action() as action:
            action.change(self._store.records.get(Need, need_id), votes=votes)
            return action.changes

    def choose(self, need_id: str, *, chosen: bool) -> Changes:
        """Say whether the meeting will deal with a need.

        Raises:
            NotFoundError: there is no such need.
        """
        with self._store.writer.action() as action:
            action.change(self._store.records.get(Need, need_id), chosen=chosen)
            return action.changes

    def remove(self, need_id: str) -> Changes:
        """Take a need off the pad; :meth:`bring_back` undoes it.

        Raises:
            NotFoundError: there is no such need.
        """
        with self._store.writer.action() as action:
            action.delete(self._store.records.get(Need, need_id))
            return action.changes

    def bring_back(self, need_id: str) -> Changes:
        """Put a need back on the pad.

        Raises:
            NotFoundError: there is no such need.
        """
        with self._store.writer.action() as action:
            action.restore(self._store.records.get(Need, need_id))
            return action.changes
