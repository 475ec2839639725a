"""The palette's window: one field, and under it what the words may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.pages.palette.model import OfferModel, said
from ui.pages.palette.presenter import PalettePresenter
from ui.widgets.basics import announce, label
from ui.widgets.keyboard import give_keyboard_back
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.errors import KitError
    from ui.pages.palette.presenter import Offer
    from ui.session import Session

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_ROWS = 9


class PaletteDialog(QDialog):
    """Emits ``chosen`` with the offer taken, once it is closed."""

    chosen = Signal(object)

    def __init__(self, session: Session, fixed: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Go to, or do"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(theme.current().height(640))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["l"]] * 4)
        column.setSpacing(theme.SPACE["m"])
        self.field = self._field()
        column.addWidget(self.field)
        self.model = OfferModel()
        self.table = self._table()
        column.addWidget(self.table, 1)
        column.addWidget(label(tr("↑ ↓ choose · Enter opens · Esc closes"), "caption"))
        give_keyboard_back(self)
        self.presenter = PalettePresenter(session, self, fixed)
        self.field.textChanged.connect(self.presenter.type)
        self.presenter.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Have the keyboard in the field."""
        super().showEvent(event)
        self.activateWindow()
        self.field.setFocus()

    def _field(self) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName("searchField")
        made.setMaxLength(200)
        made.setAccessibleName(tr("Page, command, meeting or person"))
        made.setPlaceholderText(tr("Page, command, meeting or person…"))
        lens = QAction(made)
        icons.bind(lens, "search", "muted")
        made.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        for child in made.findChildren(QWidget):
            child.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.installEventFilter(self)
        return made

    def _table(self) -> ListTable:
        made = ListTable(tr("What is offered"))
        made.choose_one()
        made.setModel(self.model)
        made.horizontalHeader().hide()
        made.setAlternatingRowColors(False)
        side = theme.current().scaled(18)
        made.setIconSize(QSize(side, side))
        made.stretch(0)
        made.setFixedHeight(_ROWS * made.verticalHeader().defaultSectionSize())
        made.clicked.connect(lambda index: self._take(index.row()))
        made.opened.connect(self._take)
        return made

    def show_offers(self, offers: tuple[Offer, ...], empty: str) -> None:
        """Show what was found; the first of it is chosen."""
        before = self._chosen()
        self.table.set_empty_words(empty)
        self.model.show_offers(offers)
        row = next((row for row, offer in enumerate(offers) if self._moved and offer == before), 0)
        if offers:
            self.table.selectRow(row)
        else:
            announce(self.field, empty)

    _moved = False
    """Whether the arrows chose: what comes late then leaves the choice where it is."""

    def _chosen(self) -> Offer | None:
        row = self.table.selected_row()
        return self.model.offer(row) if row is not None and row < self.model.rowCount() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the field keeps the keyboard."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _MOVES.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
            self._moved = False
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        last = self.model.rowCount() - 1
        if last < 0:
            return
        self._moved = True
        row = self.table.selected_row() or 0
        self.table.selectRow(min(last, max(0, row + step)))
        chosen = self._chosen()
        if chosen is not None:
            announce(self.field, said(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is chosen on Enter."""
        row = self.table.selected_row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row is not None:
                self._take(row)
        else:
            super().keyPressEvent(event)

    def _take(self, row: int) -> None:
        offer = self.model.offer(row)
        self.accept()
        self.chosen.emit(offer)

    def refuse(self, error: KitError) -> None:
        """Say why something cannot be looked for."""
        self.table.set_empty_words(error.sentence)
