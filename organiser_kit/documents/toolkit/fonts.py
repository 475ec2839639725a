"""The shipped typeface: its faces, the widths of texts, and what it cannot print.

ReportLab embeds the glyphs used, as a subset, only from fonts with TrueType outlines.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from assets.paths import asset

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
POINTS_PER_MM = 72 / 25.4


class Face(StrEnum):
    """One face of the family: its name in a PDF and its file in ``assets/fonts``."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"


@dataclass(frozen=True, slots=True)
class Printable:
    """A text as it can be printed, and the characters that had to be replaced in it."""

    text: str
    replaced: str = ""


@cache
def load(face: Face) -> TTFont:
    """Return the font of ``face``, known to ReportLab from here on."""
    font = TTFont(face.value, str(asset("fonts", f"{face.value}.ttf")), shapable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def coverage(face: Face) -> frozenset[int]:
    """Return the code points that ``face`` has a glyph for."""
    return frozenset(load(face).face.charToGlyph)


def width_mm(text: str, face: Face, points: float) -> float:
    """Return the width in millimetres of one printable line set in ``face`` at ``points``."""
    return float(sum(map(_widths(face).__getitem__, text))) * points / (1000 * POINTS_PER_MM)


@cache
def _widths(face: Face) -> _Widths:
    return _Widths(load(face))


class _Widths(dict[str, float]):
    """The width of each character in thousandths of its size, looked up in the font once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        self[character] = width = float(self._font.stringWidth(character, 1000))
        return width


def printable(text: str, face: Face) -> Printable:
    """Return ``text`` with every character the face lacks replaced by a visible mark.

    Accents typed as separate marks are joined to their letter and compatibility forms (ligatures, full
    width letters) are spelt out first. Only marks that have no ink are dropped.
    """
    if _plain(face).issuperset(text):
        return Printable(text)
    known = coverage(face)
    kept: list[str] = []
    replaced: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        spelt = _spelt(character, known)
        kept.append(spelt)
        if spelt == REPLACEMENT:
            replaced.append(character)
    return Printable("".join(kept), "".join(dict.fromkeys(replaced)))


@cache
def _plain(face: Face) -> frozenset[str]:
    """Return the characters that are printed as they are, whatever stands beside them."""
    characters = map(chr, coverage(face))
    return frozenset(
        one
        for one in characters
        if unicodedata.category(one)[0] in "LNPSZ"
        and unicodedata.category(one) not in ("Lm", "Zl", "Zp")
        and unicodedata.is_normalized("NFC", one)
    )


def _spelt(character: str, known: frozenset[int]) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens, joiners, direction marks: instructions, nothing to see
        return ""
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if ord(character) in known:
        return character
    simpler = unicodedata.normalize("NFKC", character)
    return simpler if all(ord(part) in known for part in simpler) else REPLACEMENT
