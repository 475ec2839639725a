"""The table of a sign-in sheet: one page's rows, and the cells to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.sheet.geometry import SignatureCell
from organiser_kit.documents.sheet.style import LEFT, WIDTH, SheetStyle, signature_columns
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import FILL_GREY, HAIRLINE_GREY, Align
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.rules.wording import display_name, half_day, half_day_label, short_date

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.data.sheet import SignInSheetData
    from organiser_kit.documents.sheet.layout import PagePlan, PlacedSlot
    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.i18n import Catalogue

# Light lines: whoever reads the sheet back must tell them from ink.
LINE_WIDTH = 0.2
_FIRST_SIGNATURE = 4


def draw_table(
    paper: Paper, data: SignInSheetData, plan: PagePlan, style: SheetStyle, catalogue: Catalogue
) -> tuple[SignatureCell, ...]:
    """Draw the table of one page and return its signature cells."""
    if not plan.slots:
        return ()
    widths = signature_columns(style, len(data.meetings))
    _draw_head(paper, data, style, catalogue)
    cells: list[SignatureCell] = []
    for placed in plan.slots:
        if placed.slot.row == 0:
            _draw_section(paper, placed.box, style, catalogue)
            continue
        boxes = placed.box.columns(*widths)
        _draw_row(paper, placed, boxes, style)
        person = placed.slot.named.person_id if placed.slot.named else None
        cells += [
            SignatureCell(paper.pages, placed.slot.row, column, person or None, box)
            for column, box in enumerate(boxes[_FIRST_SIGNATURE:], start=1)
        ]
    return tuple(cells)


def _draw_head(paper: Paper, data: SignInSheetData, style: SheetStyle, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    head = Box(LEFT, style.header_bottom, WIDTH, style.table_head)
    paper.fill([head], grey=FILL_GREY)
    boxes = head.columns(*signature_columns(style, len(data.meetings)))
    labels = (tr("No."), tr("FAMILY NAME"), tr("Given name"), tr("Structure"))
    signatures = [signature_label(meeting, data, catalogue) for meeting in data.meetings]
    keep = 6 if style.one_line else 0
    for label, box in zip((*labels, *signatures), boxes, strict=True):
        paper.frame(box, width=LINE_WIDTH, grey=HAIRLINE_GREY)
        paper.text(label, box.inset(1.5, 0.3), points=style.text, face=Face.BOLD, middle=True, keep=keep)


def signature_label(meeting: MeetingDetails, data: SignInSheetData, catalogue: Catalogue) -> str:
    """Return the heading of a signature column: the half-day, and which meeting and day when they differ."""
    half = half_day_label(half_day(meeting.starts_at), catalogue)
    if len(data.meetings) == 1:
        return catalogue.tr("Signature — {half_day}", half_day=half)
    if not data.is_recap:
        which = phrases.which_meeting(meeting, catalogue)
        return catalogue.tr("{meeting} — {half_day}", meeting=which, half_day=half)
    return catalogue.tr(
        "{meeting} — {day}, {half_day}",
        meeting=phrases.which_meeting(meeting, catalogue),
        day=short_date(meeting.starts_at, catalogue),
        half_day=half,
    )


def _draw_section(paper: Paper, box: Box, style: SheetStyle, catalogue: Catalogue) -> None:
    paper.fill([box], grey=FILL_GREY)
    paper.frame(box, width=LINE_WIDTH, grey=HAIRLINE_GREY)
    text = catalogue.tr("People who came without registering")
    paper.text(text, box.inset(1.5, 0.3), points=style.text, face=Face.BOLD, middle=True, keep=6)


def _draw_row(paper: Paper, placed: PlacedSlot, boxes: tuple[Box, ...], style: SheetStyle) -> None:
    for box in boxes:
        paper.frame(box, width=LINE_WIDTH, grey=HAIRLINE_GREY)
    named = placed.slot.named
    number, family, given, structure = (box.inset(1.5, 0.4) for box in boxes[:_FIRST_SIGNATURE])
    shown = str(named.number if named else placed.slot.row)
    paper.text(shown, number, points=style.text, align=Align.CENTRE, middle=True, keep=6)
    if named is None:
        return
    texts = (
        (display_name(contact_free(named.family_name), ""), family, style.name, Face.BOLD),
        (contact_free(named.given_name), given, style.name, Face.REGULAR),
        (contact_free(named.structure), structure, style.text, Face.REGULAR),
    )
    for text, box, points, face in texts:
        paper.text(text, box, points=points, face=face, middle=True)
