"""Carries changes to and from the server by itself, and tells the window how it went. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from organiser_kit.changes import NOTHING, Changes
from organiser_kit.rules.clock_wording import clock_warning
from ui.pages.syncing.pill import Line, Pill, Standing, pill_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.services.views import SyncState
    from organiser_kit.storage.replica import Replica
    from sync.facade import HeldBack, SyncReport, SyncService
    from ui.jobs import CancelToken, Progress, Step
    from ui.pages.asking import Asker

    Later = Callable[[int, Callable[[], None]], Callable[[], None]]

T = TypeVar("T")


class CourierView(Protocol):
    """The window, as the courier sees it."""

    def show_pill(self, pill: Pill) -> None:
        """Show the state of the exchange."""
        ...

    def show_clock(self, warning: str) -> None:
        """Say that the clock is wrong; '' when it is right."""
        ...

    def show_step(self, standing: Standing, pill: Pill) -> None:
        """Show how far a long exchange is."""
        ...

    def show_news(self, changes: Changes) -> None:
        """Tell the pages what came from the server."""
        ...


class Courier:
    """One exchange at a time; the next one is planned when the last one ends, unless there is a pause."""

    def __init__(
        self, asker: Asker, view: CourierView, later: Later, service: Callable[[Asker, Courier], SyncService]
    ) -> None:
        """Prepare; nothing runs before :meth:`start`.

        Args:
            asker: the local copy and the lanes.
            view: told of every change of state.
            later: calls back after milliseconds; returns what cancels it.
            service: makes the exchange, at its first use.
        """
        self._asker = asker
        self._view = view
        self._later = later
        self._make_service = service
        self._service: SyncService | None = None
        self._cancel_next: Callable[[], None] | None = None
        self._token: CancelToken | None = None
        self._line = Line.UNKNOWN
        self._problem = ""
        self._step: Step | None = None
        self._paused = False
        self._failures = 0
        self._again = False
        self._closed = False
        self._state: SyncState | None = None
        self._held_back: HeldBack | None = None
        self._put_off = False
        self._accepted = False
        self._repaired = ""
        self._left: tuple[str, ...] = ()
        self._news = NOTHING

    @property
    def busy(self) -> bool:
        """Return whether an exchange is under way."""
        return self._line is Line.BUSY

    @property
    def standing(self) -> Standing:
        """Return where the exchange stands."""
        held_back = None if self._put_off else self._held_back
        return Standing(
            self._line, self._problem, self._paused, self._step, held_back, self._repaired, self._left
        )

    @property
    def service(self) -> SyncService:
        """Return the exchange; on the io lane only."""
        if self._service is None:
            self._service = self._make_service(self._asker, self)
        return self._service

    def call_db(self, job: Callable[[Replica], T], /) -> T:
        """Run ``job`` over the local copy and note what it changed, for :meth:`tell_news`; on the io lane."""
        answer = self._asker.call(lambda kit: job(kit.replica))
        if isinstance(answer, Changes):
            self._news = self._news | answer
        return answer

    def tell_news(self) -> None:
        """Tell the pages what came in, and count again what waits."""
        news, self._news = self._news, NOTHING
        if news:
            self._view.show_news(news)
        self.refresh()

    def start(self) -> None:
        """Show where things stand and begin to exchange."""
        self.refresh()
        self.sync()

    def stop(self) -> None:
        """Plan nothing more, for the window closes."""
        self._closed = True
        if self._token is not None:
            self._token.cancel()
        self._plan_nothing()

    def pause(self) -> None:
        """Exchange nothing by itself until :meth:`resume`; what is under way stops, and keeps what came."""
        self._paused = True
        self._again = False
        self._plan_nothing()
        if self.busy and self._token is not None:
            self._token.cancel()
        self.refresh()

    def resume(self) -> None:
        """Exchange now, and then by itself again."""
        self._paused = False
        self._problem = ""
        self.sync()

    def accept_deletions(self) -> None:
        """Exchange now, and take away the people that the server asks to take away: somebody said so."""
        self._accepted = True
        self.sync()

    def put_off_deletions(self) -> None:
        """Take nobody away, and ask no more until the next start."""
        self._put_off = True
        self.refresh()

    def forget_told(self) -> None:
        """Say no more what was done by itself: somebody read it."""
        self._repaired, self._left = "", ()
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now."""
        self._asker.ask(self._view, lambda kit: kit.sync_state(), self._show, _quietly)

    def _show(self, state: SyncState) -> None:
        self._state = state
        self._view.show_pill(self._pill(state))
        self._view.show_clock(clock_warning(state.clock_offset_seconds) if state.clock_is_wrong else "")

    def _pill(self, state: SyncState) -> Pill:
        return pill_of(state, self.standing, self._asker.environment.now())

    def sync(self) -> None:
        """Exchange now, if this laptop is paired; asked for during an exchange, once more after it."""
        if self._closed:
            return
        if self.busy:
            self._again = not self._paused
            return
        self._plan_nothing()
        self._asker.ask(self._view, lambda kit: kit.sync_state(), self._go_if_paired, _quietly)

    def _go_if_paired(self, state: SyncState) -> None:
        if state.server is None or self.busy or self._closed:
            self._show(state)
            return
        self._line = Line.BUSY
        self._step = None
        self._show(state)

        accepted, self._accepted = self._accepted, False

        def job(progress: Progress) -> SyncReport:
            return self.service.run_once(lambda: progress.cancelled, progress, accept_deletions=accepted)

        self._token = self._asker.runner.submit_with_progress(
            self._view, job, self._ended, self._failed, progressed=self._stepped, lane="io"
        )

    def _stepped(self, step: Step) -> None:
        self._step = step
        if self.standing.is_long and self._state is not None:
            self._view.show_step(self.standing, self._pill(self._state))

    def _ended(self, report: SyncReport) -> None:
        self._problem = report.problem or ""
        self._line = Line.DOWN if report.problem else Line.OPEN
        self._failures = self._failures + 1 if report.problem else 0
        self._held_back = report.held_back
        self._repaired = report.repaired or self._repaired
        self._left = (*self._left, *report.left)
        self._after(report.retry_after)

    def _failed(self, error: KitError) -> None:
        self._problem = error.sentence
        self._line = Line.DOWN
        self._failures += 1
        self._after(None)

    def _after(self, retry_after: float | None) -> None:
        self._step = None
        self.tell_news()
        if self._again:
            self._again = False
            self.sync()
        elif not (self._closed or self._paused):
            from sync.schedule import next_wait

            seconds = next_wait(self._failures, self._asker.environment.chance, retry_after)
            self._cancel_next = self._later(int(seconds * 1000), self.sync)

    def _plan_nothing(self) -> None:
        if self._cancel_next is not None:
            self._cancel_next()
            self._cancel_next = None


def make_service(asker: Asker, courier: Courier) -> SyncService:
    """Return the exchange over the local copy, noting on ``courier`` what came in."""
    from sync.facade import SyncService

    return SyncService(courier.call_db, asker.environment)


def _quietly(_error: KitError) -> None:
    """Leave the pill as it is: whoever caused the error was told already."""
