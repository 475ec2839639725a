"""The list of keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import SHORTCUTS, shown_keys, words
from ui.widgets.basics import IconLabel, label
from ui.widgets.keyboard import give_keyboard_back


class ShortcutsDialog(QDialog):
    """Shows the table of :mod:`ui.actions`, two columns wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xl"]] * 4)
        column.setSpacing(theme.SPACE["l"])
        column.addWidget(label(tr("Keyboard shortcuts"), "title"))
        column.addLayout(self._table())
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        close.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        close.rejected.connect(self.reject)
        column.addWidget(close)
        give_keyboard_back(self)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["s"])
        grid.setColumnStretch(1, 1)
        for line, row in enumerate(SHORTCUTS):
            grid.addWidget(IconLabel(row.icon, "muted", 18), line, 0)
            grid.addWidget(label(words(row.name)), line, 1)
            grid.addLayout(_keys(row.keys), line, 2)
        return grid


def _keys(sequences: tuple[str, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE["s"])
    for sequence in sequences:
        row.addWidget(label(shown_keys(sequence), "key"))
    row.addStretch(1)
    return row
