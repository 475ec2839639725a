"""What lies over the window while files are held above it: in words, what letting go would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import IconLabel, announce, label
from ui.widgets.medallion import Medallion

if TYPE_CHECKING:
    from ui.pages.dropping.words import Promise

WIDTH, ICON = 520, 22
_VEIL = 0.82
_DASHES = (6.0, 4.0)


class DropOverlay(QWidget):
    """Covers ``host``; takes neither the mouse nor the keyboard."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._promise: Promise | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._card: QFrame | None = None
        self.hide()
        host.installEventFilter(self)

    @property
    def words(self) -> tuple[str, ...]:
        """Return what is said, from the top; nothing while no file is held."""
        if self._promise is None or self.isHidden():
            return ()
        return (self._promise.title, *(sentence for _, sentence in self._promise.lines))

    def show_promise(self, promise: Promise) -> None:
        """Say what letting go would do."""
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._promise = promise
        self._card = _card(promise)
        self._column.addWidget(self._card)
        self.setAccessibleName(" ".join((promise.title, *(sentence for _, sentence in promise.lines))))
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        announce(self, self.accessibleName())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on covering the window when it changes size."""
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a veil over the page, and a dashed edge that says how far the landing place goes."""
        look = theme.current()
        veil = look.colour("background")
        veil.setAlphaF(_VEIL)
        pen = QPen(look.colour("accent_text"), 2)
        pen.setDashPattern(_DASHES)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.setPen(pen)
        inset = theme.SPACE["m"]
        edge = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(edge, theme.SPACE["m"], theme.SPACE["m"])
        painter.end()


def _card(promise: Promise) -> QFrame:
    card = QFrame()
    card.setObjectName("busyCard")
    card.setFixedWidth(theme.current().height(WIDTH))
    column = QVBoxLayout(card)
    column.setContentsMargins(*[theme.SPACE["xxl"]] * 4)
    column.setSpacing(theme.SPACE["m"])
    column.addWidget(Medallion("inbox", side=72), 0, Qt.AlignmentFlag.AlignHCenter)
    title = label(promise.title, "title", wrap=True)
    title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(title)
    for icon, sentence in promise.lines:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["m"])
        line.addWidget(IconLabel(icon, "accent_text", ICON), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(sentence, wrap=True), 1)
        column.addLayout(line)
    return card
