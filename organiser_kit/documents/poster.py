"""The poster that announces a meeting, portrait, on A4 or A3, readable from across a corridor.

From top to bottom: which training, its title, when, where, the organiser's own words, who hosts, and the
code of the public page. The A3 poster is the A4 one, drawn larger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.data.poster import PosterFormat
from organiser_kit.documents.toolkit.box import A3_PORTRAIT, A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import Align, drafting
from organiser_kit.documents.toolkit.fitting import FittedText
from organiser_kit.documents.toolkit.fonts import Face, width_mm
from organiser_kit.documents.toolkit.furniture import draw_logo
from organiser_kit.documents.toolkit.qr import QUIET_ZONE, draw_code, matrix
from organiser_kit.rules.wording import duration, long_date, time_range

if TYPE_CHECKING:
    from organiser_kit.documents.data.poster import PosterData
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

_SIZES = {PosterFormat.A4: A4_PORTRAIT, PosterFormat.A3: A3_PORTRAIT}
# Millimetres on A4.
_MARGIN = 18.0
_HEAD, _WHEN, _WHERE = 14.0, 36.0, 32.0
_TITLE_SHARE = 0.56
_GAP = 7.0
_LABEL_WIDTH = 30.0
_CODE_SIDE = 56.0
_LOGO = 24.0
_HOST = 32.0
_THICK, _THIN = 2.0, 0.4


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes in points on A4: ``caption`` for labels, ``small`` for the printed address."""

    caption: float
    small: float


_STANDARD, _LARGE = _Sizes(13, 10), _Sizes(16, 14)


