"""Name badges with a QR code, on the labels of any sheet, or on plain paper to cut along marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.badge_plan import GOOD_CODE, LEAST_CODE, plan
from organiser_kit.documents.cut_marks import draw_cut_marks
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.qr import draw_code
from organiser_kit.errors import UserError
from organiser_kit.rules.wording import display_name, long_date

if TYPE_CHECKING:
    from organiser_kit.documents.badge_plan import BadgePlan
    from organiser_kit.documents.data.badges import BadgeData, BadgesData
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.stocks.stock import Stock


def render(data: BadgesData, catalogue: Catalogue) -> RenderedDocument:
    """Return one badge for each person, in the order given; a blank page when there is none.

    Raises:
        UserError: the labels are too small for a badge, or the first sheet has no such label.
    """
    stock = data.stock
    where = _plan(stock, catalogue)
    used = _used_up(data, catalogue)
    title = catalogue.tr("Badges — {meeting}", meeting=phrases.training(data.meeting, catalogue))
    slots = (None,) * used + data.badges
    boxes = stock.boxes()
    with drafting(title, data.meeting.structure_name, stock.paper, catalogue) as draft:
        for start in range(0, max(len(slots), 1), stock.per_page):
            draft.paper.next_page()
            if stock.cut:
                draw_cut_marks(draft.paper, stock)
            for badge, box in zip(slots[start:], boxes, strict=False):
                if badge is not None:
                    _draw_badge(draft.paper, badge, data.meeting, (box, where), catalogue)
        draft.paper.notes += _notes(where, catalogue)
    return draft.finished(len(data.badges))


def _plan(stock: Stock, catalogue: Catalogue) -> BadgePlan:
    where = plan(stock)
    if where is None:
        raise UserError(
            catalogue.tr(
                "The labels “{stock}” are too small for a badge: its code would span less than {least} mm. "
                "Choose larger ones.",
                stock=stock.name,
                least=round(LEAST_CODE),
            )
        )
    return where


def _used_up(data: BadgesData, catalogue: Catalogue) -> int:
    """Return how many labels of the first sheet are gone."""
    labels = data.stock.per_page
    if not 1 <= data.first_label <= labels:
        raise UserError(
            catalogue.tr(
                "A sheet of “{stock}” has labels 1 to {labels}: none is number {number}.",
                stock=data.stock.name,
                labels=labels,
                number=data.first_label,
            )
        )
    return data.first_label - 1 if data.badges else 0


def _notes(where: BadgePlan, catalogue: Catalogue) -> list[str]:
    if where.code_side >= GOOD_CODE:
        return []
    return [
        catalogue.tr(
            "Warning: on these labels the codes are {side} mm wide, smaller than the {good} mm that every "
            "camera reads. Try one at the reception’s camera before you print them all.",
            side=int(where.code_side),
            good=round(GOOD_CODE),
        )
    ]


def _draw_badge(
    paper: Paper,
    badge: BadgeData,
    meeting: MeetingDetails,
    place: tuple[Box, BadgePlan],
    catalogue: Catalogue,
) -> None:
    label, where = place
    scale = where.scale
    draw_code(paper, badge.code, _moved(where.code, label))
    if where.head is not None:
        _draw_head(paper, meeting, _moved(where.head, label), scale, catalogue)
    _draw_names(paper, badge, _moved(where.names, label), scale)
    structure, role = _moved(where.structure, label), _moved(where.role, label)
    paper.text(contact_free(badge.structure), structure, points=max(7.0, 10 * scale), middle=True)
    # A frame, not a colour: roles must be told apart on a black and white print too.
    paper.frame(role, width=0.35 * min(1.0, scale + 0.2), radius=1.5 * scale)
    inside = role.inset(2.0 * scale, 0.5 * scale)
    points = max(6.5, 10.5 * scale)
    paper.text(badge.role_label, inside, points=points, face=Face.BOLD, keep=min(7, points), middle=True)


def _moved(part: Box, label: Box) -> Box:
    return Box(label.x + part.x, label.y + part.y, part.w, part.h)


def _draw_head(paper: Paper, meeting: MeetingDetails, box: Box, scale: float, catalogue: Catalogue) -> None:
    training, day = box.rows(0, 0)
    short, date = phrases.training_short(meeting, catalogue), long_date(meeting.starts_at, catalogue)
    paper.text(short, training, points=max(6.5, 8.5 * scale), face=Face.BOLD, keep=6 * min(1.0, scale))
    paper.text(date, day, points=max(6.0, 7.5 * scale), keep=5.5 * min(1.0, scale))


def _draw_names(paper: Paper, badge: BadgeData, box: Box, scale: float) -> None:
    """Write the given name large and the family name below, each as large as its half allows."""
    given, family = box.rows(0, box.h * 0.48)
    given_name, family_name = contact_free(badge.given_name), contact_free(badge.family_name)
    paper.text(given_name, given, points=24 * scale, face=Face.BOLD, keep=13 * scale, middle=True)
    shown = display_name(family_name, "")
    paper.text(shown, family, points=17 * scale, keep=11 * scale, middle=True)
