"""A QR code on the screen: black on white in every theme, sharp at every scale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_LEAST = 3  # pixels for a module: what a camera at arm's length tells apart
_QUIET = 4  # modules of white on every side, ISO/IEC 18004


class QrView(QWidget):
    """Shows the code of a text; ``name`` is what a screen reader says of it."""

    def __init__(self, name: str, side: int = 220, parent: QWidget | None = None) -> None:
        """Make it at least ``side`` pixels wide: a whole number of them for each module of the code."""
        super().__init__(parent)
        self._modules: list[list[bool]] = []
        self._side = side
        self._module = 1
        self.setAccessibleName(name)
        self.setFixedSize(side, side)

    def show_text(self, text: str) -> None:
        """Show the code of ``text``, nothing for ''."""
        from organiser_kit.documents.toolkit.qr import (
            matrix,  # a third of a second that no other page has to pay
        )

        self._modules = matrix(text) if text else []
        count = len(self._modules) + 2 * _QUIET
        self._module = max(_LEAST, round(self._side / count))
        self.setFixedSize(self._module * count, self._module * count)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every dark module."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        black, side = QColor(Qt.GlobalColor.black), self._module
        for y, row in enumerate(self._modules, start=_QUIET):
            for x, dark in enumerate(row, start=_QUIET):
                if dark:
                    painter.fillRect(x * side, y * side, side, side, black)
        painter.end()
