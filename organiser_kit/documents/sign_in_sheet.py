"""The sign-in sheet, A4 landscape: the paper that proves who took part in a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.sheet import SheetPage
from organiser_kit.documents.sheet.body import draw_table
from organiser_kit.documents.sheet.closing import draw_closing, draw_foot
from organiser_kit.documents.sheet.geometry import Marker, SheetGeometry
from organiser_kit.documents.sheet.header import draw_header
from organiser_kit.documents.sheet.layout import plan_pages
from organiser_kit.documents.sheet.markers import corner_boxes, draw_corners
from organiser_kit.documents.sheet.printed_rows import printed_rows
from organiser_kit.documents.sheet.style import sheet_style
from organiser_kit.documents.toolkit.box import A4_LANDSCAPE
from organiser_kit.documents.toolkit.canvas import drafting

if TYPE_CHECKING:
    from organiser_kit.documents.data.sheet import SignInSheetData
    from organiser_kit.documents.sheet.geometry import SignatureCell
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue


def render(data: SignInSheetData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the sheet and where its signature cells lie.

    Args:
        data: the meetings and the people expected.
        catalogue: the language of the sheet.
        large_print: rows of 15.5 mm and texts of 14 points instead of 11 mm and 7 to 11 points.
    """
    style = sheet_style(large_print=large_print, columns=len(data.meetings))
    plans = plan_pages(data.rows, data.blank_rows, style)
    title = _title(data, catalogue)
    cells: list[SignatureCell] = []
    with drafting(title, data.meetings[0].structure_name, A4_LANDSCAPE, catalogue) as draft:
        for page, plan in enumerate(plans, start=1):
            draft.paper.next_page()
            draw_corners(draft.paper)
            rows = printed_rows(plan, style, len(data.meetings), len(plans))
            draw_header(draft.paper, data, style, SheetPage(data.sheet_id, page, rows), catalogue)
            cells += draw_table(draft.paper, data, plan, style, catalogue)
            if plan.closing:
                draw_closing(draft.paper, data, style, plan.closing, catalogue)
            draw_foot(draft.paper, data, style, len(plans), catalogue)
    return draft.finished(
        len(data.rows), SheetGeometry(A4_LANDSCAPE, tuple(cells), _markers(len(plans)), data.columns)
    )


def _title(data: SignInSheetData, catalogue: Catalogue) -> str:
    if data.is_recap:
        return catalogue.tr("Recap sheet of the module {number}", number=data.sheet_no)
    return catalogue.tr("Sign-in sheet {number}", number=data.sheet_no)


def _markers(pages: int) -> tuple[Marker, ...]:
    return tuple(
        Marker(page, number, box)
        for page in range(1, pages + 1)
        for number, box in enumerate(corner_boxes(A4_LANDSCAPE))
    )
