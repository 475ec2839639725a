"""What stands around a flow: whose it is and about which meeting; the foot with the number of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, Align
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, width_mm
from organiser_kit.documents.toolkit.furniture import draw_logo
from organiser_kit.documents.toolkit.reading import Reads

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.documents.toolkit.fitting import FittedText
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

TOP = 14.0
BOTTOM = 13.0
_LOGO = (38.0, 15.0)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head of a document says.

    Attributes:
        title: what the document is; large on the first page, small on the others.
        structure: whose it is.
        about: which meeting, when and where: one line each.
        logo: the bytes of a PNG or JPEG file.
        reference: what the foot says at its left, e.g. a version; the structure when empty.
    """

    title: str
    structure: str
    about: tuple[str, ...] = ()
    logo: bytes | None = None
    reference: str = ""


class Frame:
    """The head and the foot of every page, and the area between them."""

    def __init__(
        self, paper: Paper, style: Style, head: PageHead, margin: float, catalogue: Catalogue
    ) -> None:
        self._paper = paper
        self._style = style
        self._head = head
        self._margin = margin
        self._catalogue = catalogue
        self.width = paper.size[0] - 2 * margin
        self._line = 1.35 * style.small / POINTS_PER_MM
        has_logo = _LOGO[0] + 6.0 if head.logo else 0.0
        self._title = self._fitted(head.title, self.width, style.title, Face.BOLD, 1.15)
        self._structure = self._fitted(head.structure, self.width - has_logo, style.subheading, Face.BOLD)
        self._about = [self._fitted(text, self.width, style.text) for text in head.about]

    def _fitted(
        self, text: str, width: float, points: float, face: Face = Face.REGULAR, spacing: float = 1.3
    ) -> FittedText:
        return self._paper.wrapped(text, width, points=points, face=face, spacing=spacing)

    @property
    def _owner_height(self) -> float:
        return max(self._structure.height, _LOGO[1] if self._head.logo else 0.0)

    def area(self, page: int) -> Box:
        """Return what is left for the flow on page ``page``, 1 for the first."""
        size = self._paper.size
        if page == 1:
            top = TOP + self._owner_height + 4.0 + self._title.height + 1.5
            top += sum(text.height for text in self._about) + 4.0
        else:
            top = TOP + self._line + 4.0
        bottom = size[1] - BOTTOM - self._line - 3.0
        return Box(self._margin, top, self.width, bottom - top)

    def draw(self, page: int, pages: int) -> None:
        """Draw the head and the foot of the present page."""
        if page == 1:
            self._draw_first_head()
        else:
            self._draw_short_head()
        self._draw_foot(page, pages)

    def _draw_first_head(self) -> None:
        paper, head = self._paper, self._head
        owner = Box(self._margin, TOP, self.width, self._owner_height)
        paper.reading.add(Reads.TITLE, head.title)
        paper.reading.add(Reads.TEXT, head.structure)
        logo = Box(owner.right - _LOGO[0], owner.y, *_LOGO)
        if head.logo:
            draw_logo(paper, head.logo, head.structure, logo, self._catalogue)
        paper.lines(self._structure, owner, middle=True)
        y = owner.bottom + 1.6
        paper.line(owner.x, y, owner.right, y, width=0.5)
        y += 2.4
        paper.lines(self._title, Box(owner.x, y, owner.w, self._title.height))
        y += self._title.height + 1.5
        for text, line in zip(head.about, self._about, strict=True):
            paper.reading.add(Reads.TEXT, text)
            paper.lines(line, Box(owner.x, y, owner.w, line.height))
            y += line.height

    def _draw_short_head(self) -> None:
        head, small = self._head, self._style.small
        line = Box(self._margin, TOP, self.width, self._line)
        taken = self._repeat(head.title, line, Align.LEFT, Face.BOLD)
        about = head.about[0] if head.about else head.structure
        rest = Box(line.x + taken + 5.0, line.y, line.w - taken - 5.0, line.h)
        self._repeat(about, rest, Align.RIGHT, Face.REGULAR)
        y = line.bottom + 0.12 * small / POINTS_PER_MM
        self._paper.line(line.x, y, line.right, y, grey=HAIRLINE_GREY)

    def _draw_foot(self, page: int, pages: int) -> None:
        foot = Box(self._margin, self._paper.size[1] - BOTTOM - self._line, self.width, self._line)
        self._paper.line(foot.x, foot.y - 0.8, foot.right, foot.y - 0.8, grey=HAIRLINE_GREY)
        number = self._catalogue.tr("Page {page} of {pages}", page=page, pages=pages)
        taken = self._repeat(number, foot, Align.RIGHT, Face.REGULAR)
        rest = Box(foot.x, foot.y, foot.w - taken - 5.0, foot.h)
        self._repeat(self._head.reference or self._head.structure, rest, Align.LEFT, Face.REGULAR)

    def _repeat(self, text: str, line: Box, align: Align, face: Face) -> float:
        """Write what was said before, if it fits on the line as it is; return the width it takes in mm."""
        fitted = self._paper.wrapped(text, line.w, points=self._style.small, face=face)
        if len(fitted.lines) > 1 or line.w <= 0:
            return 0.0
        self._paper.lines(fitted, line, align=align, middle=True)
        return width_mm(fitted.lines[0], face, fitted.points)
