"""Marks along which a sheet is cut: outside what is kept, and small crosses where pieces meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.stocks.stock import Stock

_MARK = 4.0
_CROSS = 1.5


def draw_cut_marks(paper: Paper, stock: Stock) -> None:
    """Draw the marks of a sheet: one cut where neighbours touch, two where there is white between them."""
    xs, ys = _edges(stock, 0), _edges(stock, 1)
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    for x in xs:
        paper.line(x, top - 1 - _MARK, x, top - 1)
        paper.line(x, bottom + 1, x, bottom + 1 + _MARK)
    for index, y in enumerate(ys):
        paper.line(left - 1 - _MARK, y, left - 1, y)
        paper.line(right + 1, y, right + 1 + _MARK, y)
        if 0 < index < len(ys) - 1:
            for x in xs[1:-1]:
                paper.line(x - _CROSS, y, x + _CROSS, y, grey=HAIRLINE_GREY)
                paper.line(x, y - _CROSS, x, y + _CROSS, grey=HAIRLINE_GREY)


def _edges(stock: Stock, axis: int) -> list[float]:
    """Return where labels begin and end along an axis, neighbours that touch sharing one edge."""
    count = (stock.columns, stock.rows)[axis]
    starts = [stock.margin[axis] + index * stock.pitch[axis] for index in range(count)]
    return sorted({round(edge, 3) for start in starts for edge in (start, start + stock.label[axis])})
