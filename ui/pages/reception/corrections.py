"""What a person at the desk corrects or adds: a presence taken back, an excuse, a count; and the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ui.pages.reception import answers
from ui.pages.reception.log import rows

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.asking import Asker
    from ui.pages.reception.answers import Answer
    from ui.pages.reception.state import Door
    from ui.pages.reception.view import ReceptionView

NEVER = ("", float("-inf"))


class Done(NamedTuple):
    """What was recorded here and can be taken back: an arrival, or a departure."""

    person_id: str
    name: str
    is_leaving: bool = False


class Corrections:
    """The part of the reception that no badge is needed for; see the presenter for the rest."""

    def __init__(self, asker: Asker, view: ReceptionView) -> None:
        self._asker = asker
        self._view = view
        self._door: Door | None = None
        self._meeting_id = ""
        self._done: list[Done] = []
        self._last_code = self._last_in = NEVER

    def _answer(self, answer: Answer) -> None:
        raise NotImplementedError

    def _show(self, door: Door) -> None:
        raise NotImplementedError

    def _refused(self, error: KitError) -> None:
        raise NotImplementedError

    # -- taking back

    def undo_last(self) -> None:
        """Take back what was recorded here last: an arrival, or only a departure."""
        if not self._done:
            return
        last = self._done[-1]
        if last.is_leaving:
            self._stay(last)
        else:
            self.undo(last.person_id, last.name)

    def _stay(self, last: Done) -> None:
        meeting_id = self._meeting_id

        def done(_: str) -> None:
            self._done = [one for one in self._done if one != last]
            self._last_code = self._last_in = NEVER
            self._answer(answers.stays(last.name))
            if self._door is not None:
                self._show(self._door.stayed(last.person_id))

        self._asker.ask(
            self._view,
            lambda kit: kit.check_in.undo_leaving(meeting_id, last.person_id),
            done,
            self._refused,
        )

    def excuse(self, person_id: str, name: str, reason: str | None = None) -> None:
        """Note that somebody said they would not come; the reason, if any, is kept beside it."""
        meeting_id = self._meeting_id

        def done(_: None) -> None:
            self._view.clear_field()
            self._answer(answers.excused(name))
            if self._door is not None:
                self._show(self._door.apologised(person_id))

        self._asker.ask(
            self._view,
            lambda kit: kit.check_in.excuse(meeting_id, person_id, reason=reason),
            done,
            self._refused,
        )

    def unexcuse(self, person_id: str, name: str) -> None:
        """Take back that somebody is excused."""
        self._view.clear_field()
        self._take_back(person_id, None, answers.excused_no_longer(name))

    def undo(self, person_id: str, name: str, reason: str | None = None) -> None:
        """Take back somebody's presence; the reason is kept beside it."""
        self._take_back(person_id, reason, answers.taken_back(name))

    def _take_back(self, person_id: str, reason: str | None, told: Answer) -> None:
        meeting_id = self._meeting_id

        def done(_: str) -> None:
            self._done = [one for one in self._done if one.person_id != person_id]
            self._last_code = self._last_in = NEVER
            self._answer(told)
            if self._door is not None:
                self._show(self._door.gone(person_id))

        self._asker.ask(
            self._view,
            lambda kit: kit.check_in.undo(meeting_id, person_id, reason=reason),
            done,
            self._refused,
        )

    # -- counting

    def count(self, number: int | None) -> None:
        """Keep how many people were counted by eye, ``None`` for nobody counted."""
        meeting_id, door = self._meeting_id, self._door
        if door is None or number == door.headcount:
            return
        self._show(replace(door, headcount=number))
        self._asker.ask(
            self._view,
            lambda kit: kit.plan.edit_meeting(meeting_id, headcount=number),
            lambda _: None,
            self._refused,
        )

    # -- the log

    def ask_log(self) -> None:
        """Read what happened at this door."""
        meeting_id = self._meeting_id
        self._asker.ask(self._view, lambda kit: rows(kit, meeting_id), self._view.show_log, self._refused)
