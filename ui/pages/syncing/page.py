"""The synchronisation's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.actions import action
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.syncing.alert_stack import AlertStack
from ui.pages.syncing.devices import DevicesPresenter
from ui.pages.syncing.devices_card import DevicesCard
from ui.pages.syncing.exchanges_card import ExchangesCard
from ui.pages.syncing.nearby import Nearby
from ui.pages.syncing.pair_card import PairCard
from ui.pages.syncing.pill import Line
from ui.pages.syncing.presenter import SyncPresenter
from ui.pages.syncing.refused import RefusedPresenter
from ui.pages.syncing.refused_card import RefusedCard
from ui.pages.syncing.status_card import StatusCard
from ui.pages.syncing.versions import VersionsPresenter
from ui.pages.syncing.versions_card import VersionsCard
from ui.pages.syncing.waiting_card import WaitingCard
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from organiser_kit.errors import KitError
    from ui.navigation import Route
    from ui.pages.page import Context
    from ui.pages.syncing.courier import Courier
    from ui.pages.syncing.devices import DeviceLine
    from ui.pages.syncing.presenter import SyncPageState
    from ui.pages.syncing.refused import RefusedState
    from ui.pages.syncing.versions import ChoiceWords
    from ui.practice import PracticeServer


class SyncPage(Page):
    """How things stand first, then what wants a person, then what is good to know."""

    own_undo = True

    def __init__(self, context: Context, courier: Courier, practice: PracticeServer | None = None) -> None:
        super().__init__(context)
        self.presenter = SyncPresenter(context.session, self, courier, context.notify)
        self.versions_presenter = VersionsPresenter(context.session, self, context.notify)
        self.refused_presenter = RefusedPresenter(context.session, self, courier, context.notify)
        self.practice = practice
        self._was_busy = True
        self.notice = Notice()
        self.alerts = AlertStack()
        self.status = StatusCard()
        self.pairing = PairCard()
        self.versions = VersionsCard()
        self.refused = RefusedCard()
        self.waiting = WaitingCard()
        self.nearby = Nearby(context, courier, self)
        self.exchanges = ExchangesCard()
        self.column.addLayout(self._head())
        self.devices = DevicesCard()
        self.devices_presenter = DevicesPresenter(context.session, self, courier)
        above: tuple[QWidget, ...] = (self.notice, self.alerts, self.status, self.pairing)
        for part in (*above, self.versions, self.refused, self.waiting, self.nearby.card, self.devices):
            self.column.addWidget(part)
        self.column.addWidget(self.exchanges, 1)
        self._connect()

    def _head(self) -> FlowLayout:
        head = FlowLayout()
        head.add(label(tr("Synchronisation"), "title"), grow=True)
        if self.practice is not None:
            self.offline_button = button("", self._switch_server, "plain", "graduation-cap")
            head.add(self.offline_button)
        return head

    def _connect(self) -> None:
        self.status.synced.connect(self.presenter.sync)
        self.status.paused.connect(self.presenter.pause)
        self.status.resumed.connect(self.presenter.resume)
        self.pairing.asked.connect(self.presenter.pair)
        self.alerts.acted.connect(self.presenter.act)
        self.alerts.closed.connect(self.presenter.close_alert)
        self.versions.kept.connect(self.versions_presenter.keep)
        self.refused.retried.connect(self.refused_presenter.retry)
        self.refused.all_retried.connect(self.refused_presenter.retry_all)
        self.refused.exported.connect(self.refused_presenter.export)
        action("keep_first", self, lambda: self.versions.keep_at(0))
        action("keep_second", self, lambda: self.versions.keep_at(1))
        action("undo", self, self.versions_presenter.undo)

    def enter(self, route: Route) -> None:
        """Read where things stand."""
        del route
        self.notice.clear()
        self.load()
        self._show_practice()

    def load(self) -> None:
        """Read again where things stand."""
        self.presenter.load()
        self.versions_presenter.load()
        self.refused_presenter.load()

    def show_sync(self, state: SyncPageState) -> None:
        """Show where things stand."""
        ended = self._was_busy and state.standing.line is not Line.BUSY
        self._was_busy = state.standing.line is Line.BUSY
        if state.paired and ended:
            self.devices_presenter.load()
        self.alerts.show_alerts(state.alerts)
        self.status.show_state(state)
        self.pairing.setVisible(not state.paired)
        self.waiting.show_lines(state.waiting)
        self.exchanges.setVisible(state.paired or bool(state.exchanges))
        self.exchanges.show_lines(state.exchanges)

    def show_devices(self, lines: tuple[DeviceLine, ...]) -> None:
        """Show the laptops of the group."""
        self.devices.show_lines(lines)

    def show_versions(self, choices: tuple[ChoiceWords, ...]) -> None:
        """Show the fields of which two versions were written."""
        self.versions.show_choices(choices)

    def show_refused(self, state: RefusedState) -> None:
        """Show what the server turned down."""
        self.refused.show_state(state)

    def tell(self, tone: str, sentence: str) -> None:
        """Say what was done, where it can be seen."""
        self.notice.say(tone, sentence)
        self.verticalScrollBar().setValue(0)

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.tell("danger", error.sentence)

    def seal_unsent(self) -> None:
        """Ask where to, and write what was never sent."""
        self.nearby.seal_unsent()

    def close_down(self) -> None:
        """Let go of the other laptops in the room: the window closes."""
        self.nearby.close()

    def paired(self) -> None:
        """Empty the pairing form."""
        self.pairing.clear()
        self.notice.clear()

    def _switch_server(self) -> None:
        if self.practice is not None:
            self.practice.switch(self, self._switched)
            self.offline_button.setEnabled(False)

    def _switched(self) -> None:
        self._show_practice()
        self.presenter.sync()

    def _show_practice(self) -> None:
        if self.practice is None:
            return
        up = self.practice.is_running
        self.offline_button.setEnabled(True)
        self.offline_button.setText(tr("Rehearse offline") if up else tr("Bring the network back"))
