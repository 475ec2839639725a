"""Ctrl+C on a list: its rows go to the clipboard as a table, for a message or a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from organiser_kit.exports.clipboard import html_table, tab_text
from organiser_kit.i18n import tr, trn
from ui import icons
from ui.widgets.basics import announce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ALL_KEYS = "Ctrl+Shift+C"
_SHOWN = Qt.ItemDataRole.DisplayRole


class Lines(Protocol):
    """A list that can be copied."""

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, nothing where there is no such line."""
        ...

    def count(self) -> int:
        """Return how many rows there are."""
        ...

    def cells(self, row: int) -> Sequence[str]:
        """Return what a row shows."""
        ...

    def selected(self) -> Sequence[int]:
        """Return which rows are selected, from the top."""
        ...


class CopyRows(QObject):
    """Watches a list of the window.

    Ctrl+C takes the rows that are selected, or all of them when none is; Ctrl+Shift+C takes all. Only what
    the columns show is copied: notes behind a row, as its tooltip, stay where they are.
    """

    def __init__(self, watched: QWidget, lines: Lines) -> None:
        """Watch the widget that holds ``lines``, or whose children show them."""
        super().__init__(watched)
        self._watched = watched
        self._lines = lines
        watched.installEventFilter(self)
        watched.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        watched.customContextMenuRequested.connect(self._show_menu)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copy on the keys that mean it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Copy):
                self.copy()
                return True
            if QKeySequence(event.keyCombination()) == QKeySequence(ALL_KEYS):
                self.copy_all()
                return True
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        """Return what may be copied from here."""
        made = QMenu(self._watched)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = len(self._lines.selected())
        if chosen:
            words = trn("Copy the line selected", "Copy the {n} lines selected", chosen)
            self._add(made, words, QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        whole = self._add(made, tr("Copy the table"), QKeySequence(ALL_KEYS), self.copy_all)
        whole.setEnabled(self._lines.count() > 0)
        return made

    def _add(self, menu: QMenu, words: str, keys: QKeySequence, act: Callable[[], None]) -> QAction:
        made = menu.addAction(words)
        made.setShortcut(keys)  # shown beside the words; the filter above hears the keys
        made.triggered.connect(lambda _checked=False: act())
        icons.bind(made, "copy")
        return made

    def _show_menu(self, place: QPoint) -> None:
        held = self._watched
        inside = held.viewport() if isinstance(held, QAbstractItemView) else held
        self.menu().popup(inside.mapToGlobal(place))

    def copy(self) -> None:
        """Copy the rows that are selected, or all of them."""
        self._put(self._lines.selected() or range(self._lines.count()))

    def copy_all(self) -> None:
        """Copy every row."""
        self._put(range(self._lines.count()))

    def _put(self, chosen: Sequence[int]) -> None:
        if not chosen:
            self._say(tr("Nothing to copy: the list is empty."), "circle-alert")
            return
        headings, rows = self._lines.headings(), [self._lines.cells(row) for row in chosen]
        data = QMimeData()
        data.setText(tab_text(headings, rows))
        data.setHtml(html_table(headings, rows))
        QGuiApplication.clipboard().setMimeData(data)
        self._say(trn("{n} line copied", "{n} lines copied", len(rows)), "copy")

    def _say(self, sentence: str, icon: str) -> None:
        teller = _teller(self._watched)
        if teller is None:
            announce(self._watched, sentence)
        else:
            teller.notify(sentence, icon=icon)


@runtime_checkable
class _Teller(Protocol):
    """Shows short messages: the frame of the window."""

    def notify(self, sentence: str, undo: Callable[[], None] | None = None, icon: str = "check") -> None:
        """Show ``sentence``."""
        ...


def _teller(widget: QWidget) -> _Teller | None:
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, _Teller):
            return above
        above = above.parentWidget()
    return None


class ShownLines:
    """What a view of Qt's shows: a table's columns as they stand on the screen, or the rows of a list."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view

    def headings(self) -> Sequence[str]:
        """Return the headings of the columns that are shown; a plain list has none."""
        if not isinstance(self._view, QTableView):
            return ()
        model, across = self._view.model(), Qt.Orientation.Horizontal
        return [str(model.headerData(column, across, _SHOWN) or "") for column in self._columns()]

    def count(self) -> int:
        """Return how many rows there are."""
        model = self._view.model()
        if model is None:  # before one is set, whatever the stubs say
            return 0  # type: ignore[unreachable]
        return model.rowCount()

    def cells(self, row: int) -> Sequence[str]:
        """Return the words of a row."""
        model = self._view.model()
        return [_words(model.index(row, column)) for column in self._columns()]

    def selected(self) -> Sequence[int]:
        """Return the rows selected."""
        model = self._view.selectionModel()
        if model is None:  # as above
            return ()  # type: ignore[unreachable]
        return sorted(index.row() for index in model.selectedRows())

    def _columns(self) -> Sequence[int]:
        if not isinstance(self._view, QTableView):
            return (0,)
        shown = [at for at in range(self._view.model().columnCount()) if not self._view.isColumnHidden(at)]
        return sorted(shown, key=self._view.horizontalHeader().visualIndex)


class WrittenLines:
    """A list made of cards: rows of words, handed over when the cards are drawn."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = headings
        self.rows: Sequence[Sequence[str]] = ()

    def headings(self) -> Sequence[str]:
        """Return the headings."""
        return self._headings

    def count(self) -> int:
        """Return how many cards there are."""
        return len(self.rows)

    def cells(self, row: int) -> Sequence[str]:
        """Return the words of a card."""
        return self.rows[row]

    def selected(self) -> Sequence[int]:
        """Cards are not selected: all of them go."""
        return ()


def _words(index: QModelIndex) -> str:
    """Return the words of a cell; those for a screen reader where a tick says something as well."""
    is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) is not None
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole if is_ticked else _SHOWN) or "")
