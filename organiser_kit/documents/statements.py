"""The participation statement, A4 portrait: what one person took part in. Never an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.statement.seal import spaced
from organiser_kit.documents import phrases
from organiser_kit.documents.statement_plan import LARGE, STANDARD, PagePlan, Piece, Sizes, plan, words
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import FILL_GREY, HAIRLINE_GREY, drafting
from organiser_kit.documents.toolkit.furniture import draw_logo
from organiser_kit.documents.toolkit.qr import draw_code
from organiser_kit.documents.toolkit.reading import Reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.data.statement import StatementData
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

_BAR = 1.4
_ROUNDING = 0.01


def words_of(data: StatementData, catalogue: Catalogue, *, large_print: bool = False) -> str:
    """Return every word that will stand above the code: what the code has to bind."""
    return words(plan(data, catalogue, large_print=large_print))


def render(data: StatementData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the statement of one person."""
    return render_all((data,), catalogue, large_print=large_print)


def render_all(
    data: Sequence[StatementData], catalogue: Catalogue, *, large_print: bool = False
) -> RenderedDocument:
    """Return the statements of several people in one document, each beginning a page.

    Raises:
        ValueError: there is none.
    """
    if not data:
        raise ValueError("there is no statement to draw")
    title = (
        catalogue.tr("Statement of participation no. {number}", number=data[0].number)
        if len(data) == 1
        else catalogue.tr("Statements of participation")
    )
    with drafting(title, data[0].meetings[0].meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        if len(data) > 1:
            draft.paper.reading.add(Reads.TITLE, title)
            draft.paper.reading.depth += 1
        for one in data:
            for number, page in enumerate(plan(one, catalogue, large_print=large_print)):
                draft.paper.next_page()
                if len(data) > 1 and number == 0:
                    draft.paper.bookmark(phrases.full_name(one.person))
                _draw(draft.paper, page, one, catalogue, large_print=large_print)
    return draft.finished(len(data))


def _draw(
    paper: Paper, page: PagePlan, data: StatementData, catalogue: Catalogue, *, large_print: bool
) -> None:
    meeting = data.meetings[0].meeting
    if page.logo and meeting.logo:
        draw_logo(paper, meeting.logo, meeting.structure_name, page.logo, catalogue)
    for block in page.blocks:
        paper.fill([Box(block.x + _BAR, block.y, block.w - _BAR, block.h)], grey=FILL_GREY)
        paper.fill([Box(block.x, block.y, _BAR, block.h)])
    if page.signature:
        paper.frame(page.signature, grey=HAIRLINE_GREY)
    for piece in page.pieces:
        _write(paper, piece, LARGE if large_print else STANDARD)
    if page.check and page.code and page.code_text and data.verify_code:
        paper.frame(page.check, grey=HAIRLINE_GREY, radius=1.5)
        alternative = catalogue.tr(
            "QR code: the signed code of this statement, the same as the text that follows"
        )
        draw_code(paper, data.verify_code, page.code, alternative=alternative)
        points = LARGE.code if large_print else STANDARD.code
        # Last on the page, and nothing after it: what comes before is what was signed.
        paper.text(spaced(data.verify_code), page.code_text, points=points)


def _write(paper: Paper, piece: Piece, sizes: Sizes) -> None:
    """Write a text as the plan measured it, or smaller where the plan has no room for all its lines."""
    paper.reading.add(piece.reads, piece.text)
    spacing = sizes.spacing
    text = paper.wrapped(piece.text, piece.box.w, points=piece.points, face=piece.face, spacing=spacing)
    if text.height > piece.box.h + _ROUNDING:
        text = paper.fitted(piece.text, piece.box, points=piece.points, face=piece.face)
    paper.lines(text, piece.box, align=piece.align)
