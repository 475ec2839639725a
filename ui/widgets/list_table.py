"""The list every page uses: calm rows, keyboard complete, and words instead of an empty grid."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui import theme
from ui.widgets.copying import CopyRows, ShownLines

_ROWS_ASKED = 3
_ROWS_MEASURED = 60


class ListTable(QTableView):
    """A QTableView preset; ``opened`` carries the row number on Enter or a double click.

    Several rows may be selected, to be copied; what acts on a row asks for exactly one.
    """

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty_words = ""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab leaves the list: no keyboard trap
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(64)
        self.activated.connect(self._open)
        self.copying = CopyRows(self, ShownLines(self))
        self.retheme()
        theme.follow(self)

    def retheme(self) -> None:
        """Give rows the height of the text size in force."""
        self.verticalHeader().setDefaultSectionSize(theme.current().height(theme.ROW_HEIGHT))

    def sizeHint(self) -> QSize:
        """Ask for the height of a few rows: a page with less room than that scrolls."""
        header = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        return QSize(256, header + _ROWS_ASKED * self.verticalHeader().defaultSectionSize())

    def stretch(self, column: int) -> None:
        """Let ``column`` take the width that is left, the others what they need."""
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # Looking at every row of a long list to find the widest word makes the whole page wait.
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        if not theme.current().is_large:  # with large text, words stay whole and the list scrolls sideways
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def set_empty_words(self, words: str) -> None:
        """Say what an empty list means, e.g. why a search found nobody."""
        self._empty_words = words
        self.setAccessibleDescription(words if self._is_empty() else "")
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show ``model``."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._say_empty)
            model.rowsInserted.connect(self._say_empty)
            model.rowsRemoved.connect(self._say_empty)
        self._say_empty()

    def choose_one(self) -> None:
        """Let only one row be selected: this list is there to choose from."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def selectRow(self, row: int) -> None:
        """Select this row alone, even while Ctrl or Shift is held down for something else."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags.ClearAndSelect | flags.Rows)

    def selected_row(self) -> int | None:
        """Return the one row that is selected; nothing when several are."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if len(rows) == 1 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, on systems whose lists use another key as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or the words that stand for none."""
        super().paintEvent(event)
        if self._is_empty() and self._empty_words:
            painter = QPainter(self.viewport())
            painter.setPen(theme.current().colour("muted"))
            painter.setFont(theme.current().font("lead"))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_words)
            painter.end()

    def _is_empty(self) -> bool:
        return self.model() is None or self.model().rowCount() == 0

    def _say_empty(self) -> None:
        self.set_empty_words(self._empty_words)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())
