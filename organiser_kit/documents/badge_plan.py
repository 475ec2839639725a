"""Where the parts of a badge stand on a label of any size: the code first, then the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.qr import QUIET_ZONE

if TYPE_CHECKING:
    from organiser_kit.stocks.stock import Stock

CODE_SIDE = 40.0
"""With its quiet zone: the modules of a short code then span 30 mm, which a webcam reads at arm's length."""
GOOD_CODE = 30.0
LEAST_CODE = 15.0
"""Millimetres of modules, without the white around: what is well read, and what is not printed smaller."""
MODULES = 25
"""Those of a badge's code, see :mod:`organiser_kit.codes.badge`."""
_MARGIN = 5.0
_LEAST_MARGIN = 1.5
_EDGE = 0.5
"""From the edge of a small label to the quiet zone of its code, which is white too."""
_GAP = 2.0
_LEAST_WORDS = (22.0, 18.0)
"""Width of the words beside a code, height of those below it."""
_WHOLE = 55.0
"""The height of words beside a code at which letters have their full size."""
_BESIDE, _BELOW = (10.0, 11.0, 8.0), (8.0, 8.0, 7.0)
"""Heights of the head, the structure and the role, beside a code and above one."""
_HEAD_FROM = 30.0
"""Words lower or narrower than this leave out which meeting it is: the name needs the room."""


@dataclass(frozen=True, slots=True)
class BadgePlan:
    """The parts of one badge, in millimetres from the top left of its label.

    Attributes:
        code: the square of the code with its quiet zone.
        head, names, structure, role: boxes of words; ``head`` is ``None`` where there is no room for it.
        scale: the size of letters, 1 on a large label.
    """

    code: Box
    head: Box | None
    names: Box
    structure: Box
    role: Box
    scale: float

    @property
    def code_side(self) -> float:
        """Return how many millimetres the modules span."""
        return self.code.w * MODULES / (MODULES + 2 * QUIET_ZONE)


def plan(stock: Stock) -> BadgePlan | None:
    """Return the plan for the labels of ``stock``; ``None`` when they are too small for a badge."""
    width, height = stock.label
    beside, below = _beside(width, height), _below(width, height)
    found = max(beside, below, key=lambda one: (one.code.w, one.names.w * one.names.h))
    return found if found.code_side >= LEAST_CODE else None


def _beside(width: float, height: float) -> BadgePlan:
    margin = _margin(width, height)
    side = min(CODE_SIDE, height - 2 * _edge(height), width - margin - _LEAST_WORDS[0] - _GAP - _EDGE)
    right = margin if height - side >= 2 * margin else _edge(height)
    code = Box(width - right - side, (height - side) / 2, side, side)
    words = Box(margin, margin, code.x - _GAP - margin, height - 2 * margin)
    return _with_words(code, words, _BESIDE, min(1.0, words.h / _WHOLE, words.w / 30.0))


def _below(width: float, height: float) -> BadgePlan:
    margin = _margin(width, height)
    side = min(CODE_SIDE, width - 2 * _edge(width), height - margin - _LEAST_WORDS[1] - _GAP - _EDGE)
    foot = min(margin, height - side - margin - _GAP - _LEAST_WORDS[1])
    code = Box((width - side) / 2, height - foot - side, side, side)
    words = Box(margin, margin, width - 2 * margin, code.y - _GAP - margin)
    return _with_words(code, words, _BELOW, min(1.0, words.h / 40.0, words.w / 45.0))


def _with_words(code: Box, words: Box, heights: tuple[float, float, float], scale: float) -> BadgePlan:
    """Share out the box of the words: head, structure and role have their heights, the names the rest."""
    head, *others = (height * scale for height in heights)
    heads = (head,) if min(words.h, words.w) >= _HEAD_FROM else ()
    parts = words.rows(*heads, 0, *others, gap=scale)
    names, structure, role = parts[-3:]
    return BadgePlan(code, parts[0] if heads else None, names, structure, role, scale)


def _margin(width: float, height: float) -> float:
    """Return the white along the edges: less of it where labels are small."""
    return max(_LEAST_MARGIN, _MARGIN * float(min(1.0, width / 95.0, height / 65.0) ** 1.5))


def _edge(side: float) -> float:
    """Return the white beside a code that takes the whole of a ``side``."""
    return _MARGIN if side >= CODE_SIDE + 2 * _MARGIN else max(_EDGE, (side - CODE_SIDE) / 2)
