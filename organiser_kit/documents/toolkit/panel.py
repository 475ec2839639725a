"""Blocks one below the other in one box: a slip or a form among several on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.blocks import Blocks
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.furniture import draw_logo
from organiser_kit.documents.toolkit.parts import Part
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import tightened

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_LOGO = (24.0, 9.0)
_STEP, _TIGHTEST = 0.03, 0.4
_MOST_SPREAD = 1.6


class Panel:
    """A column of blocks that stays together; ``blocks`` makes what is added to it."""

    def __init__(self, paper: Paper, style: Style, width: float) -> None:
        self.style = style
        self.blocks = Blocks(paper, style, width)
        self._paper = paper
        self._parts: list[Part] = []

    def add(self, *parts: Part) -> None:
        """Add parts that ``blocks`` made."""
        self._parts += parts

    def add_owner(self, structure: str, logo: bytes | None, catalogue: Catalogue) -> None:
        """Add whose paper this is: the name of the structure, its logo, and a line below."""
        taken = _LOGO[0] + 6.0 if logo else 0.0
        name = self.blocks.wrap(
            structure, self.blocks.width - taken, points=self.style.subheading, face=Face.BOLD
        )
        height = max(name.height, _LOGO[1] if logo else 0.0)

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.add(Reads.TEXT, structure)
            line = Box(box.x, box.y, box.w, height)
            if logo:
                draw_logo(paper, logo, structure, Box(line.right - _LOGO[0], line.y, *_LOGO), catalogue)
            paper.lines(name, line, middle=True)
            paper.line(box.x, box.bottom, box.right, box.bottom, width=0.4)

        self.add(Part(height + 1.2, draw))

    @property
    def height(self) -> float:
        """Return the height of all blocks in millimetres."""
        return sum(part.height for part in self._parts) + sum(part.gap for part in self._parts[1:])

    def draw(self, box: Box) -> None:
        """Draw the blocks into ``box``, the white that is left over spread between them."""
        gaps = sum(part.gap > 0 for part in self._parts[1:])
        spread = min(_MOST_SPREAD * self.style.gap, max(0.0, box.h - self.height) / max(gaps, 1))
        y = box.y
        for index, part in enumerate(self._parts):
            if index and part.gap > 0:
                y += part.gap + spread
            part.draw(self._paper, Box(box.x, y, box.w, part.height))
            y += part.height


def draw_panel(paper: Paper, style: Style, box: Box, fill: Callable[[Panel], None]) -> None:
    """Draw the blocks that ``fill`` adds, closer and then smaller where ``box`` does not hold them."""
    scale = 1.0
    while True:
        panel = Panel(paper, tightened(style, scale), box.w)
        fill(panel)
        if panel.height <= box.h or scale <= _TIGHTEST:
            break
        scale -= _STEP
    panel.draw(box)