def render(data: PosterData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the poster of one meeting; in large print no word is smaller than 14 points."""
    title = catalogue.tr("Poster — {meeting}", meeting=phrases.training(data.meeting, catalogue))
    size = _SIZES[data.format]
    with drafting(title, data.meeting.structure_name, size, catalogue) as draft:
        draft.paper.next_page()
        sizes = _LARGE if large_print else _STANDARD
        _Poster(draft.paper, data, catalogue, sizes, size[0] / A4_PORTRAIT[0]).draw()
    return draft.finished(1)


@dataclass(frozen=True, slots=True)
class _Poster:
    """One poster on its page; ``scale`` is how much larger than on A4 everything is."""

    paper: Paper
    data: PosterData
    catalogue: Catalogue
    sizes: _Sizes
    scale: float

    def draw(self) -> None:
        """Draw all of it."""
        margin = _MARGIN * self.scale
        width, height = self.paper.size
        area = Box(margin, margin, width - 2 * margin, height - 2 * margin)
        address = self._address(area.w)
        typed = Box(area.x, area.bottom - address.height, area.w, address.height)
        body = Box(area.x, area.y, area.w, typed.y - area.y - (self._mm(_GAP) if address.lines else 0.0))
        head, middle, foot = body.rows(self._mm(_HEAD), 0, self._mm(self._foot_height()), gap=self._mm(_GAP))
        self._draw_head(head)
        free = middle.h - self._mm(_WHEN) - self._mm(_WHERE) - 3 * self._mm(_GAP)
        title_height = free * _TITLE_SHARE if self.data.public_text else free
        title, when, where, words = middle.rows(
            title_height, self._mm(_WHEN), self._mm(_WHERE), 0, gap=self._mm(_GAP)
        )
        self._draw_title(title)
        self._draw_when(when)
        self._draw_where(where)
        if self.data.public_text:
            self._write(self.data.public_text, words, 19)
        self._draw_foot(foot)
        self.paper.lines(address, typed)

    def _foot_height(self) -> float:
        if self.data.public_url:
            return _CODE_SIDE + 2.0
        return _HOST + (_LOGO if self.data.meeting.logo else 0.0)

    def _address(self, width: float) -> FittedText:
        """Return the public address for those who type it, on as many lines as it takes."""
        points = self.sizes.small * self.scale
        lines: list[str] = []
        for character in self.data.public_url:
            if not lines or width_mm(lines[-1] + character, Face.REGULAR, points) > width:
                lines.append("")
            lines[-1] += character
        return FittedText(tuple(lines), Face.REGULAR, points)

    def _draw_head(self, box: Box) -> None:
        training, which = box.columns(box.w * 0.66, 0, gap=self._mm(4))
        text = Box(training.x, training.y, training.w, training.h - self._mm(4))
        self._write(
            phrases.training_short(self.data.meeting, self.catalogue), text, 20, face=Face.BOLD, keep=15
        )
        right = Box(which.x, text.y, which.w, text.h)
        meeting = phrases.which_meeting(self.data.meeting, self.catalogue)
        self._write(meeting, right, 20, keep=14, align=Align.RIGHT)
        self._bar(box, _THICK)

    def _draw_title(self, box: Box) -> None:
        meeting = self.data.meeting
        self._write(meeting.module_title or meeting.title, box, 60, face=Face.BOLD, middle=True)

    def _draw_when(self, box: Box) -> None:
        day, hours = self._labelled(self.catalogue.tr("When"), box)
        meeting = self.data.meeting
        start = long_date(meeting.starts_at, self.catalogue)
        self._write(start[:1].upper() + start[1:], day, 34, face=Face.BOLD, keep=22, middle=True)
        text = self.catalogue.tr(
            "{hours} ({length})",
            hours=time_range(meeting.starts_at, meeting.ends_at, self.catalogue),
            length=duration(meeting.duration_minutes, self.catalogue),
        )
        self._write(text, hours, 26, keep=18, middle=True)

    def _draw_where(self, box: Box) -> None:
        venue, address = self._labelled(self.catalogue.tr("Where"), box)
        meeting = self.data.meeting
        name = ", ".join(part for part in (meeting.venue_name, meeting.room) if part)
        self._write(name, venue, 24, face=Face.BOLD, keep=17, middle=True)
        self._write(meeting.address, address, 18, keep=14, middle=True)

    def _labelled(self, label: str, box: Box) -> tuple[Box, ...]:
        """Draw a thin line and, under it at the left, a label; return the two rows beside the label."""
        self.paper.line(box.x, box.y, box.right, box.y, width=_THIN * self.scale)
        caption, value = box.columns(self._mm(_LABEL_WIDTH), 0)
        first, second = Box(value.x, value.y + self._mm(3), value.w, value.h - self._mm(3)).rows(
            0, value.h * 0.4
        )
        self._write(
            label, Box(caption.x, first.y, caption.w, first.h), self.sizes.caption, keep=9, middle=True
        )
        return first, second

    def _draw_foot(self, box: Box) -> None:
        self._bar(Box(box.x, box.y - self._mm(_THICK), box.w, self._mm(_THICK)), _THICK)
        area = Box(box.x, box.y + self._mm(4), box.w, box.h - self._mm(4))
        if not self.data.public_url:
            self._draw_host(area)
            return
        host, page = area.columns(0, self._mm(_CODE_SIDE + 34), gap=self._mm(6))
        self._draw_host(host)
        self._draw_page(page)

    def _draw_host(self, box: Box) -> None:
        meeting = self.data.meeting
        caption, name, logo = box.rows(self._mm(8), self._mm(20), 0, gap=self._mm(1))
        tr = self.catalogue.tr
        self._write(tr("Hosted by") if meeting.is_hosted else tr("Group"), caption, self.sizes.caption)
        self._write(meeting.structure_name, name, 18, face=Face.BOLD, keep=16)
        if meeting.logo:
            draw_logo(self.paper, meeting.logo, meeting.structure_name, logo, self.catalogue)

    def _draw_page(self, box: Box) -> None:
        """Draw the code of the public page, and beside it what it is."""
        words, code = box.columns(0, self._mm(_CODE_SIDE))
        self._write(
            self.catalogue.tr("The page of this meeting"), words, self.sizes.caption, align=Align.RIGHT
        )
        # Its quiet zone runs into the margins, so that its black edge stands where the lines end.
        quiet = code.w * QUIET_ZONE / (len(matrix(self.data.public_url)) + 2 * QUIET_ZONE)
        draw_code(self.paper, self.data.public_url, Box(code.x + quiet, box.y - quiet, code.w, code.w))

    def _bar(self, box: Box, thickness: float) -> None:
        """Draw a thick line along the bottom of ``box``."""
        height = self._mm(thickness)
        self.paper.fill([Box(box.x, box.bottom - height, box.w, height)])

    def _write(
        self,
        text: str,
        box: Box,
        points: float,
        *,
        face: Face = Face.REGULAR,
        align: Align = Align.LEFT,
        keep: float = 0.0,
        middle: bool = False,
    ) -> None:
        self.paper.text(
            text,
            box,
            points=points * self.scale,
            face=face,
            align=align,
            keep=keep * self.scale,
            middle=middle,
        )

    def _mm(self, length: float) -> float:
        return length * self.scale
