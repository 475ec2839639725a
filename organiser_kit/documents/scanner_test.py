"""The page by which a badge scanner and a camera are tried: one large code, then three of a badge’s kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import CREATOR, Align, drafting
from organiser_kit.documents.toolkit.flow import Column, Flow, PageHead
from organiser_kit.documents.toolkit.qr import QUIET_ZONE, draw_code, matrix
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import style_for

if TYPE_CHECKING:
    from organiser_kit.documents.data.scanner_test import ScannerTestData
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

_LARGE_SIDE = 40.0
_BADGE_SIDES = (30.0, 20.0, 15.0)
_CAPTION = 8.0


def render(data: ScannerTestData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the scanner test page."""
    tr = catalogue.tr
    title = tr("Scanner test page")
    about = (tr("Shows whether what a badge scanner types arrives unharmed on a computer."),)
    with drafting(title, CREATOR, A4_PORTRAIT, catalogue) as draft:
        flow = Flow(draft, style_for(large_print), PageHead(title, CREATOR, about))
        _add_keyboard(flow, data, catalogue)
        _add_answers(flow, catalogue)
        _add_sizes(flow, data, catalogue)
        flow.draw()
    return draft.finished(1)


def _add_keyboard(flow: Flow, data: ScannerTestData, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    flow.heading(tr("Which keyboard is the scanner?"))
    flow.steps(
        [
            tr("On the computer, open the settings of Organiser Kit and choose “Test the scanner”."),
            tr("Scan the large code."),
            tr(
                "The screen says which keyboard the scanner takes itself for, and which one the computer has."
            ),
        ]
    )

    def draw(paper: Paper, box: Box) -> None:
        words = tr("QR code: every character that our codes are made of")
        draw_code(paper, data.test_text, box, alternative=words)

    flow.drawing(_LARGE_SIDE, draw)


def _add_answers(flow: Flow, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    flow.heading(tr("What to do then"))
    columns = [Column(tr("If the screen says…"), 52, bold=True), Column(tr("…then"))]
    rows = [
        (
            tr("the same keyboard"),
            tr("Nothing to change."),
        ),
        (
            tr("two different keyboards"),
            tr(
                "Nothing to change: the kit repairs the codes. For other programs, set the scanner "
                "as its manual says."
            ),
        ),
        (
            tr("Caps Lock is on"),
            tr("Press it once, so that names can be typed. Codes are read either way."),
        ),
        (
            tr("no key after the code"),
            tr("Set the suffix of the scanner to Enter (“CR” in its manual)."),
        ),
        (
            tr("characters got lost"),
            tr("Give the scanner a longer pause between characters, or plug it in without a hub."),
        ),
        (
            tr("cannot be undone"),
            tr("Set the scanner to the keyboard of the computer, as its manual says."),
        ),
    ]
    flow.table(columns, rows)


def _add_sizes(flow: Flow, data: ScannerTestData, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    with flow.together():
        flow.heading(tr("How small may a badge be?"))
        flow.paragraph(
            tr(
                "These codes are as long as a badge’s. Hold them before the camera of the reception, about "
                "20 cm away. Any answer, even “not one of this group’s badges”, means that the code was "
                "read: print no badge with a smaller one."
            )
        )

        def draw(paper: Paper, box: Box) -> None:
            for side, area in zip(_BADGE_SIDES, box.columns(0, 0, 0), strict=True):
                _draw_badge_code(paper, data.badge_code, side, area, catalogue, flow.style.small)

        flow.drawing(_BADGE_SIDES[0] + _CAPTION, draw)


def _draw_badge_code(
    paper: Paper, code: str, side: float, area: Box, catalogue: Catalogue, points: float
) -> None:
    modules = len(matrix(code))
    # ``side`` is what a ruler measures; the box of a code includes the white around it.
    whole = side * (modules + 2 * QUIET_ZONE) / modules
    caption = catalogue.tr("{side} mm", side=round(side))
    above = Box(area.x, area.y + _BADGE_SIDES[0] - side, area.w, side)
    draw_code(
        paper,
        code,
        Box(above.x + (above.w - whole) / 2, above.y - (whole - side) / 2, whole, whole),
        alternative=catalogue.tr("QR code as long as a badge’s, {side} mm wide", side=round(side)),
    )
    label = Box(area.x, area.y + _BADGE_SIDES[0] + 2.0, area.w, _CAPTION - 2.0)
    paper.text(caption, label, points=points, align=Align.CENTRE, reads=Reads.NOTHING)
