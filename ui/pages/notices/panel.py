"""The list of people to tell: telephone and e-mail, a tick for who knows, messages for the mail program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from organiser_kit.services.notices import WARNINGS
from ui import theme
from ui.pages.notice import Notice
from ui.pages.notices.presenter import NoticesPresenter
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.pages.notices.presenter import Batch, NoticesState, Told
    from ui.pages.page import Context

_HEIGHT = 260


def open_in_mail_program(address: str) -> bool:
    """Hand a ``mailto:`` address to the system; return whether a program took it."""
    return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


class NoticesPanel(QWidget):
    """Shows the queue of one meeting for some purposes."""

    def __init__(self, context: Context, purposes: tuple[str, ...] = WARNINGS) -> None:
        super().__init__()
        self.presenter = NoticesPresenter(context.session, self, context.notify, purposes)
        self.open_mail: Callable[[str], bool] = open_in_mail_program
        self._people: tuple[Told, ...] = ()
        self._batches: tuple[Batch, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["m"])
        self.summary = label("", "strong", wrap=True)
        column.addWidget(self.summary)
        self.notice = Notice()
        column.addWidget(self.notice)
        self.model = QStandardItemModel(0, 3)
        self.model.itemChanged.connect(self._ticked)
        self.table = ListTable(tr("People to tell"))
        self.table.setModel(self.model)
        self.table.setMinimumHeight(theme.current().height(_HEIGHT))
        self.table.set_empty_words(tr("Nobody is on the list."))
        self.table.opened.connect(lambda _: self.write_one())
        column.addWidget(self.table, 1)
        self.objections = label("", "muted", wrap=True)
        column.addWidget(self.objections)
        acts = FlowLayout()
        self.one_button = button(tr("Write to this person"), self.write_one, "plain", "mail")
        self.many_button = button("", self.write_many, "plain", "mail")
        acts.add(self.one_button)
        acts.add(self.many_button)
        column.addLayout(acts)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        context.session.bus.on(
            ("notice", "person", "consent"),
            self,
            lambda _: self.presenter.load() if self.isVisible() else None,
        )

    def show_notices(self, state: NoticesState) -> None:
        """Show the list; the person selected stays selected."""
        kept = self._selected()
        self._people, self._batches = state.people, state.batches
        self.summary.setText(state.summary)
        self.objections.setText(state.batch_words)
        self.objections.setVisible(bool(state.batch_words))
        blocked = self.model.blockSignals(True)
        self.model.setRowCount(0)
        self.model.blockSignals(blocked)
        self.model.setHorizontalHeaderLabels([tr("Knows"), tr("Telephone and e-mail"), tr("About")])
        for row, told in enumerate(state.people):
            self.model.appendRow(self._row(told))
            if kept is not None and told.notice_id == kept.notice_id:
                self.table.selectRow(row)
        self.table.stretch(1)
        self._enable()

    def _row(self, told: Told) -> list[QStandardItem]:
        name = QStandardItem(told.name)
        name.setCheckable(True)
        name.setCheckState(Qt.CheckState.Checked if told.done else Qt.CheckState.Unchecked)
        known = tr("{name}, knows", name=told.name) if told.done else tr("{name}, to be told", name=told.name)
        name.setData(known, Qt.ItemDataRole.AccessibleTextRole)
        return [name, QStandardItem(told.reach), QStandardItem(told.purpose)]

    def _selected(self) -> Told | None:
        row = self.table.selected_row()
        return self._people[row] if row is not None and row < len(self._people) else None

    def _enable(self) -> None:
        told = self._selected()
        self.one_button.setEnabled(told is not None and bool(told.mail))
        count = len(self._batches[0].notice_ids) if self._batches else 0
        self.many_button.setVisible(count > 0)
        self.many_button.setText(
            trn("Write to {n} person in blind copy", "Write to {n} people in blind copy", count)
        )

    def _ticked(self, item: QStandardItem) -> None:
        told = self._people[item.row()] if item.row() < len(self._people) else None
        done = item.checkState() is Qt.CheckState.Checked
        if told is not None and item.column() == 0 and done != told.done:
            self.presenter.mark((told.notice_id,), done=done)

    def write_one(self) -> None:
        """Open a message to the person selected, with what was typed to the last key."""
        self.presenter.load(self._write_one)

    def write_many(self) -> None:
        """Open the next message in blind copy, with what was typed to the last key."""
        self.presenter.load(self._write_many)

    def _write_one(self) -> None:
        told = self._selected()
        if told is not None and told.mail:
            self._write(told.mail, (told.notice_id,))

    def _write_many(self) -> None:
        if self._batches:
            self._write(self._batches[0].mail, self._batches[0].notice_ids)

    def _write(self, mail: str, notice_ids: tuple[str, ...]) -> None:
        if not self.open_mail(mail):
            self.notice.say("warning", tr("No mail program answers on this computer: copy the text instead."))
            return

        def sent() -> None:
            self.notice.clear()
            self.presenter.mark(notice_ids, done=True)

        words = trn(
            "The mail program has the message for {n} person. Once it has left, say so here.",
            "The mail program has the message for {n} people. Once it has left, say so here.",
            len(notice_ids),
        )
        self.notice.say("info", words, (tr("It has left"), sent))

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.notice.say("danger", error.sentence)
