"""The clock's face, drawn as large as its room allows: minutes first, everything else around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.pages.animation.face import end_words
from ui.pages.phrases import capital
from ui.widgets.fitted_text import draw_fitted, face_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.pages.animation.face import Face

STEPS = 60
"""Where less motion is wished for, the bar moves so many times at most in an activity."""

_UNIT = 100
"""The face is drawn in hundredths of its height; it is at least as wide as it is high."""


class ClockFace(QWidget):
    """Takes the keyboard when its window opens, so that the space bar goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face: Face | None = None
        self.setMinimumSize(480, 320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_face(self, face: Face) -> None:
        """Show the clock; nothing is said aloud: the page does that when something changes."""
        self._face = face
        self.setAccessibleName(face.spoken)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the window."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        if self._face is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        _Drawing(painter, self._face, self.width(), self.height(), self.devicePixelRatioF()).draw()
        painter.end()


class _Drawing:
    """One painting; ``u`` is a hundredth of the height, less on a narrow face."""

    def __init__(self, painter: QPainter, face: Face, width: int, height: int, ratio: float) -> None:
        self._painter = painter
        self._face = face
        self._ratio = ratio
        self._width, self._height = float(width), float(height)
        self._u = min(height / _UNIT, width / (1.4 * _UNIT))
        self._margin = 4 * self._u

    def draw(self) -> None:
        """Draw the bands from top to bottom."""
        u, left, across = self._u, self._margin, self._width - 2 * self._margin
        self._text(self._face.place, QRectF(left, 3 * u, across, 5 * u), 4.2, "muted")
        self._text(self._face.title, QRectF(left, 8 * u, across, 17 * u), 9, "text", bold=True)
        bar = self._height - 34 * u
        self._minutes(QRectF(left, 25 * u, across, bar - 27 * u))
        self._bar(QRectF(left, bar, across, 2 * u))
        below = bar + 6 * u
        self._following(QRectF(left, below, across * 0.62, self._height - below - 2 * u))
        self._end(QRectF(left + across * 0.68, below, across * 0.32, self._height - below - 2 * u))

    def _text(self, text: str, room: QRectF, size: float, token: str, *, bold: bool = False) -> float:
        """Write ``text`` at the top of ``room``, ``size`` hundredths high or less; return its height."""
        self._painter.setPen(theme.current().colour(token))
        return draw_fitted(self._painter, text, room, size * self._u, bold=bold)

    def _minutes(self, room: QRectF) -> None:
        """Draw the number, its unit and, on a tinted ground, what the colour says."""
        u, face = self._u, self._face
        largest = room.height() * 1.2  # figures have no descenders: their font may be higher than the room
        font = face_font(largest, bold=True)
        widest = room.width() * (0.52 if face.unit else 0.66)
        advance = QFontMetricsF(font).horizontalAdvance(face.number)
        if advance > widest:
            font = face_font(largest * widest / advance, bold=True)
        metrics = QFontMetricsF(font)
        advance, cap = metrics.horizontalAdvance(face.number), metrics.capHeight()
        base = room.top() + (room.height() + cap) / 2
        self._painter.setFont(font)
        ink = f"{face.tone}_text" if face.phase in ("soon", "over") else "text"
        self._painter.setPen(theme.current().colour(ink))
        self._painter.drawText(int(room.left() - metrics.leftBearing("0")), int(base), face.number)
        left = room.left() + advance + 6 * u
        middle = base - cap / 2
        aside = QRectF(left, middle - 11 * u, room.right() - left, 10 * u)
        if face.unit:
            self._text(face.unit, aside, 7.5, "text", bold=True)
        self._status(QRectF(left, middle + (1 * u if face.unit else -6 * u), room.right() - left, 12 * u))

    def _status(self, room: QRectF) -> None:
        """Draw a pill with an icon and words."""
        u, face, colour = self._u, self._face, theme.current().colour
        side, pad = 6 * u, 3 * u
        metrics = QFontMetricsF(face_font(5.4 * u, bold=True))
        words = min(metrics.horizontalAdvance(face.status) + u, room.width() - side - 3 * pad)
        pill = QRectF(room.left(), room.top(), side + words + 3 * pad, 12 * u)
        self._painter.setBrush(colour(f"{face.tone}_soft"))
        self._painter.setPen(colour(f"{face.tone}_line"))
        self._painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        ink = colour(f"{face.tone}_on_soft")
        drawn = icons.pixmap(face.icon, ink, max(1, round(side)), self._ratio)
        self._painter.drawPixmap(int(pill.left() + pad), int(pill.center().y() - side / 2), drawn)
        self._painter.setPen(ink)
        inside = QRectF(pill.left() + side + 2 * pad, pill.top() + u, words, pill.height() - 2 * u)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        draw_fitted(self._painter, face.status, inside, 5.4 * u, bold=True, flags=flags)

    def _bar(self, room: QRectF) -> None:
        """Draw how much of the activity has gone by: a thin bar that adds nothing to the words."""
        colour, face = theme.current().colour, self._face
        share = int(face.share * STEPS) / STEPS if _wants_less_motion() else face.share
        radius = room.height() / 2
        self._painter.setPen(colour("border_strong"))
        self._painter.setBrush(colour("sunken"))
        self._painter.drawRoundedRect(room, radius, radius)
        if share > 0:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colour("muted" if face.phase == "paused" else f"{face.tone}_text"))
            done = QRectF(room.left(), room.top(), max(room.height(), room.width() * share), room.height())
            self._painter.drawRoundedRect(done, radius, radius)

    def _following(self, room: QRectF) -> None:
        """Draw what comes next and what it needs."""
        u, face = self._u, self._face
        if not face.following:
            return
        label = tr("Next") if face.activity is not None else tr("First activity")
        if face.following_length:
            label = tr("{what} · {length}", what=label, length=face.following_length)
        top = room.top() + self._text(
            label, QRectF(room.left(), room.top(), room.width(), 5 * u), 3.8, "muted"
        )
        named = QRectF(room.left(), top, room.width(), 8 * u)
        top += self._text(face.following, named, 5.4, "text", bold=True) + u
        if face.material:
            words = tr("Material: {things}", things=face.material)
            self._text(words, QRectF(room.left(), top, room.width(), room.bottom() - top), 4.2, "text")

    def _end(self, room: QRectF) -> None:
        """Draw when the meeting ends, and how it stands against its plan."""
        u, face, top = self._u, self._face, room.top()
        if face.phase == "ended":
            return
        top += self._text(end_words(face.phase), QRectF(room.left(), top, room.width(), 5 * u), 3.8, "muted")
        top += self._text(face.end, QRectF(room.left(), top, room.width(), 8 * u), 5.4, "text", bold=True) + u
        if not face.lateness:
            return
        side = 4.4 * u
        token = "warning_text" if face.is_late else "success_text"
        icon = "triangle-alert" if face.is_late else "circle-check"
        drawn = icons.pixmap(icon, theme.current().colour(token), max(1, round(side)), self._ratio)
        self._painter.drawPixmap(int(room.left()), int(top + 0.6 * u), drawn)
        beside = QRectF(room.left() + side + 1.5 * u, top, room.width() - side - 1.5 * u, 7 * u)
        self._text(capital(face.lateness), beside, 4.2, "text")


def _wants_less_motion() -> bool:
    hints = QGuiApplication.styleHints()
    return hints.accessibility().motionPreference() == Qt.MotionPreference.ReducedMotion
