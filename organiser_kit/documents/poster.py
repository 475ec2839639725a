"""The poster that announces a meeting, A4 portrait, readable from across a corridor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.furniture import draw_logo
from organiser_kit.documents.toolkit.qr import draw_code
from organiser_kit.rules.wording import duration, long_date, time_range

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.data.poster import PosterData
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

MARGIN = 20.0
_AREA = Box(MARGIN, 22.0, A4_PORTRAIT[0] - 2 * MARGIN, A4_PORTRAIT[1] - 44.0)
_CODE_SIDE = 46.0


def render(data: PosterData, catalogue: Catalogue) -> RenderedDocument:
    """Return the poster of one meeting."""
    meeting = data.meeting
    title = catalogue.tr("Poster — {meeting}", meeting=phrases.training(meeting, catalogue))
    with drafting(title, meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.next_page()
        head, when, place, text, foot = _AREA.rows(88.0, 46.0, 34.0, 0, 48.0, gap=6.0)
        _draw_head(draft.paper, meeting, head, catalogue)
        _draw_when(draft.paper, meeting, when, catalogue)
        _draw_place(draft.paper, meeting, place)
        if data.public_text:
            draft.paper.text(data.public_text, text, points=14)
        _draw_foot(draft.paper, data, foot, catalogue)
    return draft.finished(1)


def _draw_head(paper: Paper, meeting: MeetingDetails, box: Box, catalogue: Catalogue) -> None:
    training, title, which = box.rows(16.0, 0, 12.0, gap=4.0)
    paper.text(phrases.training_short(meeting, catalogue), training, points=24, keep=14)
    paper.fill([Box(box.x, training.bottom, 30.0, 1.6)])
    shown = meeting.module_title or meeting.title
    paper.text(shown, title, points=46, face=Face.BOLD, middle=True)
    paper.text(phrases.which_meeting(meeting, catalogue), which, points=18, keep=12, middle=True)


def _draw_when(paper: Paper, meeting: MeetingDetails, box: Box, catalogue: Catalogue) -> None:
    paper.fill([Box(box.x, box.y, 1.6, box.h)])
    day, hours = Box(box.x + 8.0, box.y, box.w - 8.0, box.h).rows(0, box.h * 0.45)
    paper.text(long_date(meeting.starts_at, catalogue), day, points=32, face=Face.BOLD, keep=20, middle=True)
    text = catalogue.tr(
        "{hours} ({length})",
        hours=time_range(meeting.starts_at, meeting.ends_at, catalogue),
        length=duration(meeting.duration_minutes, catalogue),
    )
    paper.text(text, hours, points=26, keep=16, middle=True)


def _draw_place(paper: Paper, meeting: MeetingDetails, box: Box) -> None:
    paper.fill([Box(box.x, box.y, 1.6, box.h)])
    venue, address = Box(box.x + 8.0, box.y, box.w - 8.0, box.h).rows(0, box.h * 0.45)
    name = ", ".join(part for part in (meeting.venue_name, meeting.room) if part)
    paper.text(name, venue, points=22, face=Face.BOLD, keep=16, middle=True)
    paper.text(meeting.address, address, points=16, keep=12, middle=True)


def _draw_foot(paper: Paper, data: PosterData, box: Box, catalogue: Catalogue) -> None:
    meeting = data.meeting
    paper.line(box.x, box.y - 3.0, box.right, box.y - 3.0, width=0.4)
    left, right = box.columns(0, _CODE_SIDE, gap=6.0) if data.public_url else (box, None)
    logo, host = left.rows(0, 22.0, gap=3.0)
    if meeting.logo:
        draw_logo(paper, meeting.logo, meeting.structure_name, logo, catalogue)
    caption, name = host.rows(7.0, 0)
    paper.text(catalogue.tr("Hosted by"), caption, points=12, keep=9)
    paper.text(meeting.structure_name, name, points=18, face=Face.BOLD, keep=13)
    if right is not None:
        code, address = right.rows(0, 8.0)
        draw_code(paper, data.public_url, code)
        paper.text(data.public_url, address, points=8)
