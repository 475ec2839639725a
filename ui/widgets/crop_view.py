"""Part of a photographed page, as large as it fits: what a person judges by eye, with words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_LARGEST = 3.0  # more shows pixels and nothing new
_ROOM = 6


class CropView(QWidget):
    """Shows a PNG on white in every theme; its text alternative is the widget's accessible name."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)

    def show_picture(self, png: bytes, words: str) -> None:
        """Show ``png``; ``words`` say what it is a picture of."""
        self._picture = QPixmap()
        self._picture.loadFromData(png)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    @property
    def has_picture(self) -> bool:
        """Return whether there is something to see."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """Ask for one height, whatever the picture: what stands below keeps its place from row to row."""
        return QSize(320, theme.current().height(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle of a white frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(theme.current().colour("border_strong"))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.has_picture:
            painter.drawPixmap(self._fitted(), self._picture)
        painter.end()

    def _fitted(self) -> QRect:
        room = self.rect().adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo(self._picture.size() * _LARGEST)
        fitted = QRect(room.topLeft(), size)
        fitted.moveCenter(room.center())
        return fitted
