"""Questions to the help desk: the list, asking, the answers. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit import __version__
from organiser_kit.i18n import tr, trn
from organiser_kit.services.questions import QuestionState
from ui.pages import phrases

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.questions import Question
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class QuestionLine:
    """One question.

    Attributes:
        pill: tone, icon and words that say how far it is.
    """

    id: str
    subject: str
    question: str
    about: str
    answer: str
    pill: tuple[str, str, str]


@dataclass(frozen=True)
class QuestionsState:
    """The section; ``meetings`` are what a question may be about: words and ids."""

    lines: tuple[QuestionLine, ...]
    summary: str
    meetings: tuple[tuple[str, str], ...]


class QuestionsView(Protocol):
    """The section, as its presenter sees it."""

    def show_questions(self, state: QuestionsState) -> None:
        """Show the list."""
        ...

    def saved(self) -> None:
        """Close the form."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class QuestionsPresenter:
    """Asks, and shows what was answered."""

    def __init__(self, asker: Asker, view: QuestionsView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify

    def load(self) -> None:
        """Read the list again."""
        self._asker.ask(self._view, read, self._view.show_questions, self._view.refuse)

    def ask(self, subject: str, question: str, meeting_id: str) -> None:
        """Write a question down."""

        def write(kit: Kit) -> None:
            group = kit.plan.home_group(tr("My group"))
            kit.questions.ask(group.id, subject, question, meeting_id or None, f"organiser-kit {__version__}")

        def done(_: None) -> None:
            self._view.saved()
            self._notify(tr("The question is written down: it leaves with the next exchange."))
            self.load()

        self._asker.ask(self._view, write, done, self._view.refuse)

    def delete(self, line: QuestionLine) -> None:
        """Take a question off the list."""

        def bring_back() -> None:
            self._asker.ask(
                self._view,
                lambda kit: kit.questions.restore(line.id),
                lambda _: self.load(),
                self._view.refuse,
            )

        def done(_: object) -> None:
            self._notify(tr("The question was taken off the list."), bring_back)
            self.load()

        self._asker.ask(self._view, lambda kit: kit.questions.delete(line.id), done, self._view.refuse)


def read(kit: Kit) -> QuestionsState:
    """Return every question, and what a new one may be about."""
    meetings = {
        one.id: tr(
            "{rank} · {module}", rank=phrases.rank(one.meeting.sequence), module=phrases.day(one.meeting)
        )
        for one in kit.meetings.all()
    }
    found = kit.questions.all()
    answered = sum(one.state is QuestionState.ANSWERED for one in found)
    summary = trn("{n} answer came", "{n} answers came", answered) if answered else ""
    lines = tuple(_line(one, meetings.get(one.request.meeting_id or "", "")) for one in found)
    return QuestionsState(lines, summary, tuple((words, key) for key, words in meetings.items()))


def _line(known: Question, about: str) -> QuestionLine:
    request = known.request
    pill = {
        QuestionState.WAITING: ("info", "clock", tr("Waits for the next exchange")),
        QuestionState.SENT: ("neutral", "check", tr("Sent, not answered yet")),
        QuestionState.ANSWERED: ("success", "badge-check", tr("Answered")),
    }[known.state]
    return QuestionLine(request.id, request.subject, request.question, about, request.answer or "", pill)
