"""A table on its way to the clipboard: as text for anything, and as a table for programs that know tables."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from organiser_kit.exports.harmless import harmless, printable

if TYPE_CHECKING:
    from collections.abc import Sequence


def tab_text(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the table with tabs between cells: one row a line, nothing that a spreadsheet computes.

    Without any heading, the rows come alone.
    """
    lines = [headings, *rows] if any(headings) else rows
    return "".join("\t".join(map(_cell, line)) + "\n" for line in lines)


def html_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the table as HTML, in which a pasted cell is a text and never a formula."""
    head = "".join(f'<th scope="col">{_marked(cell)}</th>' for cell in headings)
    body = "".join(f"<tr>{''.join(f'<td>{_marked(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<meta charset="utf-8"><table>{f"<tr>{head}</tr>" if any(headings) else ""}{body}</table>'


def _cell(text: str) -> str:
    """Return a cell in one piece: a tab or the end of a line inside it would move the others."""
    return harmless(" ".join(printable(text).split()))


def _marked(text: str) -> str:
    return escape(_cell(text))
