"""Undoing the last edits of this session, and doing them again.

An undo is an ordinary edit that gives fields the values they had: nothing of what happened is rewritten,
and other laptops see one more change. It works for records of every kind, without a word of the service that
wrote them; what is left out, and why, stands in :mod:`organiser_kit.services.undo_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.services.edit_words import edit_words
from organiser_kit.services.undo_rules import UndoRules, backwards, undoable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.model.kinds import Wire
    from organiser_kit.model.record import Record
    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.services.store import Store
    from organiser_kit.storage.trail import Step
    from organiser_kit.storage.writer import Action

MOST = 50
"""How many edits may be undone: enough for what somebody still has in mind."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one act of a person did; ``words`` say what it was."""

    steps: tuple[Step, ...]
    words: str


class Undoing:
    """Two piles: what can be undone, and what can be done again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rules = UndoRules(store.records)
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
        steps = undoable(trail)
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
            for step in backwards(edit.steps):
                self._take_back(action, step, edit.words)
        other.append(Edit(undoable(self._store.writer.take_trail()), edit.words))
        return edit.words

    def _take_back(self, action: Action, step: Step, words: str) -> None:
        record = self._record(step, words)
        if record is None:
            return
        self._rules.check(step, record, words)
        if step.made:
            action.delete(record)
        elif step.alive is not None:
            (action.restore if step.alive[0] else action.delete)(record)
        else:
            action.change(record, **step.before)

    def _record(self, step: Step, words: str) -> Record | None:
        """Return the record, which must stand as the step left it.

        ``None`` for two versions that writing their field has settled already.
        """
        state = self._store.records.state(step.kind, step.record_id)
        record = self._store.records.seen(BY_NAME[step.kind].type, step.record_id)
        if state is None or record is None:
            raise UserError(tr("“{what}” cannot be undone: nothing is left of it.", what=words))
        seen = _fields(state, step.after)
        if step.kind == "conflict" and _fields(state, step.before) == step.before:
            return None
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


def _fields(state: RecordState, names: Iterable[str]) -> dict[str, Wire]:
    """Return what some fields of a record hold; one that nobody ever wrote holds nothing."""
    seen = state.registers
    return {name: seen[name].value if name in seen else None for name in names}
