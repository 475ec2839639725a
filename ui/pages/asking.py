"""What presenters ask of the outside: the open local copy, through the database lane. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.jobs import CancelToken, Progress, Runner, Step

T = TypeVar("T")


class Asker(Protocol):
    """:class:`ui.session.Session` as presenters see it."""

    @property
    def runner(self) -> Runner:
        """Return the lanes."""
        ...

    @property
    def environment(self) -> Environment:
        """Return the clock, chance and variables."""
        ...

    @property
    def folder(self) -> Path:
        """Return the folder of the local copy."""
        ...

    def ask(
        self,
        owner: object,
        question: Callable[[Kit], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
    ) -> None:
        """Run ``question`` where the copy lives; the answer comes to ``done``."""
        ...

    def ask_long(
        self,
        owner: object,
        question: Callable[[Kit, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        progressed: Callable[[Step], None],
    ) -> CancelToken:
        """Run a ``question`` that tells how far it is and can be stopped."""
        ...

    def call(self, question: Callable[[Kit], T]) -> T:
        """Run ``question`` where the copy lives and wait: only from a job of the io lane."""
        ...


class Notify(Protocol):
    """Shows a short message, with a way to take back what it tells."""

    def __call__(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Show ``sentence``."""
        ...
