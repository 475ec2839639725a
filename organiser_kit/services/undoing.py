"""Undoing the last edits of this session, and doing them again.

An undo is an ordinary edit that gives fields the values they had: nothing of what happened is rewritten,
and other laptops see one more change. Attendance has its own way back, with a reason, and is never undone
here; nor is a validated sheet, or anything that was erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.model.meetings import Meeting, MeetingStatus
from organiser_kit.rules import lifecycle
from organiser_kit.services.edit_words import edit_words

if TYPE_CHECKING:
    from organiser_kit.model.record import Record
    from organiser_kit.services.store import Store
    from organiser_kit.storage.trail import Step, Trail
    from organiser_kit.storage.writer import Action

MOST = 50
"""How many edits may be undone: enough for what somebody still has in mind."""

_HELPERS = frozenset({"structure", "venue", "module", "group"})
"""Kinds of which a record made by the way stays: others may have come to use it."""
_KINDS = _HELPERS | {"meeting_pair", "meeting", "meeting_role", "person", "registration", "notice"}
_AT_THE_DOOR = {status.value for status in lifecycle.OVER | {MeetingStatus.IN_PROGRESS}}


@dataclass(frozen=True, slots=True)
class Edit:
    """What one act of a person did; ``words`` say what it was."""

    steps: tuple[Step, ...]
    words: str


class Undoing:
    """Two piles: what can be undone, and what can be done again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def forget(self) -> None:
        """Forget everything: what was written so far stays."""
        self._store.writer.take_trail()
        self._done.clear()
        self._undone.clear()

    def gather(self) -> None:
        """Take everything that was written since the last call as one edit."""
        trail = self._store.writer.take_trail()
        if trail.erases:
            # Names and values of whoever was erased may be anywhere in what is kept in mind.
            self.forget()
        steps = _steps(trail)
        if steps:
            self._done.append(Edit(steps, edit_words(self._store.records, steps)))
            del self._done[:-MOST]
            self._undone.clear()

    def undo(self) -> str:
        """Undo the last edit and return, in words, what that was.

        Raises:
            UserError: there is nothing to undo, or what the edit wrote was changed since. Such an edit
                is given up, so that the one before it can be undone.
        """
        self.gather()
        if not self._done:
            raise UserError(tr("There is nothing to undo since the program was opened."))
        return self._turn(self._done, self._undone)

    def redo(self) -> str:
        """Do again what was undone last, and return in words what that was.

        Raises:
            UserError: there is nothing to do again, or it was changed since.
        """
        self.gather()
        if not self._undone:
            raise UserError(tr("There is nothing to do again."))
        return self._turn(self._undone, self._done)

    def _turn(self, pile: list[Edit], other: list[Edit]) -> str:
        """Take the last edit of ``pile`` back, and put what that did on the ``other`` pile."""
        edit = pile.pop()
        with self._store.writer.action(together=True) as action:
            for step in reversed(edit.steps):
                self._take_back(action, step, edit.words)
        other.append(Edit(_steps(self._store.writer.take_trail()), edit.words))
        return edit.words

    def _take_back(self, action: Action, step: Step, words: str) -> None:
        record = self._record(step, words)
        self._check_open(step, record)
        if step.made:
            self._check_unused(step, words)
            action.delete(record)
        elif step.alive is not None:
            (action.restore if step.alive[0] else action.delete)(record)
        else:
            action.change(record, **step.before)

    def _record(self, step: Step, words: str) -> Record:
        """Return the record, which must stand as the step left it."""
        state = self._store.records.state(step.kind, step.record_id)
        record = self._store.records.seen(BY_NAME[step.kind].type, step.record_id)
        if state is None or record is None:
            raise UserError(tr("“{what}” cannot be undone: nothing is left of it.", what=words))
        seen = {name: state.registers[name].value for name in step.after if name in state.registers}
        is_shown = step.alive[1] if step.alive else True
        moved = any(seen.get(name) != value for name, value in step.after.items())
        if moved or bool(state.alive.value) is not is_shown:
            sentence = tr(
                "“{what}” cannot be undone: it was changed again since, here or on another laptop. "
                "Look at it, and correct it by hand.",
                what=words,
            )
            raise UserError(sentence)
        return record

    def _check_open(self, step: Step, record: Record) -> None:
        """Refuse to change what a validated sheet rests on."""
        meeting_id = step.record_id if step.kind == "meeting" else getattr(record, "meeting_id", None)
        meeting = self._store.records.seen(Meeting, meeting_id) if meeting_id else None
        if meeting is not None:
            lifecycle.check_plan_open(meeting.status)

    def _check_unused(self, step: Step, words: str) -> None:
        """Refuse to hide a person or a meeting of which the door knows."""
        column = {"person": "person_id", "meeting": "meeting_id"}.get(step.kind)
        if column and self._store.records.first(AttendanceFact, f"{column} = ?", (step.record_id,)):
            raise UserError(tr("“{what}” cannot be undone: a presence was recorded since.", what=words))


def _steps(trail: Trail) -> tuple[Step, ...]:
    """Return what can be undone of an act: all of it, or nothing."""
    if trail.lasts or any(_stays(step) for step in trail.steps):
        return ()
    return tuple(step for step in trail.steps if not (step.made and step.kind in _HELPERS))


def _stays(step: Step) -> bool:
    """Return whether a step has a way back of its own, or none."""
    if step.kind not in _KINDS:
        return True
    statuses = {step.before.get("status"), step.after.get("status")} if step.kind == "meeting" else set()
    return bool(statuses & _AT_THE_DOOR)
