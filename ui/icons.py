"""Icons: shipped SVGs drawn in a colour token, sharp at any scale, redrawn when the theme changes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from assets.paths import asset
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

SIZES = (16, 18, 20, 24, 32, 40)
RATIOS = (1.0, 2.0)


class TakesIcon(Protocol):
    """A button, an action: whatever shows a QIcon."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show this icon."""
        ...


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw the icon ``name`` at ``size`` logical pixels for a screen of this device pixel ratio."""
    return _pixmap(name, colour.name(), size, ratio)


@cache
def _source(name: str) -> str:
    return asset("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, token: str = "text", gap: int = 0) -> QIcon:
    """Return the icon in a colour token of the theme in force; greyed where its control is disabled.

    ``gap`` is empty room on its right, since style sheets cannot set words apart from the icon of a button.
    """
    colours = theme.current().colour
    return _icon(name, colours(token).name(), colours("disabled").name(), gap)


def row_icon(name: str) -> QIcon:
    """Return the icon of a row of a list: on the row that is chosen it takes the colour of its words."""
    colours = theme.current().colour
    made = QIcon(icon(name, "muted"))
    for size in SIZES:
        for ratio in RATIOS:
            made.addPixmap(_pixmap(name, colours("on_selection").name(), size, ratio), QIcon.Mode.Selected)
    return made


@cache
def _icon(name: str, colour: str, disabled: str, gap: int) -> QIcon:
    made = QIcon()
    for size in SIZES:
        for ratio in RATIOS:
            made.addPixmap(_widened(_pixmap(name, colour, size, ratio), gap), QIcon.Mode.Normal)
            made.addPixmap(_widened(_pixmap(name, disabled, size, ratio), gap), QIcon.Mode.Disabled)
    return made


def _widened(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wide


class _Bound:
    """The icons that follow the theme: weakly held, so that a closed page is forgotten."""

    def __init__(self) -> None:
        self._targets: WeakKeyDictionary[QObject, tuple[str, str, int]] = WeakKeyDictionary()
        theme.follow(self)

    def set(self, target: QObject, name: str, token: str, gap: int) -> None:
        self._targets[target] = (name, token, gap)
        self._show(target, name, token, gap)

    def retheme(self) -> None:
        """Redraw every icon still on the screen."""
        for target, (name, token, gap) in list(self._targets.items()):
            if isValid(target):
                self._show(target, name, token, gap)

    @staticmethod
    def _show(target: QObject, name: str, token: str, gap: int) -> None:
        showing: TakesIcon = target  # type: ignore[assignment]  # bind() took it as both
        showing.setIcon(icon(name, token, gap))


_bound = _Bound()


def bind(target: QObject, name: str, token: str = "text", gap: int = 0) -> None:
    """Put the icon ``name`` on a button or an action, and keep its colour right when the theme changes."""
    _bound.set(target, name, token, gap)
