"""The design system: palette, spacing, type, corners; made into a QPalette and one style sheet.

Lengths are CSS pixels at 96 dpi (Qt scales them with the screen); type is in points times the person's text
size, so 200 % text works without a magnifier.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING, ClassVar, Protocol
from weakref import WeakSet

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from assets.paths import asset
from ui.constants_guard import keep_constants_alive
from ui.palettes import LIGHT, PALETTES, Palette

if TYPE_CHECKING:
    from collections.abc import Iterator
SPACE = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 32}
RADIUS = {"s": 6, "m": 10, "l": 14}
TYPE = {
    "caption": 9.5,
    "body": 11.0,
    "lead": 12.5,
    "heading": 13.5,
    "title": 20.0,
    "huge": 30.0,
    "count": 40.0,
    "verdict": 46.0,
}
ROW_HEIGHT = 40
TARGET = 36
CONTROLS = {
    "control": 34,
    "control_big": 46,
    "header": 36,
    "box": 18,
    "tick_row": 30,
    "arrow": 16,
    "small_arrow": 14,
}
BOX_BORDER = 2
FAMILIES = ("Noto Sans",)
LARGE = 1.4
"""The text size from which there is no room for two columns in the usual window."""
_ROLES = QPalette.ColorRole
_PALETTE_ROLES = {
    _ROLES.Window: "background",
    _ROLES.WindowText: "text",
    _ROLES.Base: "surface",
    _ROLES.AlternateBase: "background",
    _ROLES.Text: "text",
    _ROLES.PlaceholderText: "muted",
    _ROLES.Button: "surface",
    _ROLES.ButtonText: "text",
    _ROLES.ToolTipBase: "text",
    _ROLES.ToolTipText: "surface",
    _ROLES.Highlight: "selection",
    _ROLES.HighlightedText: "on_selection",
    _ROLES.Link: "accent_text",
    _ROLES.Light: "border",
    _ROLES.Mid: "border",
    _ROLES.Dark: "sunken",
    _ROLES.Accent: "accent_solid",
}


class Themed(Protocol):
    """Something that must be told when the colours change."""

    def retheme(self) -> None:
        """Take the colours in force."""
        ...


@dataclass(frozen=True)
class Theme:
    """What is in force: the palette and the size of text (1.0 to 2.0)."""

    name: str = "light"
    palette: Palette = LIGHT
    text_scale: float = 1.0

    def colour(self, token: str) -> QColor:
        """Return the colour of a flat token, e.g. ``success_on_soft``."""
        return QColor(self.palette.tokens()[token])

    def points(self, size: str) -> float:
        """Return a size of :data:`TYPE` in points, for the person's text size."""
        return round(TYPE[size] * self.text_scale, 1)

    @property
    def is_large(self) -> bool:
        """Return whether text is so large that pages put under each other what stands side by side."""
        return self.text_scale >= LARGE

    def scaled(self, pixels: int) -> int:
        """Return a length that grows with the text, such as an icon beside words."""
        return round(pixels * self.text_scale)

    def height(self, pixels: int) -> int:
        """Return the height of a control or a row: it grows less than its text, which has room to spare."""
        return round(pixels * (1 + (self.text_scale - 1) * 0.6))

    def font(self, size: str, *, bold: bool = False) -> QFont:
        """Return the interface font at a size of :data:`TYPE`."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


class _InForce:
    """The theme of this process and those to tell when it changes."""

    theme = Theme()
    followers: ClassVar[WeakSet[Themed]] = WeakSet()


def current() -> Theme:
    """Return the theme in force."""
    return _InForce.theme


def follow(themed: Themed) -> None:
    """Call ``themed.retheme()`` at every later change, for as long as it lives."""
    _InForce.followers.add(themed)


def choose(choice: str, text_scale: float = 1.0) -> Theme:
    """Return the theme for a person's choice; ``system`` follows the desktop's own setting."""
    name = _system_choice() if choice == "system" else choice
    return Theme(name, PALETTES[name], min(2.0, max(1.0, text_scale)))


def _system_choice() -> str:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, theme: Theme) -> None:
    """Put ``theme`` in force on the whole application, widgets already open included."""
    keep_constants_alive()
    _InForce.theme = theme
    app.setStyle("Fusion")
    family = interface_family()
    font = QFont(family) if family else QFont(app.font())
    font.setPointSizeF(theme.points("body"))
    app.setFont(font)
    app.setPalette(qt_palette(theme.palette))
    app.setStyleSheet(style_sheet(theme))
    for themed in list(_InForce.followers):
        if isValid(themed):  # Qt may have destroyed a widget whose Python side is not collected yet
            themed.retheme()


def qt_palette(palette: Palette) -> QPalette:
    """Return the QPalette of the tokens, for what Qt draws by itself."""
    tokens = palette.tokens()
    made = QPalette()
    for role, token in _PALETTE_ROLES.items():
        made.setColor(role, QColor(tokens[token]))
    for role in (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText, _ROLES.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["disabled"]))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the style sheet: the template of ``assets/qss`` with every token put in."""
    values: dict[str, str] = dict(theme.palette.tokens())
    values |= {f"space_{name}": f"{length}px" for name, length in SPACE.items()}
    values |= {f"radius_{name}": f"{length}px" for name, length in RADIUS.items()}
    values |= {f"type_{name}": f"{theme.points(name)}pt" for name in TYPE}
    values |= {name: f"{theme.height(height)}px" for name, height in CONTROLS.items()}
    values |= {name: f"{length}px" for name, length in _radio(theme).items()}
    values |= {f"drawn_{name}": path for name, path in _drawn_images(theme)}
    return Template(_template()).substitute(values)


@cache
def _template() -> str:
    return asset("qss", "desktop.qss").read_text(encoding="utf-8")


def _radio(theme: Theme) -> dict[str, int]:
    """Return what keeps a radio button round, and as large chosen as not: its box and border add up."""
    whole = theme.height(CONTROLS["box"]) + 2 * BOX_BORDER
    ring = round(whole * 0.27)
    return {"radio_radius": whole // 2, "radio_ring": ring, "radio_hole": whole - 2 * ring}


def _drawn_images(theme: Theme) -> Iterator[tuple[str, str]]:
    """Give the ticks and arrows of native controls: shipped per theme, since a sheet cannot recolour."""
    for name in ("check", "chevron-down", "chevron-up"):
        yield name.replace("-", "_"), asset("qss", f"{name}-{theme.name}.svg").as_posix()


@cache
def load_fonts() -> tuple[str, ...]:
    """Load the shipped fonts once and return their families; none shipped is no error."""
    families: list[str] = []
    for path in sorted(asset("fonts").glob("*.[to]tf")):
        added = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(added) if added >= 0 else []
    return tuple(dict.fromkeys(families))


def interface_family() -> str:
    """Return the shipped family to write the interface in, or '' to keep the system's own."""
    shipped = load_fonts()
    return next((family for family in FAMILIES if family in shipped), "")


def restyle(widget: QWidget) -> None:
    """Make Qt read the widget's style properties again, after one of them changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
