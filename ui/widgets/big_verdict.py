"""The answer at the reception desk, readable at arm's length: icon, words, name, detail, and a colour."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.basics import announce

Answer = Literal["waiting", "ok", "already", "attention", "refused"]
LOOKS: dict[Answer, tuple[str, str]] = {
    "waiting": ("neutral", "scan-line"),
    "ok": ("success", "circle-check"),
    "already": ("info", "history"),
    "attention": ("warning", "triangle-alert"),
    "refused": ("danger", "octagon-x"),
}
SMALLEST, LARGEST = 0.3, 1.7
USUAL_HEIGHT = 380
"""The panel's height at which the type scale holds as it is; a higher one has larger words."""


class BigVerdict(QWidget):
    """One large panel. Each answer differs by icon, words and colour; screen readers are told at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer = "waiting"
        self._words = self._name = self._detail = ""
        self.setMinimumSize(320, 190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_answer(
        self, answer: Answer, words: str, name: str = "", detail: str = "", *, quiet: bool = False
    ) -> None:
        """Show an answer.

        Args:
            answer: decides the colour and the icon.
            words: the answer in a few words, e.g. "Welcome".
            name: whom it is about.
            detail: what to do or to know, one sentence.
            quiet: tell screen readers nothing: another panel does.
        """
        self._answer, self._words, self._name, self._detail = answer, words, name, detail
        spoken = "\n".join(part for part in (words, name, detail) if part)
        self.setAccessibleName(spoken)
        self.update()
        if answer != "waiting" and not quiet:
            announce(self, spoken, urgent=answer in ("attention", "refused"))

    @property
    def answer(self) -> Answer:
        """Return the answer shown."""
        return self._answer

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the panel."""
        tone, icon = LOOKS[self._answer]
        quiet = self._answer == "waiting"
        ground, ink, line = (
            ("surface", "muted", "border")
            if quiet
            else (f"{tone}_solid", f"{tone}_on_solid", f"{tone}_solid")
        )
        colour = theme.current().colour
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setBrush(colour(ground))
        painter.setPen(colour(line))
        radius = theme.RADIUS["l"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        size = int(max(64, min(220, self.height() * 0.5, self.width() * 0.22)))
        margin = theme.SPACE["xxl"]
        painter.setPen(colour(ink))
        drawn = icons.pixmap(icon, colour(ink), size, self.devicePixelRatioF())
        painter.drawPixmap(margin, (self.height() - size) // 2, drawn)
        left = margin * 2 + size
        self._draw_words(
            painter, QRectF(left, margin / 2, self.width() - left - margin, self.height() - margin)
        )
        painter.end()

    def _draw_words(self, painter: QPainter, room: QRectF) -> None:
        """Draw the lines centred in ``room``, as large as they fit: they are read from afar."""
        shrink = max(1.0, min(LARGEST, room.height() / USUAL_HEIGHT))
        lines = self._lines(shrink)
        while shrink > SMALLEST and not _fits(lines, room):
            shrink -= 0.05
            lines = self._lines(shrink)
        top = room.top() + max(0.0, (room.height() - _height(lines, room)) / 2)
        for text, font in lines:
            height = _line_height(text, font, room)
            painter.setFont(font)
            painter.drawText(QRectF(room.left(), top, room.width(), height), _FLAGS, text)
            top += height

    def _lines(self, shrink: float) -> list[tuple[str, QFont]]:
        quiet = self._answer == "waiting"
        sizes = [
            (self._words, "huge" if quiet else "verdict", True),
            (self._name, "count", True),
            (self._detail, "title", False),
        ]
        return [(text, _font(size, shrink, bold=bold)) for text, size, bold in sizes if text]


_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def _font(size: str, shrink: float, *, bold: bool) -> QFont:
    font = theme.current().font(size, bold=bold)
    font.setPointSizeF(font.pointSizeF() * shrink)
    if bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def _line_height(text: str, font: QFont, room: QRectF) -> float:
    wide = QRectF(0, 0, room.width(), 10_000)
    return QFontMetricsF(font).boundingRect(wide, _FLAGS, text).height()


def _fits(lines: list[tuple[str, QFont]], room: QRectF) -> bool:
    """Tell whether the lines are low enough and no single word is wider than the panel."""
    widest = max(
        (QFontMetricsF(font).horizontalAdvance(word) for text, font in lines for word in text.split(" ")),
        default=0.0,
    )
    return widest <= room.width() and _height(lines, room) <= room.height()


def _height(lines: list[tuple[str, QFont]], room: QRectF) -> float:
    return sum(_line_height(text, font, room) for text, font in lines)
