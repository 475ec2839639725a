"""The end of a sign-in sheet: the count certified by the organiser, the privacy notice, the page's foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.furniture import draw_blank, draw_footer, draw_signature_area
from organiser_kit.rules.wording import clock_time, short_date

if TYPE_CHECKING:
    from organiser_kit.documents.data.sheet import SignInSheetData
    from organiser_kit.documents.sheet.style import SheetStyle
    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.i18n import Catalogue

COUNT_HEIGHT = 24.0
_FOOT_LEFT = 21.0
_FOOT_RIGHT = 276.0


def draw_closing(
    paper: Paper, data: SignInSheetData, style: SheetStyle, box: Box, catalogue: Catalogue
) -> None:
    """Draw the block that the organiser fills in when the meeting is over."""
    count, notice = box.rows(COUNT_HEIGHT, 0) if box.h > COUNT_HEIGHT else (box, None)
    lines, signature = count.columns(0, 88.0, gap=6.0)
    _draw_blanks(paper, data, style, lines, catalogue)
    label = catalogue.tr("Signature of the organiser:")
    draw_signature_area(paper, label, "", signature, points=style.text)
    if notice is not None:
        _draw_notice(paper, data, style, notice.inset(0.0, 2.0), catalogue)


def _draw_blanks(
    paper: Paper, data: SignInSheetData, style: SheetStyle, box: Box, catalogue: Catalogue
) -> None:
    """Draw one line for the count of each meeting, and one for where and when it is certified."""
    tr = catalogue.tr
    if len(data.meetings) == 1:
        labels, share = [tr("People present:")], 0.44
    else:
        labels = [tr("Meeting {n}, present:", n=meeting.sequence) for meeting in data.meetings]
        share = 0.5
    *counts, last = box.rows(*[0.0] * (len(labels) + 1))
    for label, line in zip(labels, counts, strict=True):
        figures, words = line.columns(box.w * share, 0, gap=4.0)
        draw_blank(paper, label, figures, points=style.text)
        draw_blank(paper, tr("in words:"), words, points=style.text)
    place, day = last.columns(box.w * 0.6, 0, gap=4.0)
    draw_blank(paper, tr("Certified true, at:"), place, points=style.text)
    draw_blank(paper, tr("on:"), day, points=style.text)


def draw_foot(
    paper: Paper, data: SignInSheetData, style: SheetStyle, pages: int, catalogue: Catalogue
) -> None:
    """Draw the foot of the present page, between its two lower markers."""
    foot = Box(_FOOT_LEFT, style.footer_top, _FOOT_RIGHT - _FOOT_LEFT, paper.size[1] - 7.0 - style.footer_top)
    notice, line = foot.rows(0, style.footer_line)
    if style.notice_on_every_page:
        _draw_notice(paper, data, style, notice, catalogue)
    tr = catalogue.tr
    printed = tr(
        "Printed on {day} at {time}",
        day=short_date(data.printed_at, catalogue),
        time=clock_time(data.printed_at, catalogue),
    )
    page = tr("Page {page} of {pages}", page=paper.pages, pages=pages)
    version = tr("Ref. {number} — version {version}", number=data.sheet_no, version=data.revision)
    if len(data.meetings) > 1:  # two numbers are too long for a foot; they stand at the head of the page
        version = tr("Version {version}", version=data.revision)
    draw_footer(paper, (printed, page, version), line, points=style.small)


def _draw_notice(
    paper: Paper, data: SignInSheetData, style: SheetStyle, box: Box, catalogue: Catalogue
) -> None:
    paper.text(privacy_notice(data, catalogue), box, points=style.small)


def privacy_notice(data: SignInSheetData, catalogue: Catalogue) -> str:
    """Return the short notice of articles 13 and following of the GDPR, for the people who sign."""
    tr = catalogue.tr
    first = data.meetings[0]
    sentences = [
        tr(
            "Personal data. {structure} and {training} record your name, your structure and your presence to "
            "organise this meeting and to write your statements (legitimate interest).",
            structure=first.structure_name,
            training=first.title,
        ),
        tr("Your signature is needed for a statement."),
        tr("Who sees them: the organiser and the regional coordination."),
    ]
    if data.retention_text:
        sentences.append(tr("Kept for: {duration}.", duration=data.retention_text))
    contact = data.privacy_contact or tr("the organiser")
    sentences.append(tr("To see, correct or erase your data, or to object: {contact}.", contact=contact))
    sentences.append(tr("Complaints: www.cnil.fr."))
    sentences.append(tr("The full notice is on the wall."))
    return " ".join(sentences)
