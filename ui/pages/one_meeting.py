"""What presenters of one meeting share: they read it, show it, write, and read it again. No Qt here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.pages.asking import Asker, Notify


class OfOneMeeting(Protocol):
    """What was read of a meeting; it says of which."""

    @property
    def meeting_id(self) -> str:
        """Return the meeting it was read of."""
        ...


class Refusing(Protocol):
    """A view that can say why something was not done, or cannot be shown."""

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


T = TypeVar("T")
V = TypeVar("V", bound=Refusing)
S = TypeVar("S", bound=OfOneMeeting)


class MeetingReader(ABC, Generic[V, S]):
    """Shows one meeting at a time in a view; an answer about another one comes too late and is dropped."""

    def __init__(self, asker: Asker, view: V) -> None:
        self._asker = asker
        self._view = view
        self.meeting_id = ""

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self.meeting_id = meeting_id
        self.load()

    def load(self) -> None:
        """Read it again."""
        self._load(self._show)

    def _load(self, show: Callable[[S], None]) -> None:
        """Read it again and hand it to ``show``; before a meeting is opened there is nothing to read."""
        if not self.meeting_id:
            return

        def answered(state: S) -> None:
            if state.meeting_id == self.meeting_id:
                show(state)

        self._asker.ask(self._view, self._question(self.meeting_id), answered, self._view.refuse)

    @abstractmethod
    def _question(self, meeting_id: str) -> Callable[[Kit], S]:
        """Return what reads the meeting where the copy lives; it takes along what it needs of the screen."""

    @abstractmethod
    def _show(self, state: S) -> None:
        """Show what was read."""


class MeetingEditor(MeetingReader[V, S]):
    """Writes too; after every edit the meeting is read again."""

    def __init__(self, asker: Asker, view: V, notify: Notify) -> None:
        super().__init__(asker, view)
        self._notify = notify

    def _do(
        self,
        act: Callable[[Kit], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[KitError], None] | None = None,
    ) -> None:
        """Write where the copy lives, hand the answer to ``done``, and read the meeting again.

        A refusal goes to ``failed``, or to the view, and nothing is read.
        """

        def written(answer: T) -> None:
            if done is not None:
                done(answer)
            self.load()

        self._asker.ask(self._view, act, written, failed or self._view.refuse)

    def _tell(
        self, act: Callable[[Kit], object], sentence: str, undo: Callable[[], None] | None = None
    ) -> None:
        """Write, say so in one sentence with a way back, and read the meeting again."""
        self._do(act, lambda _: self._notify(sentence, undo))
