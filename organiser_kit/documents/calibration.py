"""The page by which a printer is measured: crosses, rulers, what to do, then where labels should lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.calibration import CROSS, nominal
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import CREATOR, HAIRLINE_GREY, Align, drafting
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.rules.numbers import decimal

if TYPE_CHECKING:
    from organiser_kit.documents.data.calibration import CalibrationData
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.stocks.stock import Stock

_ARM = 8.0
_TICKS = (3.4, 2.4, 1.4)
"""Lengths of the marks of a ruler: every ten, every five, every millimetre."""
_THIN = 0.15
_RULER_FROM = 20
"""Nearer to their beginning the two rulers would cross."""
_WORDS_FROM = CROSS + 20.0
_FULL_SIZE = (190.0, 200.0)
"""On sheets smaller than this the letters are smaller too."""
_LARGE = 14.0


def render(data: CalibrationData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the page to measure, and a second one with the outlines of the labels of ``data.stock``.

    In large print the words are large; the numbers along the rulers are not, which nobody has to read.
    """
    tr, stock = catalogue.tr, data.stock
    least = _LARGE * _scale(stock) if large_print else 0.0
    title = tr("Calibration page")
    with drafting(title, CREATOR, stock.paper, catalogue) as draft:
        paper = draft.paper
        paper.next_page()
        _draw_measures(paper, stock, least)
        _write_steps(paper, stock, title, least, catalogue)
        paper.next_page()
        paper.bookmark(tr("Where the labels lie"))
        _draw_labels(paper, stock, least, catalogue)
    return draft.finished(1)


def _scale(stock: Stock) -> float:
    return min(1.0, stock.paper[0] / _FULL_SIZE[0], stock.paper[1] / _FULL_SIZE[1])


def _draw_measures(paper: Paper, stock: Stock, least: float) -> None:
    width, height = stock.paper
    for x in (CROSS, width - CROSS):
        for y in (CROSS, height - CROSS):
            _draw_cross(paper, x, y)
    measured = nominal(stock.paper)
    _draw_ruler(paper, (CROSS, CROSS + _ARM + 2.0), measured.across, lies=True)
    _draw_ruler(paper, (CROSS + _ARM + 2.0, CROSS), measured.down, lies=False)
    _draw_edge_marks(paper, stock)
    beside = CROSS - _ARM + 3.5
    _draw_span(paper, (0, CROSS + 4), (CROSS, CROSS + 4))
    _draw_span(paper, (CROSS + 4, 0), (CROSS + 4, CROSS))
    _draw_span(paper, (CROSS, beside), (width - CROSS, beside))
    _draw_span(paper, (beside, CROSS), (beside, height - CROSS))
    _letter(paper, "A", Box(CROSS / 2 - 3, CROSS + 4.6, 6, 6), least)
    _letter(paper, "B", Box(CROSS + 4.4, CROSS / 2 - 3, 6, 6), least)
    _letter(paper, "C", Box(width / 2 - 3, beside - 6.1, 6, 6), least)
    _letter(paper, "D", Box(beside - 6.4, height / 2 - 3, 6, 6), least)


def _draw_cross(paper: Paper, x: float, y: float) -> None:
    paper.line(x - _ARM, y, x + _ARM, y, width=_THIN)
    paper.line(x, y - _ARM, x, y + _ARM, width=_THIN)


