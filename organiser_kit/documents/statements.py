"""The participation statement, A4 portrait: what one person took part in. Never an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import FILL_GREY, HAIRLINE_GREY, Align, drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.furniture import draw_footer, draw_logo, draw_signature_area
from organiser_kit.documents.toolkit.qr import draw_code
from organiser_kit.rules.wording import duration, long_date, time_range

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.data.statement import StatementData, StatementMeeting
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

MARGIN = 22.0
_HEAD = Box(MARGIN, 18.0, 166.0, 24.0)
_TITLE = Box(MARGIN, 48.0, 166.0, 26.0)
_PERSON = Box(MARGIN, 80.0, 166.0, 34.0)
_MEETINGS = Box(MARGIN, 118.0, 166.0, 78.0)
_FOOT = Box(MARGIN, 274.0, 166.0, 8.0)
MEETINGS_PER_PAGE = 3
_TALLEST_MEETING = 34.0
_AFTER_MEETINGS = 66.0


def render(data: StatementData, catalogue: Catalogue) -> RenderedDocument:
    """Return the statement of one person: one page for every three meetings."""
    title = catalogue.tr("Statement of participation no. {number}", number=data.number)
    structure = data.meetings[0].meeting.structure_name
    groups = [
        data.meetings[start : start + MEETINGS_PER_PAGE]
        for start in range(0, len(data.meetings), MEETINGS_PER_PAGE)
    ]
    with drafting(title, structure, A4_PORTRAIT, catalogue) as draft:
        for group in groups:
            draft.paper.next_page()
            _draw_page(draft.paper, data, group, len(groups), catalogue)
    return draft.finished(1)


def _draw_page(
    paper: Paper,
    data: StatementData,
    group: tuple[StatementMeeting, ...],
    pages: int,
    catalogue: Catalogue,
) -> None:
    _draw_head(paper, data.meetings[0].meeting, catalogue)
    _draw_title(paper, data, catalogue)
    _draw_person(paper, data, catalogue)
    bottom = _draw_meetings(paper, group, catalogue)
    basis, signature = Box(MARGIN, bottom + 4.0, 166.0, _AFTER_MEETINGS).rows(20.0, 0, gap=4.0)
    _draw_basis(paper, data, basis, catalogue)
    _draw_signature(paper, data, signature, catalogue)
    page = catalogue.tr("Page {page} of {pages}", page=paper.pages, pages=pages)
    number = catalogue.tr("Statement no. {number}", number=data.number)
    paper.line(_FOOT.x, _FOOT.y - 1, _FOOT.right, _FOOT.y - 1, grey=HAIRLINE_GREY)
    draw_footer(paper, (data.meetings[0].meeting.structure_name, number, page), _FOOT, points=8)


def _draw_head(paper: Paper, meeting: MeetingDetails, catalogue: Catalogue) -> None:
    logo, text = _HEAD.columns(44.0, 0, gap=6.0)
    placed = meeting.logo and draw_logo(paper, meeting.logo, meeting.structure_name, logo, catalogue)
    box = text if placed else _HEAD
    name, number = box.rows(0, box.h * 0.4)
    align = Align.RIGHT if placed else Align.LEFT
    paper.text(meeting.structure_name, name, points=14, face=Face.BOLD, align=align, middle=True, keep=11)
    if meeting.activity_declaration_no:
        text_no = catalogue.tr("Activity declaration no. {number}", number=meeting.activity_declaration_no)
        paper.text(text_no, number, points=9, align=align, keep=7)


def _draw_title(paper: Paper, data: StatementData, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    title, subtitle, number = _TITLE.rows(11.0, 7.0, 0, gap=0.5)
    training = data.meetings[0].meeting.title
    paper.text(
        tr("Statement of participation"), title, points=24, face=Face.BOLD, align=Align.CENTRE, keep=14
    )
    paper.text(
        tr("in meetings of {training}", training=training), subtitle, points=13, align=Align.CENTRE, keep=9
    )
    text = tr("No. {number}", number=data.number)
    if data.supersedes:
        text = tr(
            "No. {number}, which cancels and replaces no. {old}", number=data.number, old=data.supersedes
        )
    paper.text(text, number, points=10, align=Align.CENTRE, keep=8)


def _draw_person(paper: Paper, data: StatementData, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    signatory, name, structure, rest = _PERSON.rows(9.0, 12.0, 5.5, 0, gap=0.5)
    opening = tr(
        "I the undersigned, {name}, {quality}, state that",
        name=phrases.full_name(data.signatory),
        quality=data.signatory_quality,
    )
    paper.text(opening, signatory, points=11, keep=9, middle=True)
    paper.text(
        phrases.full_name(data.person),
        name,
        points=20,
        face=Face.BOLD,
        align=Align.CENTRE,
        keep=12,
        middle=True,
    )
    paper.text(
        contact_free(data.person.structure), structure, points=11, align=Align.CENTRE, keep=8, middle=True
    )
    total = catalogue.trn(
        "took part in the following meeting:", "took part in the following meetings:", len(data.meetings)
    )
    paper.text(total, rest, points=11, keep=9, middle=True)


def _draw_meetings(paper: Paper, group: tuple[StatementMeeting, ...], catalogue: Catalogue) -> float:
    """Draw one block a meeting; return where they end."""
    height = min(_TALLEST_MEETING, _MEETINGS.h / len(group))
    for index, part in enumerate(group):
        box = Box(_MEETINGS.x, _MEETINGS.y + index * height, _MEETINGS.w, height - 2.0)
        _draw_meeting(paper, part, box, catalogue)
    return _MEETINGS.y + len(group) * height


def _draw_meeting(paper: Paper, part: StatementMeeting, box: Box, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    meeting = part.meeting
    paper.fill([Box(box.x, box.y, 1.2, box.h)])
    paper.fill([Box(box.x + 1.2, box.y, box.w - 1.2, box.h)], grey=FILL_GREY)
    inner = Box(box.x + 5.0, box.y + 1.0, box.w - 8.0, box.h - 2.0)
    what, date, place, host, role = inner.rows(inner.h * 0.26, 0, 0, 0, 0)
    hours = time_range(meeting.starts_at, meeting.ends_at, catalogue)
    when = tr("{day}, {hours}", day=long_date(meeting.starts_at, catalogue), hours=hours)
    presence = tr("time present: {length}", length=duration(part.minutes, catalogue))
    roles = ", ".join(part.role_labels) or tr("participant")
    texts = (
        (phrases.training_and_meeting(meeting, catalogue), what, Face.BOLD),
        (tr("{date} — {presence}", date=when, presence=presence), date, Face.REGULAR),
        (contact_free(phrases.where(meeting)), place, Face.REGULAR),
        (tr("Host: {structure}", structure=meeting.structure_name), host, Face.REGULAR),
        (tr("As: {roles}", roles=roles), role, Face.REGULAR),
    )
    for text, area, face in texts:
        paper.text(text, area, points=10, face=face, keep=8, middle=True)


def _draw_basis(paper: Paper, data: StatementData, box: Box, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    total, basis, disclaimer = box.rows(6.0, 5.0, 0)
    length = duration(data.total_minutes, catalogue)
    paper.text(tr("Total time: {length}", length=length), total, points=11, face=Face.BOLD, middle=True)
    sheets = list(dict.fromkeys(part.sheet_no for part in data.meetings if part.sheet_no))
    if sheets:
        text = catalogue.trn(
            "On the strength of sign-in sheet no. {sheets}.",
            "On the strength of sign-in sheets no. {sheets}.",
            len(sheets),
            sheets=", ".join(sheets),
        )
        paper.text(text, basis, points=9.5, keep=8, middle=True)
    paper.text(
        tr(
            "This statement is neither a certification nor an assessment of skills. "
            "Online learning is attested separately by the platform."
        ),
        disclaimer,
        points=9.5,
        face=Face.ITALIC,
    )


def _draw_signature(paper: Paper, data: StatementData, box: Box, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    left, right = box.columns(0, 88.0, gap=6.0)
    day = long_date(data.issued_at, catalogue)
    dated = (
        tr("Done at {place}, {day}", place=data.issued_in, day=day)
        if data.issued_in
        else tr("Done at ........................, {day}", day=day)
    )
    date_box, code_box = left.rows(9.0, 0, gap=1.0)
    paper.text(dated, date_box, points=10, keep=8)
    if data.verify_code:
        square = Box(code_box.x - 3.0, code_box.y, code_box.h, code_box.h)
        draw_code(paper, data.verify_code, square)
        caption = Box(square.right, square.y, left.right - square.right, square.h)
        paper.text(tr("To check this statement"), caption, points=8, middle=True)
    label = tr("Signature and stamp:")
    name = tr("{name}, {quality}", name=phrases.full_name(data.signatory), quality=data.signatory_quality)
    draw_signature_area(paper, label, name, right, points=10)
