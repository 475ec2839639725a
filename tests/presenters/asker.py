"""A copy on one thread for presenters: no Qt anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.jobs import CancelToken, InlineRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.jobs import Step


class PlainAsker:
    """Answers each question at once."""

    def __init__(self, kit: Kit, environment: Environment, folder: Path) -> None:
        self.kit = kit
        self.environment = environment
        self.folder = folder
        self.runner = InlineRunner(environment.clock)

    def ask(
        self,
        owner: object,
        question: Callable[[Kit], Any],
        done: Callable[[Any], None],
        failed: Callable[[KitError], None] | None = None,
    ) -> None:
        self.runner.submit(owner, lambda: question(self.kit), done, failed)

    def ask_long(
        self,
        owner: object,
        question: Callable[[Kit, Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        progressed: Callable[[Step], None],
    ) -> CancelToken:
        return self.runner.submit_with_progress(
            owner,
            lambda progress: question(self.kit, progress),
            done,
            failed,
            progressed=progressed,
            lane="db",
        )

    def call(self, question: Callable[[Kit], Any]) -> Any:
        return question(self.kit)


class Recorder:
    """A view that notes every call: ``view.last("show_answer")`` is what was shown last."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *arguments, **_: self.calls.append((name, arguments))

    def last(self, name: str) -> Any:
        return next(arguments[0] for called, arguments in reversed(self.calls) if called == name)

    def count(self, name: str) -> int:
        return sum(called == name for called, _ in self.calls)
