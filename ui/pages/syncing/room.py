"""Exchanging with other laptops in the room: share this one, or join that one. No Qt here.

The exchange itself runs on threads of its own, which leave what happens in a queue; a glance twice a
second takes it from there to the screen.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from sync.facade import LanEvent, LanReport, LanShare
    from ui.pages.asking import Asker
    from ui.pages.syncing.courier import Courier

    Later = Callable[[int, Callable[[], None]], Callable[[], None]]

GLANCE_MS = 500
"""How often what happened in the room is shown: sooner than somebody who joins looks up."""

NEWS_KEPT = 4
"""How many of the last sentences the sharing dialog shows."""


@dataclass(frozen=True)
class ShareState:
    """What the sharing dialog shows."""

    addresses: tuple[str, ...]
    code: str
    link: str
    news: tuple[str, ...] = ()
    over: bool = False


@dataclass(frozen=True)
class RoomState:
    """What goes on in the room, each '' when it does not: this laptop is shared, is linked to another one."""

    shared: str = ""
    linked: str = ""


class RoomView(Protocol):
    """The page, as this presenter sees it."""

    def show_room(self, state: RoomState) -> None:
        """Show what goes on in the room."""
        ...

    def show_share(self, state: ShareState) -> None:
        """Show the code, the addresses and who joined."""
        ...

    def joined(self, sentence: str) -> None:
        """Say what the first exchange with the other laptop brought."""
        ...

    def join_failed(self, error: KitError) -> None:
        """Say why the other laptop was not joined, or is no longer."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why nothing is shared."""
        ...


class RoomPresenter:
    """One share and one link at a time."""

    def __init__(self, asker: Asker, view: RoomView, courier: Courier, later: Later) -> None:
        self._asker = asker
        self._view = view
        self._courier = courier
        self._later = later
        self._state = RoomState()
        self._share: LanShare | None = None
        self._opening = False
        self._leave: threading.Event | None = None
        self._events: deque[LanEvent] = deque()
        self._links: deque[LanReport | str] = deque()
        self._news: list[str] = []
        self._reported = False
        self._cancel_glance: Callable[[], None] | None = None

    # -- sharing this laptop

    def share(self) -> None:
        """Let other laptops of the room in until :meth:`stop_sharing`; show the code again if they may."""
        if self._share is not None:
            self._show_share()
        elif not self._opening:
            self._opening = True
            self._news.clear()
            self._asker.runner.submit(self._view, self._open, self._opened, self._not_opened, lane="io")

    def _open(self) -> LanShare:
        from sync.facade import lan_share

        return lan_share(self._courier.call_db, self._asker.environment, on_event=self._events.append)

    def _opened(self, share: LanShare) -> None:
        self._opening = False
        self._share = share
        self._show(replace(self._state, shared=shared_words(share.joined)))
        self._show_share()
        self._glance_later()

    def _not_opened(self, error: KitError) -> None:
        self._opening = False
        self._view.refuse(error)

    def stop_sharing(self) -> None:
        """Let nobody in any more."""
        share, self._share = self._share, None
        self._show(replace(self._state, shared=""))
        if share is not None:
            self._asker.runner.submit(self._view, share.stop, _nothing, self._view.refuse, lane="io")

    @property
    def share_name(self) -> str:
        """Return by what others find this laptop's share, '' without one."""
        return self._share.short if self._share is not None else ""

    def _show_share(self, *, over: bool = False) -> None:
        share = self._share
        if share is not None:
            news = tuple(self._news[-NEWS_KEPT:])
            self._view.show_share(ShareState(share.addresses, share.code, share.link, news, over))

    # -- joining another one

    def join(self, address: str, code: str) -> None:
        """Exchange with the laptop at ``address``, again and again, until :meth:`leave`.

        One that was joined before, or that is still being tried, is left.
        """
        self.leave()
        leave = self._leave = threading.Event()
        self._reported = False

        def note(happened: LanReport | str) -> None:
            if not leave.is_set():
                self._links.append(happened)

        def job() -> LanReport:
            from sync.facade import lan_stay

            return lan_stay(
                self._courier.call_db,
                self._asker.environment,
                address,
                code,
                leave.wait,
                on_exchange=note,
                on_trouble=note,
            )

        def ended(error: KitError | None = None) -> None:
            if self._leave is leave:
                self._ended(None if leave.is_set() else error)

        self._asker.runner.submit(self._view, job, lambda _: ended(), ended, lane="io")
        self._glance_later()

    def leave(self) -> None:
        """Exchange with the other laptop no longer."""
        if self._leave is not None:
            self._leave.set()

    def _ended(self, error: KitError | None) -> None:
        self._look()
        self._leave = None
        self._show(replace(self._state, linked=""))
        if error is not None:
            self._view.join_failed(error)

    # -- what happens meanwhile

    def _glance(self) -> None:
        self._cancel_glance = None
        self._look()
        if self._share is not None or self._leave is not None:
            self._glance_later()

    def _look(self) -> None:
        """Show what happened since the last glance."""
        if not (self._events or self._links):
            return
        while self._links:
            link = self._links.popleft()
            if isinstance(link, str):
                self._show(replace(self._state, linked=link))
            else:
                self._exchanged(link)
        if self._events:
            self._look_at_share()
        self._courier.refresh()

    def _look_at_share(self) -> None:
        over = False
        while self._events:
            event = self._events.popleft()
            self._news.append(event.sentence)
            over = over or event.over
        if self._share is not None:
            self._show(replace(self._state, shared=shared_words(self._share.joined)))
            self._show_share(over=over)
        if over:
            self.stop_sharing()

    def _exchanged(self, report: LanReport) -> None:
        self._show(replace(self._state, linked=tr("Linked with “{name}”", name=report.name)))
        if not self._reported:
            self._reported = True
            sentence = tr(
                "Linked with “{name}”: {pushed} sent, {pulled} received. It goes on until you leave.",
                name=report.name,
                pushed=report.pushed,
                pulled=report.pulled,
            )
            self._view.joined(sentence)

    def _glance_later(self) -> None:
        if self._cancel_glance is None:
            self._cancel_glance = self._later(GLANCE_MS, self._glance)

    def _show(self, state: RoomState) -> None:
        if state != self._state:
            self._state = state
            self._view.show_room(state)

    def close(self) -> None:
        """Let nobody in and leave, and wait for it: the window closes, and the lanes after it."""
        self.leave()
        share, self._share = self._share, None
        if share is not None:
            # It waits for the thread of the local copy, which the thread of the window never does.
            stopping = threading.Thread(target=share.stop, name="kit-room-stop")
            stopping.start()
            stopping.join()
        if self._cancel_glance is not None:
            self._cancel_glance()
            self._cancel_glance = None


def shared_words(joined: int) -> str:
    """Return how many laptops are in."""
    if not joined:
        return tr("Shared: nobody has joined yet")
    return trn("Shared with {n} laptop", "Shared with {n} laptops", joined)


def _nothing(_result: object) -> None:
    """Show nothing: the card says it already."""