def _draw_span(paper: Paper, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw what is to be measured: a line between two points, lying or upright, with a mark at each end."""
    paper.line(*start, *end, width=_THIN, dash=1.0)
    lies = start[1] == end[1]
    for x, y in (start, end):
        if lies:
            paper.line(x, y - 1.2, x, y + 1.2, width=_THIN)
        else:
            paper.line(x - 1.2, y, x + 1.2, y, width=_THIN)


def _draw_ruler(paper: Paper, start: tuple[float, float], length: float, *, lies: bool) -> None:
    """Draw a mark for each millimetre from one cross towards the next, numbered every twenty."""
    x, y = start
    for millimetre in range(_RULER_FROM, int(length) + 1):
        kind = 0 if millimetre % 10 == 0 else 1 if millimetre % 5 == 0 else 2
        if lies:
            paper.line(x + millimetre, y, x + millimetre, y + _TICKS[kind], width=_THIN)
        else:
            paper.line(x, y + millimetre, x + _TICKS[kind], y + millimetre, width=_THIN)
        if millimetre % 20 == 0:
            place = (
                Box(x + millimetre - 5, y + _TICKS[0] + 0.3, 10, 3)
                if lies
                else Box(x + _TICKS[0] + 0.6, y + millimetre - 1.5, 8, 3)
            )
            align = Align.CENTRE if lies else Align.LEFT
            paper.text(str(millimetre), place, points=6.5, align=align, reads=Reads.NOTHING)


def _draw_edge_marks(paper: Paper, stock: Stock) -> None:
    """Draw a mark at every millimetre from the edges on: the first one seen is where the printer begins."""
    width, height = stock.paper
    middle_x, middle_y = width / 2, height / 2
    for millimetre in range(1, 11):
        half = 4.0 if millimetre % 5 == 0 else 2.0
        for y in (millimetre, height - millimetre):
            paper.line(middle_x + 20 - half, y, middle_x + 20 + half, y, width=_THIN)
        for x in (millimetre, width - millimetre):
            paper.line(x, middle_y + 20 - half, x, middle_y + 20 + half, width=_THIN)


def _letter(paper: Paper, letter: str, box: Box, least: float) -> None:
    points = max(12, least)
    paper.text(
        letter, box, points=points, face=Face.BOLD, align=Align.CENTRE, middle=True, reads=Reads.NOTHING
    )


def _write_steps(paper: Paper, stock: Stock, title: str, least: float, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    left = CROSS + 26.0
    scale = _scale(stock)
    box = Box(left, _WORDS_FROM, stock.paper[0] - CROSS - left, 0)
    box = _written(paper, title, box, points=20 * scale, face=Face.BOLD, reads=Reads.TITLE)
    labels = tr("Labels: {stock}", stock=stock.words(catalogue))
    box = _written(paper, labels, box, points=max(10.5 * scale, least))
    measured = nominal(stock.paper)
    steps = (
        tr("Print this page at 100 %, without fitting it to the paper, on the sheets that it is for."),
        tr("Take a ruler and measure in millimetres, to half a millimetre."),
        tr(
            "A: from the left edge of the paper to the upright line of the cross. It should be {length} mm.",
            length=decimal(measured.left, catalogue),
        ),
        tr(
            "B: from the upper edge of the paper to the lying line of the cross. It should be {length} mm.",
            length=decimal(measured.top, catalogue),
        ),
        tr(
            "C: between the upright lines of the upper crosses. It should be {length} mm.",
            length=decimal(measured.across, catalogue),
        ),
        tr(
            "D: between the lying lines of the crosses on the left. It should be {length} mm.",
            length=decimal(measured.down, catalogue),
        ),
        tr(
            "On the computer, with this page in view, choose “Enter what you measured” and type the four "
            "figures. The kit then moves what it prints by as much, on this printer and these sheets only."
        ),
    )
    box = Box(box.x, box.y + 3.0, box.w, 0)
    for number, step in enumerate(steps, start=1):
        box = _step(paper, number, step, box, max(11 * scale, least))
    box = Box(box.x, box.y + 2.0, box.w, 0)
    for note in (
        tr(
            "The marks at the middle of the edges stand a millimetre apart: those that are missing show what "
            "this printer cannot reach."
        ),
        tr(
            "This page is always printed as the printer prints, never moved: what you measure counts from "
            "nothing, even after a calibration."
        ),
    ):
        box = _written(paper, note, box, points=max(9.5 * scale, least))


def _written(
    paper: Paper,
    text: str,
    box: Box,
    *,
    points: float,
    face: Face = Face.REGULAR,
    reads: Reads = Reads.TEXT,
) -> Box:
    """Write a paragraph at the top of ``box``; return what is left below it."""
    fitted = paper.wrapped(text, box.w, points=points, face=face, spacing=1.35)
    paper.reading.add(reads, text)
    paper.lines(fitted, box)
    return Box(box.x, box.y + fitted.height + 2.2, box.w, 0)


def _step(paper: Paper, number: int, text: str, box: Box, points: float) -> Box:
    mark = paper.wrapped(f"{number}.", 8.0, points=points, face=Face.BOLD, spacing=1.35)
    paper.lines(mark, box)
    left = _written(paper, text, Box(box.x + 8.0, box.y, box.w - 8.0, 0), points=points, reads=Reads.STEP)
    return Box(box.x, left.y, box.w, 0)


def _draw_labels(paper: Paper, stock: Stock, least: float, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    numbers = [tr("Label {number}", number=n) for n in range(1, stock.per_page + 1)]
    how = tr(
        "Hold this page behind a sheet of labels against the light: the outlines should lie on the labels."
    )
    for box, number in zip(stock.boxes(), numbers, strict=True):
        paper.frame(box, width=0.2, grey=HAIRLINE_GREY)
        _draw_cross_small(paper, box)
        inside = box.inset(min(4.0, box.w / 10), min(4.0, box.h / 10))
        number_box, rest = inside.rows(min(7.0 if least else 5.0, inside.h / 3), 0)
        paper.text(number, number_box, points=max(10, least), face=Face.BOLD, keep=6)
        if number == numbers[0] and not stock.cut:
            words = Box(rest.x, rest.y + 1.5, rest.w * 0.42, rest.h - 1.5)
            paper.text(how, words, points=max(8.5, least))


def _draw_cross_small(paper: Paper, box: Box) -> None:
    x, y = box.x + box.w / 2, box.y + box.h / 2
    paper.line(x - 2, y, x + 2, y, width=_THIN)
    paper.line(x, y - 2, x, y + 2, width=_THIN)
