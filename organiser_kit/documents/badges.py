"""Name badges with a QR code, A4 portrait, eight a page, to cut along the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.qr import draw_code
from organiser_kit.rules.wording import display_name, long_date

if TYPE_CHECKING:
    from organiser_kit.documents.data.badges import BadgeData, BadgesData
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

ACROSS, DOWN = 2, 4
PER_PAGE = ACROSS * DOWN
BADGE = (95.0, 65.0)
# With its quiet zone: the modules of a short code then span 30 mm, which a webcam reads at arm's length.
CODE_SIDE = 40.0
_CUT_MARK = 4.0


def render(data: BadgesData, catalogue: Catalogue) -> RenderedDocument:
    """Return one badge for each person, in the order given; a blank page when there is none."""
    title = catalogue.tr("Badges — {meeting}", meeting=phrases.training(data.meeting, catalogue))
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        for start in range(0, max(len(data.badges), 1), PER_PAGE):
            draft.paper.next_page()
            _draw_cut_marks(draft.paper)
            for badge, box in zip(data.badges[start:], badge_boxes(), strict=False):
                _draw_badge(draft.paper, badge, data.meeting, box, catalogue)
    return draft.finished(len(data.badges))


def badge_boxes() -> tuple[Box, ...]:
    """Return the places of the badges of one page, row by row."""
    area = _area()
    rows = area.rows(*[0.0] * DOWN)
    return tuple(box for row in rows for box in row.columns(*[0.0] * ACROSS))


def _area() -> Box:
    width, height = BADGE[0] * ACROSS, BADGE[1] * DOWN
    return Box((A4_PORTRAIT[0] - width) / 2, (A4_PORTRAIT[1] - height) / 2, width, height)


def _draw_cut_marks(paper: Paper) -> None:
    """Draw short marks outside the badges, and a small cross where four badges meet."""
    area = _area()
    for column in range(ACROSS + 1):
        x = area.x + column * BADGE[0]
        paper.line(x, area.y - 1 - _CUT_MARK, x, area.y - 1)
        paper.line(x, area.bottom + 1, x, area.bottom + 1 + _CUT_MARK)
    for row in range(DOWN + 1):
        y = area.y + row * BADGE[1]
        paper.line(area.x - 1 - _CUT_MARK, y, area.x - 1, y)
        paper.line(area.right + 1, y, area.right + 1 + _CUT_MARK, y)
        if 0 < row < DOWN:
            x = area.x + BADGE[0]
            paper.line(x - 1.5, y, x + 1.5, y, grey=HAIRLINE_GREY)
            paper.line(x, y - 1.5, x, y + 1.5, grey=HAIRLINE_GREY)


def _draw_badge(
    paper: Paper, badge: BadgeData, meeting: MeetingDetails, box: Box, catalogue: Catalogue
) -> None:
    text, code = box.inset(5.0, 5.0).columns(0, CODE_SIDE, gap=2.0)
    draw_code(paper, badge.code, code)
    head, names, structure, role = text.rows(10.0, 0, 11.0, 8.0, gap=1.0)
    _draw_head(paper, meeting, head, catalogue)
    _draw_names(paper, badge, names)
    paper.text(contact_free(badge.structure), structure, points=10, middle=True)
    # A frame, not a colour: roles must be told apart on a black and white print too.
    paper.frame(role, width=0.35, radius=1.5)
    paper.text(badge.role_label, role.inset(2.0, 0.5), points=10.5, face=Face.BOLD, keep=7, middle=True)


def _draw_head(paper: Paper, meeting: MeetingDetails, box: Box, catalogue: Catalogue) -> None:
    training, day = box.rows(0, 0)
    paper.text(phrases.training_short(meeting, catalogue), training, points=8.5, face=Face.BOLD, keep=6)
    paper.text(long_date(meeting.starts_at, catalogue), day, points=7.5, keep=5.5)


def _draw_names(paper: Paper, badge: BadgeData, box: Box) -> None:
    """Write the given name large and the family name below, each as large as its half allows."""
    given, family = box.rows(0, box.h * 0.48)
    paper.text(contact_free(badge.given_name), given, points=24, face=Face.BOLD, keep=13, middle=True)
    paper.text(display_name(contact_free(badge.family_name), ""), family, points=17, keep=11, middle=True)
