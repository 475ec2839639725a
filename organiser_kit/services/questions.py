"""Questions to the help desk: written without a network, sent with the next exchange, answered later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.record import group_scope
from organiser_kit.model.sharing import HelpRequest, is_about_sheet
from organiser_kit.services.sending import tidy, waits

if TYPE_CHECKING:
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store


class QuestionState(StrEnum):
    """How far a question is."""

    WAITING = "waiting"
    SENT = "sent"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with how far it is."""

    request: HelpRequest
    state: QuestionState


class Questions:
    """Those of this copy's groups."""

    def __init__(self, store: Store, meetings: Meetings) -> None:
        self._store = store
        self._meetings = meetings

    def all(self) -> list[Question]:
        """Return every question, the last asked first."""
        found = self._store.records.find(HelpRequest, order="asked_at DESC, id DESC")
        # Why a practice sheet came back is read at the sheet.
        return [Question(one, self._state(one)) for one in found if not is_about_sheet(one.context)]

    def _state(self, request: HelpRequest) -> QuestionState:
        if request.answer:
            return QuestionState.ANSWERED
        return QuestionState.WAITING if waits(self._store, request.id) else QuestionState.SENT

    def ask(
        self, group_id: str, subject: str, question: str, meeting_id: str | None = None, context: str = ""
    ) -> HelpRequest:
        """Write a question down; it leaves with the next exchange.

        Args:
            group_id: whose question it is, when it is about no meeting.
            subject: what it is about, in a few words.
            question: the question itself.
            meeting_id: the meeting it is about, if any.
            context: what the help desk is told beside it, for instance the version of the kit.

        Raises:
            UserError: the subject or the question is empty or too long.
        """
        kept_subject, kept_question = tidy(subject), tidy(question)
        if not (kept_subject and kept_question):
            raise UserError(tr("Write what it is about and what you would like to know."))
        scope = self._meetings.get(meeting_id).scope if meeting_id else group_scope(group_id)
        request = HelpRequest(
            id=self._store.environment.new_id(),
            scope=scope,
            subject=kept_subject,
            question=kept_question,
            context=tidy(context),
            meeting_id=meeting_id,
            asked_at=self._store.clock.now(),
        )
        with self._store.writer.action() as action:
            action.add(request)
        return request

    def delete(self, request_id: str) -> None:
        """Hide a question."""
        with self._store.writer.action() as action:
            action.delete(self._store.records.get(HelpRequest, request_id))

    def restore(self, request_id: str) -> None:
        """Bring a hidden question back."""
        with self._store.writer.action() as action:
            action.restore(self._store.records.get(HelpRequest, request_id))
