"""The synchronisation's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.syncing.presenter import SyncPresenter
from ui.widgets.basics import button, label
from ui.widgets.form import FormField
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.navigation import Route
    from ui.pages.page import Context
    from ui.pages.syncing.courier import Courier
    from ui.pages.syncing.presenter import SyncPageState
    from ui.practice import PracticeServer


class SyncPage(Page):
    """State, pairing, what waits."""

    def __init__(self, context: Context, courier: Courier, practice: PracticeServer | None = None) -> None:
        super().__init__(context)
        self.presenter = SyncPresenter(context.session, self, courier, context.notify)
        self._courier = courier
        self.practice = practice
        self.column.addWidget(label(tr("Synchronisation"), "title"))
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addWidget(self._state_card())
        self.column.addWidget(self._pair_card())
        self.column.addWidget(self._waiting_card(), 1)

    def _state_card(self) -> Card:
        self.card = Card(tr("Server"), " ")
        self.sync_button = button(tr("Synchronise now"), self.presenter.sync, "primary", "refresh-cw")
        if self.practice is not None:
            self.offline_button = button("", self._switch_server, "plain", "graduation-cap")
            self.card.header.add(self.offline_button)
        self.card.header.add(self.sync_button)
        return self.card

    def _pair_card(self) -> Card:
        self.pair_card = Card(
            tr("Pair this laptop"), tr("Your coordinator gives you an address and a code that serves once.")
        )
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://")
        self.code = QLineEdit()
        self.code.returnPressed.connect(self._pair)
        self.pair_button = button(tr("Pair"), self._pair, "primary")
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["m"])
        line.addWidget(FormField(tr("Address"), self.url), 3)
        line.addWidget(FormField(tr("Code"), self.code), 2)
        self.pair_card.add(line)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.pair_button)
        self.pair_card.add(last)
        return self.pair_card

    def _waiting_card(self) -> Card:
        card = Card(tr("What waits, and what was refused"))
        self.model = QStandardItemModel(0, 3)
        self.table = ListTable(tr("What waits, and what was refused"))
        self.table.setModel(self.model)
        self.table.set_empty_words(tr("Nothing waits: every change has been sent."))
        card.add(self.table, 1)
        return card

    def enter(self, route: Route) -> None:
        """Read where things stand."""
        del route
        self.notice.clear()
        self.presenter.load()
        self._show_practice()

    def show_sync(self, state: SyncPageState) -> None:
        """Show where things stand."""
        self.card.header.set_title(state.server or tr("No server yet"), state.headline)
        self.sync_button.setVisible(bool(state.server))
        self.pair_card.setVisible(not state.server)
        if state.server:
            self.notice.say("warning", state.sentence)
        self.model.clear()
        self.model.setHorizontalHeaderLabels([tr("Change"), tr("State"), tr("Why")])
        for line in state.lines:
            self.model.appendRow([QStandardItem(text) for text in (line.what, line.state, line.reason)])
        self.table.stretch(2)

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.notice.say("danger", error.sentence)

    def paired(self) -> None:
        """Empty the pairing form."""
        self.url.clear()
        self.code.clear()
        self.notice.clear()

    def _pair(self) -> None:
        self.presenter.pair(self.url.text().strip(), self.code.text().strip())

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
