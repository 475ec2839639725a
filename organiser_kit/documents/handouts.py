"""The sheets for participants, one after another, each on pages of its own, to be copied and filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, drafting
from organiser_kit.documents.toolkit.flow import Flow, PageHead
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import style_for
from organiser_kit.rules.wording import long_date

if TYPE_CHECKING:
    from organiser_kit.documents.data.handouts import HandoutsData, HandoutSheet
    from organiser_kit.documents.toolkit.canvas import Draft, Paper, RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_MOST_LINES, _LEAST_LINES = 10, 2
"""How many lines each blank may have."""
_STRIP = 2.4
"""The height of a strip to cut, in sizes of its letters."""
_INDENT = 4.0
_ABOVE_FOOT = 4.0
"""Millimetres below the last line to write on, so that it does not look like the one of the foot."""


def render(data: HandoutsData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return every sheet once; the foot says how many copies are needed."""
    title = catalogue.tr("Handouts — {meeting}", meeting=phrases.training(data.meeting, catalogue))
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.notes += data.notes
        # To who listens, each sheet is a document inside this one.
        draft.paper.reading.add(Reads.TITLE, title)
        draft.paper.reading.depth = 1
        style = style_for(large_print)
        for sheet in data.sheets:
            _draw_sheet(draft, sheet, data, style, catalogue)
        if not data.sheets:
            head = _head(catalogue.tr("Handouts"), data, data.source, catalogue)
            flow = Flow(draft, style, head)
            flow.paragraph(catalogue.tr("The kit of this meeting has no sheets for participants."))
            flow.draw()
    return draft.finished(len(data.sheets))


def _head(title: str, data: HandoutsData, reference: str, catalogue: Catalogue) -> PageHead:
    meeting = data.meeting
    about = (
        phrases.training_and_meeting(meeting, catalogue),
        long_date(meeting.starts_at, catalogue),
    )
    return PageHead(title, meeting.structure_name, about, meeting.logo, reference)


def _draw_sheet(
    draft: Draft, sheet: HandoutSheet, data: HandoutsData, style: Style, catalogue: Catalogue
) -> None:
    copies = catalogue.trn("{n} copy", "{n} copies", sheet.copies) if sheet.copies else ""
    head = _head(sheet.title, data, " · ".join(filter(None, (copies, data.source))), catalogue)
    fewest = _filled(draft, sheet, style, head, _LEAST_LINES)
    # As many lines as the same pages hold.
    flows = (_filled(draft, sheet, style, head, lines) for lines in range(_MOST_LINES, _LEAST_LINES, -1))
    next((flow for flow in flows if flow.pages == fewest.pages), fewest).draw()


def _filled(draft: Draft, sheet: HandoutSheet, style: Style, head: PageHead, lines: int) -> Flow:
    """Return a sheet with so many lines below each blank."""
    flow = Flow(draft, style, head)
    flow.paragraph(sheet.intro)
    if sheet.cut_out:
        _add_strips(flow, draft.paper, sheet.points)
    else:
        flow.steps(sheet.points)
    for number, label in enumerate(sheet.blanks, start=1):
        with flow.together():
            flow.writing_area(label, lines=lines)
            if number == len(sheet.blanks):
                flow.drawing(_ABOVE_FOOT, lambda *_: None, gap=0.0)
    return flow


def _add_strips(flow: Flow, paper: Paper, texts: tuple[str, ...]) -> None:
    """Add one strip for each text, between lines to cut along."""
    for number, text in enumerate(texts):
        _add_strip(flow, paper, text, first=number == 0)


def _add_strip(flow: Flow, paper: Paper, text: str, *, first: bool) -> None:
    points = flow.style.heading
    fitted = paper.wrapped(text, flow.width - 2 * _INDENT, points=points, face=Face.BOLD)

    def draw(paper: Paper, box: Box) -> None:
        paper.reading.add(Reads.ITEM, text)
        for y in (box.y, box.bottom) if first else (box.bottom,):
            paper.line(box.x, y, box.right, y, grey=HAIRLINE_GREY, dash=1.2)
        paper.lines(fitted, box.inset(_INDENT, 0.0), middle=True)

    height = fitted.height + (_STRIP - 1.0) * points / POINTS_PER_MM
    flow.drawing(height, draw, gap=flow.style.gap if first else 0.0)
