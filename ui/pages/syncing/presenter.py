"""The synchronisation's page: how things stand, what waits, the last exchanges. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr
from ui.pages.syncing.alerts import Act, alerts_of
from ui.pages.syncing.exchanges import SHOWN, exchange_lines
from ui.pages.syncing.headline import headline_of
from ui.pages.syncing.waiting import waiting_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from sync.facade import EnrolReport
    from ui.pages.asking import Asker, Notify
    from ui.pages.syncing.alerts import Alert
    from ui.pages.syncing.courier import Courier
    from ui.pages.syncing.exchanges import ExchangeLine
    from ui.pages.syncing.headline import Headline
    from ui.pages.syncing.pill import Standing
    from ui.pages.syncing.waiting import WaitingLine


@dataclass(frozen=True)
class SyncPageState:
    """What the page shows of the exchange itself."""

    paired: bool
    alerts: tuple[Alert, ...]
    standing: Standing
    headline: Headline
    waiting: tuple[WaitingLine, ...]
    exchanges: tuple[ExchangeLine, ...]


class SyncView(Protocol):
    """The page, as its presenter sees it."""

    def show_sync(self, state: SyncPageState) -> None:
        """Show where things stand."""
        ...

    def paired(self) -> None:
        """Empty the pairing form."""
        ...

    def seal_unsent(self) -> None:
        """Ask where to, and write what was never sent."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class SyncPresenter:
    """Reads where things stand, and pairs the laptop."""

    def __init__(self, asker: Asker, view: SyncView, courier: Courier, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._courier = courier
        self._notify = notify

    def load(self) -> None:
        """Read again where things stand."""
        self.show(self._courier.standing)

    def show(self, standing: Standing) -> None:
        """Show where things stand, the exchange being at ``standing``."""
        now = self._asker.environment.now()

        def question(kit: Kit) -> SyncPageState:
            state, revoked = kit.sync_state(), kit.replica.recovery.is_revoked
            return SyncPageState(
                paired=state.server is not None and not revoked,
                alerts=alerts_of(state, standing, revoked=revoked),
                standing=standing,
                headline=headline_of(state, standing, now),
                waiting=waiting_lines(kit.replica.waiting_kinds(), now),
                exchanges=exchange_lines(kit.replica.rounds(SHOWN), now),
            )

        self._asker.ask(self._view, question, self._view.show_sync, self._view.refuse)

    def sync(self) -> None:
        """Exchange now."""
        self._courier.sync()

    def pause(self) -> None:
        """Exchange nothing until further notice; what is under way stops and keeps what came."""
        self._courier.pause()

    def resume(self) -> None:
        """Exchange again."""
        self._courier.resume()

    def act(self, act: str) -> None:
        """Do what the button of an alert says."""
        match Act(act):
            case Act.SYNC:
                self._courier.sync()
            case Act.ACCEPT:
                self._courier.accept_deletions()
            case Act.KEEP:
                self._courier.put_off_deletions()
                self._notify(tr("Nobody is removed. You will be asked again at the next start."))
            case Act.SEAL:
                self._view.seal_unsent()

    def close_alert(self) -> None:
        """Say no more what was read."""
        self._courier.forget_told()

    def pair(self, url: str, code: str) -> None:
        """Pair this laptop with a server, then exchange."""

        def done(_: EnrolReport) -> None:
            self._view.paired()
            self._notify(tr("This laptop is paired."))
            self.sync()

        job: Callable[[], EnrolReport] = lambda: self._courier.service.enrol(url, code)  # noqa: E731
        self._asker.runner.submit(self._view, job, done, self._view.refuse, lane="io")
