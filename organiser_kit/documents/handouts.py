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
    from organiser_kit.documents.data.handouts import HandoutSheet, HandoutsData
    from organiser_kit.documents.toolkit.canvas import Draft, Paper, RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_LINES = (6, 5, 4, 3, 2)
"""How many lines each blank may have: as many as one page holds."""
_ON_SEVERAL_PAGES = 4
_STRIP = 2.4
"""The height of a strip to cut, in sizes of its letters."""


def render(data: HandoutsData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return every sheet once; the notes say how many copies are needed."""
    title = catalogue.tr("Handouts — {meeting}", meeting=phrases.training(data.meeting, catalogue))
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.notes += data.notes
        # Each sheet is a document of its own inside this one.
        draft.paper.reading.depth = 1
        style = style_for(large_print)
        for sheet in data.sheets:
            _draw_sheet(draft, sheet, data, style, catalogue)
        if not data.sheets:
            head = _head(catalogue.tr("Handouts"), data, catalogue)
            flow = Flow(draft, style, head)
            flow.paragraph(catalogue.tr("The kit of this meeting has no sheets for participants."))
            flow.draw()
    return draft.finished(len(data.sheets))


def _head(title: str, data: HandoutsData, catalogue: Catalogue) -> PageHead:
    meeting = data.meeting
    about = (
        phrases.training_and_meeting(meeting, catalogue),
        long_date(meeting.starts_at, catalogue),
    )
    return PageHead(title, meeting.structure_name, about, meeting.logo, data.source)


def _draw_sheet(
    draft: Draft, sheet: HandoutSheet, data: HandoutsData, style: Style, catalogue: Catalogue
) -> None:
    if sheet.copies:
        draft.paper.notes.append(
            catalogue.trn(
                "“{title}”: {n} copy is needed.", "“{title}”: {n} copies are needed.", sheet.copies,
                title=sheet.title,
            )
        )
    head = _head(sheet.title, data, catalogue)
    for lines in (*_LINES, _ON_SEVERAL_PAGES):
        flow = Flow(draft, style, head)
        _fill(flow, draft.paper, sheet, lines)
        if flow.pages() == 1:
            break
    flow.draw()


def _fill(flow: Flow, paper: Paper, sheet: HandoutSheet, lines: int) -> None:
    flow.paragraph(sheet.intro)
    if sheet.cut_out:
        _add_strips(flow, paper, sheet.points)
    else:
        flow.steps(sheet.points)
    for label in sheet.blanks:
        with flow.together():
            flow.writing_area(label, lines=lines)


def _add_strips(flow: Flow, paper: Paper, texts: tuple[str, ...]) -> None:
    """Add one strip for each text, between lines to cut along."""
    points = flow.style.heading
    for number, text in enumerate(texts):
        fitted = paper.wrapped(text, flow.width - 8.0, points=points, face=Face.BOLD)

        def draw(paper: Paper, box: Box, text: str = text, fitted=fitted, first: bool = number == 0) -> None:
            paper.reading.add(Reads.ITEM, text)
            for y in (box.y, box.bottom) if first else (box.bottom,):
                paper.line(box.x, y, box.right, y, grey=HAIRLINE_GREY, dash=1.2)
            paper.lines(fitted, Box(box.x + 4.0, box.y, box.w - 8.0, box.h), middle=True)

        height = fitted.height + (_STRIP - 1.0) * points / POINTS_PER_MM
        flow.drawing(height, draw, gap=flow.style.gap if number == 0 else 0.0)
