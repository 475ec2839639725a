"""The camera's picture with an aiming frame, or a sentence when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.widgets.basics import announce

if TYPE_CHECKING:
    from ui.camera import CameraFeed


class CameraView(QWidget):
    """Draws the feed's pictures itself; mirrored, as people expect of a screen that faces them."""

    def __init__(self, feed: CameraFeed, parent: QWidget | None = None, *, mirrored: bool = True) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._problem = self._advice = ""
        self._mirrored = mirrored
        self.setMinimumSize(QSize(280, 210))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Camera picture"))
        feed.pictured.connect(self._show)
        feed.problem.connect(self._explain)

    @property
    def problem(self) -> str:
        """Return the sentence shown instead of a picture."""
        return self._problem

    def mirror(self, *, on: bool) -> None:
        """Show the pictures as a looking-glass does, or as they are."""
        self._mirrored = on

    def advise(self, sentence: str) -> None:
        """Say under the picture what would help, '' for nothing; screen readers are told once."""
        if sentence and sentence != self._advice:
            announce(self, sentence)
        self._advice = sentence
        self.update()

    @property
    def advice(self) -> str:
        """Return what is said under the picture."""
        return self._advice

    def _show(self, image: QImage) -> None:
        self._image = image.flipped(Qt.Orientation.Horizontal) if self._mirrored else image
        self.update()

    def _explain(self, sentence: str) -> None:
        self._problem = sentence
        self.setAccessibleDescription(sentence)
        if sentence:
            self._image = None
            announce(self, sentence)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, or the sentence."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        corners = QPainterPath()
        corners.addRoundedRect(frame, theme.RADIUS["l"], theme.RADIUS["l"])
        painter.setClipPath(corners)
        if self._image is None:
            self._draw_sentence(painter, frame)
        else:
            self._draw_picture(painter, self._image)
            self._draw_aim(painter)
            self._draw_advice(painter)
        painter.setClipping(False)
        painter.setPen(theme.current().colour("border"))
        painter.drawPath(corners)
        painter.end()

    def _draw_picture(self, painter: QPainter, image: QImage) -> None:
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.black))
        shown = QSize(image.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        left, top = (self.width() - shown.width()) / 2, (self.height() - shown.height()) / 2
        painter.drawImage(QRectF(left, top, shown.width(), shown.height()), image)

    def _draw_aim(self, painter: QPainter) -> None:
        """Draw four white corners with a dark edge: seen on any picture."""
        side = min(self.width(), self.height()) * 0.56
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        arm = side * 0.16
        for width, colour in ((7.0, QColor(0, 0, 0, 130)), (3.5, QColor(255, 255, 255))):
            pen = QPen(colour, width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for corner, across, down in _corners(box):
                painter.drawLine(corner, corner + QPointF(across * arm, 0))
                painter.drawLine(corner, corner + QPointF(0, down * arm))

    def _draw_advice(self, painter: QPainter) -> None:
        """Draw a sentence on a dark band along the lower edge."""
        if not self._advice:
            return
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(theme.current().font("heading", bold=True))
        room = QRectF(self.rect()).adjusted(16, 0, -16, 0)
        words = painter.boundingRect(room, flags, self._advice).height()
        band = QRectF(0, self.height() - words - 20, self.width(), words + 20)
        painter.fillRect(band, QColor(0, 0, 0, 190))
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(band.adjusted(16, 0, -16, 0), flags, self._advice)

    def _draw_sentence(self, painter: QPainter, frame: QRectF) -> None:
        colour = theme.current().colour
        painter.fillRect(frame, colour("sunken"))
        icon = "camera-off" if self._problem else "camera"
        size = 40
        drawn = icons.pixmap(icon, colour("muted"), size, self.devicePixelRatioF())
        middle = frame.center()
        painter.drawPixmap(QPointF(middle.x() - size / 2, middle.y() - size - 4), drawn)
        painter.setPen(colour("muted"))
        words = self._problem or tr("Starting the camera…")
        room = QRectF(frame.left() + 20, middle.y() + 10, frame.width() - 40, frame.height() / 2 - 16)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, words)


def _corners(box: QRectF) -> list[tuple[QPointF, int, int]]:
    return [
        (box.topLeft(), 1, 1),
        (box.topRight(), -1, 1),
        (box.bottomLeft(), 1, -1),
        (box.bottomRight(), -1, -1),
    ]
