"""Parts of a flow, and how they fall on pages: pure arithmetic, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from organiser_kit.documents.toolkit.box import Box
    from organiser_kit.documents.toolkit.canvas import Paper

_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Part:
    """A strip over the whole width that no page break cuts.

    Attributes:
        height: in millimetres.
        draw: draws it into a box of that height.
        gap: millimetres of white above it, but at the top of a page.
        stays: whether it stands on the same page as the part after it.
        head: what is drawn once more above it where it comes first on a page: the head of its table.
        breaks: whether it begins a new page.
    """

    height: float
    draw: Callable[[Paper, Box], None]
    gap: float = 0.0
    stays: bool = False
    head: Part | None = None
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A part, and how far below the top of its page's area it stands, in millimetres."""

    part: Part
    top: float


def together(parts: Sequence[Part]) -> list[Part]:
    """Return ``parts`` held on one page, as far as one page can hold them."""
    return [replace(part, stays=True) for part in parts[:-1]] + list(parts[-1:])


def paginate(parts: Sequence[Part], first: float, others: float) -> list[list[Placed]]:
    """Return the parts of each page, at least one page.

    Args:
        parts: in order.
        first: the height of the first page's area in millimetres.
        others: that of all other pages.
    """
    pages = _Pages(first, others)
    for cluster in _clusters(parts):
        if cluster[0].breaks:
            pages.turn()
        if not pages.holds(cluster):
            pages.turn()
        for part in cluster:
            # Only a cluster higher than a page, or a part higher than one, comes here without room.
            if not pages.holds([part]):
                pages.turn()
            pages.place(part)
    return pages.filled


def _clusters(parts: Sequence[Part]) -> list[list[Part]]:
    clusters: list[list[Part]] = []
    stays = False
    for part in parts:
        if not stays or part.breaks:
            clusters.append([])
        clusters[-1].append(part)
        stays = part.stays
    return clusters


class _Pages:
    def __init__(self, first: float, others: float) -> None:
        self._rooms = (first, others)
        self.filled: list[list[Placed]] = [[]]
        self._y = 0.0

    def turn(self) -> None:
        if self.filled[-1]:
            self.filled.append([])
            self._y = 0.0

    def holds(self, parts: Sequence[Part]) -> bool:
        room = self._rooms[min(len(self.filled) - 1, 1)]
        y, empty = self._y, not self.filled[-1]
        for part in parts:
            y += part.height + (self._repeated(part, empty=empty) if empty else part.gap)
            empty = False
        return y <= room + _SLACK

    def place(self, part: Part) -> None:
        empty = not self.filled[-1]
        if not empty:
            self._y += part.gap
        elif part.head and self._repeated(part, empty=True):
            self.filled[-1].append(Placed(part.head, 0.0))
            self._y = part.head.height
        self.filled[-1].append(Placed(part, self._y))
        self._y += part.height

    def _repeated(self, part: Part, *, empty: bool) -> float:
        return part.head.height if empty and part.head else 0.0
