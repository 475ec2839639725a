"""Labels, buttons and icons: the small parts every page is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from ui import icons, theme
from ui.widgets.enter import PushButton, ToolButton

if TYPE_CHECKING:
    from collections.abc import Callable

GAP = 8  # between a button's icon and its words
Kind = Literal[
    "body", "caption", "muted", "lead", "strong", "heading", "title", "huge", "count", "error", "key"
]
Look = Literal["plain", "primary", "danger", "quiet", "big"]


def label(text: str, kind: Kind = "body", *, wrap: bool = False) -> QLabel:
    """Return a label of the type scale; it shows ``text`` as it is, never as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    return made


def button(text: str, clicked: Callable[[], None], look: Look = "plain", icon: str = "") -> QPushButton:
    """Return a push button; ``icon`` takes the colour of its words."""
    made = PushButton(text)
    made.setProperty("look", look)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: clicked())
    if icon:
        side = theme.current().scaled(18)
        made.setIconSize(QSize(side + GAP, side))
        icons.bind(made, icon, _INK.get(look, "text"), GAP)
    return made


_INK = {
    "primary": "accent_on_solid",
    "big": "accent_on_solid",
    "danger": "danger_on_solid",
    "quiet": "accent_text",
}


def icon_button(name: str, icon: str, clicked: Callable[[], None]) -> QToolButton:
    """Return a button that shows only an icon: ``name`` is its tooltip and its accessible name."""
    made = ToolButton()
    made.setAccessibleName(name)
    made.setToolTip(name)
    side = theme.current().scaled(20)
    made.setIconSize(QSize(side, side))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setMinimumSize(theme.TARGET, theme.TARGET)
    made.clicked.connect(lambda _checked=False: clicked())
    icons.bind(made, icon)
    return made


def spin_box(lowest: int, highest: int) -> QSpinBox:
    """Return a field for a whole number."""
    made = QSpinBox()
    made.setRange(lowest, highest)
    made.lineEdit().setTextMargins(8, 0, 0, 0)  # style sheets do not reach the room inside
    return made


def keep_narrow(combo: QComboBox, letters: int = 12) -> QComboBox:
    """Have a choice of names be as wide as its place: the longest name must not widen the page.

    A name that is cut there is told whole when the mouse rests on it.
    """
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(letters)
    combo.currentTextChanged.connect(combo.setToolTip)
    return combo


def rule() -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def announce(widget: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Have a screen reader say ``sentence`` without moving the focus."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    wanted = QAccessible.AnnouncementPoliteness
    event.setPoliteness(wanted.Assertive if urgent else wanted.Polite)
    QAccessible.updateAccessibility(event)


class IconLabel(QWidget):
    """A picture beside words; drawn at paint time, so it follows the theme and the screen's scale."""

    def __init__(self, name: str, token: str = "text", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retheme()
        theme.follow(self)

    def retheme(self) -> None:
        """Take the size that goes with the text in force."""
        side = theme.current().scaled(self._size)
        self.setFixedSize(side, side)

    def show_icon(self, name: str, token: str) -> None:
        """Change the picture."""
        self._name = name
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in its token's colour."""
        drawn = icons.pixmap(
            self._name, theme.current().colour(self._token), self.width(), self.devicePixelRatioF()
        )
        painter = QPainter(self)
        painter.drawPixmap(0, 0, drawn)
        painter.end()
