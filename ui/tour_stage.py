"""Where the tour plays: the window, the pages, and the copy behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from organiser_kit.rules.readiness import Battery, Machine
from ui.jobs import CancelToken, InlineRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.jobs import Lane
    from ui.main_window import MainWindow
    from ui.session import Session
    from ui.widgets.scheduler import ManualScheduler
    from ui.workspace import Workspace

P = TypeVar("P")
T = TypeVar("T")
PAUSE = 500


class MadeUpLaptop:
    """A laptop with something of everything, the same on every machine that draws pictures."""

    def __init__(self, machine: Machine | None = None) -> None:
        self.machine = machine or Machine(
            cameras=("HD Webcam",),
            printers=("Accueil",),
            free_bytes=48_000_000_000,
            battery=Battery(41, plugged_in=False),
        )

    def on_screen(self) -> Machine:
        """Return all of it."""
        return self.machine

    def aside(self, machine: Machine) -> Machine:
        """Return it as it is."""
        return machine


class BreakingRunner(InlineRunner):
    """Runs jobs at once, until ``error`` is set: from then on no job reaches the copy."""

    error: KitError | None = None

    def submit(
        self,
        owner: object,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        lane: Lane = "db",
    ) -> CancelToken:
        """Run ``job`` now, or fail as a copy does that cannot be read."""
        if self.error is None or lane != "db":
            return super().submit(owner, job, done, failed, lane=lane)
        (failed or self.failures.append)(self.error)
        return CancelToken()


@dataclass
class Stage:
    """The window, the pages, and the copy behind them, which may break."""

    window: MainWindow
    workspace: Workspace
    session: Session
    scheduler: ManualScheduler
    folder: Path
    breaking: BreakingRunner

    @property
    def kit(self) -> Kit:
        """Return the open copy: the tour runs on one thread."""
        return self.session.kit

    @property
    def meeting_id(self) -> str:
        """Return the first meeting."""
        return self.kit.meetings.all()[0].id

    def page(self, place: str, kind: type[P]) -> P:
        """Return an open page."""
        page = self.workspace.navigator.page(place)  # type: ignore[arg-type]
        assert isinstance(page, kind)
        return page

    def codes(self) -> list[str]:
        """Return the codes of everybody expected, in the order of the list."""
        people = [
            entry.person.id for entry in self.kit.registrations.roster(self.meeting_id) if entry.is_expected
        ]
        return list(self.kit.badges.codes(people).values())
