"""The colours of the desktop, as named tokens, and the contrast they must keep.

A widget never names a colour: it names a token, and each theme gives the token its value. Every text token
has at least 4.5:1 against each ground it is put on, every edge and focus ring 3:1 (WCAG 2.1, 1.4.3 and
1.4.11); :func:`text_pairs` and :func:`edge_pairs` say which pairs the screens use.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TONES = ("neutral", "accent", "success", "warning", "danger", "info")


@dataclass(frozen=True)
class Tone:
    """One meaning in its four uses.

    ``solid``/``on_solid``: a filled panel or button and what is written on it. ``soft``/``on_soft``: a tinted
    pill or banner. ``text``: words and icons in this meaning on the plain grounds. ``line``: the pill's edge.
    """

    solid: str
    on_solid: str
    soft: str
    on_soft: str
    text: str
    line: str


@dataclass(frozen=True)
class Palette:
    """Every colour of one theme, as ``#rrggbb``."""

    background: str
    surface: str
    raised: str
    sunken: str
    hover: str
    border: str
    border_strong: str
    text: str
    muted: str
    focus: str
    scrim: str
    disabled: str
    selection: str
    on_selection: str
    neutral: Tone
    accent: Tone
    success: Tone
    warning: Tone
    danger: Tone
    info: Tone

    def tone(self, name: str) -> Tone:
        """Return the tone called ``name``, one of :data:`TONES`."""
        if name not in TONES:
            raise KeyError(name)
        tone: Tone = getattr(self, name)
        return tone

    @cache  # noqa: B019 - there are three palettes, and they live as long as the program
    def tokens(self) -> Mapping[str, str]:
        """Return every colour by its flat name, e.g. ``success_on_soft``."""
        flat: dict[str, str] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, Tone):
                flat |= {f"{item.name}_{part.name}": getattr(value, part.name) for part in fields(value)}
            else:
                flat[item.name] = value
        return MappingProxyType(flat)


LIGHT = Palette(
    background="#f5f5f2",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#ecebe6",
    hover="#eef0f6",
    border="#dfddd6",
    border_strong="#858b99",
    text="#1a2030",
    muted="#566072",
    focus="#2d4fc4",
    scrim="#1a2030",
    disabled="#858b99",
    selection="#e7ecfb",
    on_selection="#223d9b",
    neutral=Tone("#566072", "#ffffff", "#ecebe6", "#434b5b", "#566072", "#d3d1c9"),
    accent=Tone("#2d4fc4", "#ffffff", "#e7ecfb", "#223d9b", "#2d4fc4", "#c3cff4"),
    success=Tone("#18744a", "#ffffff", "#e1f3e9", "#115a38", "#18744a", "#b4dec7"),
    warning=Tone("#f3b73f", "#2a1d00", "#fdf1d6", "#6b4500", "#865600", "#ecd49a"),
    danger=Tone("#bb2d3d", "#ffffff", "#fce8e8", "#94202e", "#b3293a", "#f0c0c3"),
    info=Tone("#0e6a90", "#ffffff", "#e1f0f7", "#0a5070", "#0e6a90", "#b4d8e8"),
)

DARK = Palette(
    background="#13161d",
    surface="#1b1f29",
    raised="#232834",
    sunken="#0e1117",
    hover="#2a3040",
    border="#333a4a",
    border_strong="#7a8399",
    text="#eceef4",
    muted="#a9b0c0",
    focus="#9db2ff",
    scrim="#05070b",
    disabled="#7a8399",
    selection="#25305c",
    on_selection="#cdd8ff",
    neutral=Tone("#a9b0c0", "#14171f", "#2a303d", "#d0d5e0", "#a9b0c0", "#434b5d"),
    accent=Tone("#93a9ff", "#0d1538", "#25305c", "#cdd8ff", "#a3b5ff", "#3d4d8a"),
    success=Tone("#1d7a50", "#ffffff", "#153526", "#a5e8c6", "#62cf9a", "#28583f"),
    warning=Tone("#f0b849", "#2a1d00", "#3a2d10", "#f8dc9f", "#efbe5c", "#63501f"),
    danger=Tone("#c23646", "#ffffff", "#43191f", "#ffc9cb", "#ff9ca1", "#74323a"),
    info=Tone("#17709a", "#ffffff", "#12323f", "#b3e2f5", "#72c8eb", "#245567"),
)

CONTRAST = Palette(
    background="#000000",
    surface="#000000",
    raised="#0d0d0d",
    sunken="#000000",
    hover="#1f1f1f",
    border="#ffffff",
    border_strong="#ffffff",
    text="#ffffff",
    muted="#e6e6e6",
    focus="#ffe14d",
    scrim="#000000",
    disabled="#9c9c9c",
    selection="#ffe14d",
    on_selection="#000000",
    neutral=Tone("#ffffff", "#000000", "#000000", "#ffffff", "#ffffff", "#ffffff"),
    accent=Tone("#ffe14d", "#000000", "#000000", "#ffe14d", "#ffe14d", "#ffe14d"),
    success=Tone("#5dff9c", "#000000", "#000000", "#5dff9c", "#5dff9c", "#5dff9c"),
    warning=Tone("#ffb52e", "#000000", "#000000", "#ffb52e", "#ffb52e", "#ffb52e"),
    danger=Tone("#ff9a9a", "#000000", "#000000", "#ff9a9a", "#ff9a9a", "#ff9a9a"),
    info=Tone("#7fd6ff", "#000000", "#000000", "#7fd6ff", "#7fd6ff", "#7fd6ff"),
)

PALETTES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
GROUNDS = ("background", "surface", "raised", "sunken", "hover")


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2.1 contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance defined by WCAG 2.1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def text_pairs() -> list[tuple[str, str]]:
    """Return every (text token, ground token) the screens put together: 4.5:1 is due."""
    pairs = [(ink, ground) for ink in ("text", "muted") for ground in GROUNDS]
    pairs.append(("on_selection", "selection"))
    for tone in TONES:
        pairs += [(f"{tone}_on_solid", f"{tone}_solid"), (f"{tone}_on_soft", f"{tone}_soft")]
        pairs += [(f"{tone}_text", ground) for ground in GROUNDS]
    return pairs


def edge_pairs() -> list[tuple[str, str]]:
    """Return every (edge token, ground token) that tells a control apart: 3:1 is due."""
    return [(edge, ground) for edge in ("border_strong", "focus") for ground in ("background", "surface")]
