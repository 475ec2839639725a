"""Work in progress: how far, in words, and a way out; the window itself keeps answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import announce, button, label

if TYPE_CHECKING:
    from ui.jobs import Step


class ProgressPanel(QWidget):
    """A sentence, a bar, and a button to stop."""

    stopped = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None, *, stoppable: bool = True) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["m"])
        self._title = label(sentence, "heading", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(sentence)
        self._text = label("", "muted", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addWidget(self._text)
        self.stop_button = button(tr("Stop"), self._stop)
        self.stop_button.setVisible(stoppable)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop_button)
        column.addLayout(row)

    def begin(self, sentence: str) -> None:
        """Start over with another sentence."""
        self._title.setText(sentence)
        self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, 0)
        self._text.clear()
        self.stop_button.setEnabled(True)

    def show_step(self, step: Step) -> None:
        """Show how far the job is."""
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        self._text.setText(step.text)

    @property
    def text(self) -> str:
        """Return the words under the bar."""
        return self._text.text()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self._text.setText(tr("Stopping after the current item…"))
        self.stopped.emit()


class BusyOverlay(QWidget):
    """Dims one page, and only that page, while it works."""

    stopped = Signal()

    def __init__(self, host: QWidget, *, stoppable: bool = True) -> None:
        super().__init__(host)
        self._host = host
        self.panel = ProgressPanel("", stoppable=stoppable)
        self.panel.stopped.connect(self.stopped)
        card = QFrame()
        card.setObjectName("busyCard")
        card.setFixedWidth(420)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[theme.SPACE["xl"]] * 4)
        inside.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()
        host.installEventFilter(self)

    def begin(self, sentence: str) -> None:
        """Cover the page."""
        self.panel.begin(sentence)
        self.setAccessibleName(sentence)
        self.resize(self._host.size())
        self.show()
        self.raise_()
        self.panel.stop_button.setFocus()
        announce(self, sentence)

    def end(self) -> None:
        """Give the page back."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies under."""
        scrim = QColor(theme.current().colour("scrim"))
        scrim.setAlphaF(0.45)
        painter = QPainter(self)
        painter.fillRect(self.rect(), scrim)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the whole page."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self._host.size())
        return super().eventFilter(watched, event)
