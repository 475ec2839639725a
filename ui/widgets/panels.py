"""Panels: card, section header, empty state, banner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, announce, button, icon_button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.medallion import Medallion

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.basics import Look


class SectionHeader(QWidget):
    """A heading, a sentence under it, and the section's buttons on the right."""

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout()
        self.setLayout(self._row)
        held = QWidget()
        words = QVBoxLayout(held)
        words.setContentsMargins(0, 0, theme.SPACE["s"], 0)
        words.setSpacing(2)
        self._title = label(title, "heading", wrap=True)
        self._sentence = label(sentence, "muted", wrap=True)
        self._sentence.setVisible(bool(sentence))
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        self._row.add(held, grow=True)

    def set_title(self, title: str, sentence: str = "") -> None:
        """Change the words."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def add(self, widget: QWidget) -> None:
        """Put a button or a pill on the right."""
        self._row.add(widget)


class Card(QFrame):
    """A white panel with an optional header; pages fill :attr:`body`."""

    def __init__(self, title: str = "", sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 18, 20, 18)
        self.body.setSpacing(theme.SPACE["m"])
        self.header = SectionHeader(title, sentence)
        self.header.setVisible(bool(title))
        self.body.addWidget(self.header)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout at the end of the card."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)


class EmptyState(QWidget):
    """What a page shows when there is nothing yet: why, and the one thing to do about it."""

    acted = Signal()

    def __init__(
        self, icon: str, title: str, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xxl"]] * 4)
        column.setSpacing(theme.SPACE["m"])
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Medallion(icon), 0, middle)
        column.addSpacing(theme.SPACE["s"])
        heading = label(title, "title", wrap=True)
        explanation = label(sentence, "lead", wrap=True)
        for words in (heading, explanation):
            words.setAlignment(middle)
            words.setFixedWidth(theme.current().height(460))
            column.addLayout(_centred(words))
        if action:
            column.addSpacing(theme.SPACE["s"])
            self.button = button(action, self.acted.emit, "primary")
            column.addWidget(self.button, 0, middle)
        column.addStretch(2)


def _centred(words: QWidget) -> QHBoxLayout:
    """Centre wrapping words: an aligned item would lose the height of its second line."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(words)
    row.addStretch(1)
    return row


ICONS = {
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-alert",
    "neutral": "info",
    "accent": "info",
}


class Banner(QFrame):
    """A sentence across the page, with what can be done about it; stays until closed."""

    closed = Signal()

    def __init__(
        self, tone: str, sentence: str, parent: QWidget | None = None, *, closable: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        # Were it not to grow, words on several lines would have the height of one.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 10, 10)
        self._row.setSpacing(theme.SPACE["m"])
        self._row.addWidget(IconLabel(ICONS[tone], f"{tone}_on_soft", 22))
        self._words = label(sentence, wrap=True)
        self._row.addWidget(self._words, 1)
        self.setAccessibleName(sentence)
        if closable:
            self._row.addWidget(icon_button(tr("Close this message"), "x", self._close))

    @property
    def sentence(self) -> str:
        """Return the sentence shown."""
        return self._words.text()

    def add_action(self, words: str, act: Callable[[], None], look: Look = "plain") -> None:
        """Add a button before the closing cross."""
        made = button(words, act, look)
        at = 2 + sum(1 for child in self.children() if child.property("bannerAction"))
        made.setProperty("bannerAction", True)
        self._row.insertWidget(at, made)

    def announce(self) -> None:
        """Have screen readers say the sentence."""
        announce(self, self.sentence, urgent=self.property("tone") in ("danger", "warning"))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
