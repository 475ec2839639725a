"""Everything kept about one person: for programs as JSON, and the same to read as a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from organiser_kit.exports.plain import VERSION, plain_value
from organiser_kit.exports.tables import Coded, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from organiser_kit.exports.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of data about the person, what it serves, and until when it is kept."""

    table: Table
    used_for: str
    kept: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What is kept.

    Attributes:
        title: the heading of the page, which names the person: the page is theirs.
        about: sentences under it: who answers for the data, what else exists.
        rights: sentences at the end.
        nothing: the words for a section without rows.
    """

    title: str
    language: str
    made_at: datetime
    about: tuple[str, ...]
    rights: tuple[str, ...]
    sections: tuple[Section, ...]
    used_for: str
    kept: str
    nothing: str


def page_json(page: PersonPage) -> bytes:
    """Return the page for programs."""
    content = {
        "format": "organiser-kit/person",
        "version": VERSION,
        "exported_at": page.made_at.isoformat(timespec="seconds"),
        "about": list(page.about),
        "sections": {
            section.table.name: {
                "title": section.table.title,
                "used_for": section.used_for,
                "kept": section.kept,
                "rows": [
                    {
                        column.key: plain_value(cell)
                        for column, cell in zip(section.table.columns, row, strict=True)
                    }
                    for row in section.table.rows
                ],
            }
            for section in page.sections
        },
        "rights": list(page.rights),
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode(errors="replace")


def page_html(page: PersonPage) -> bytes:
    """Return the page as one HTML file that needs nothing else: no script, no picture, no address."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{page.language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(page.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(page.title)}</h1>",
        *(f"<p>{escape(sentence)}</p>" for sentence in page.about),
        *(line for section in page.sections for line in _section(page, section)),
        *(f"<p>{escape(sentence)}</p>" for sentence in page.rights),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")


def _section(page: PersonPage, section: Section) -> Iterator[str]:
    table = section.table
    yield "<section>"
    yield f"<h2>{escape(table.title)}</h2>"
    yield "<dl>"
    yield f"<dt>{escape(page.used_for)}</dt><dd>{escape(section.used_for)}</dd>"
    yield f"<dt>{escape(page.kept)}</dt><dd>{escape(section.kept)}</dd>"
    yield "</dl>"
    if table.rows:
        yield from _table(table)
    else:
        yield f'<p class="nothing">{escape(page.nothing)}</p>'
    yield "</section>"


def _table(table: Table) -> Iterator[str]:
    """Yield one small list a row: a person reads one record at a time, on paper or on a telephone."""
    for row in table.rows:
        yield "<table>"
        for column, cell in zip(table.columns, row, strict=True):
            words = _words(cell)
            if words:
                heading, text = escape(column.heading), escape(words)
                yield f'<tr><th scope="row">{heading}</th><td>{text}</td></tr>'
        yield "</table>"


def _words(cell: Cell) -> str:
    if isinstance(cell, Coded) or cell is None or isinstance(cell, (str, int, tuple)):
        return text_of(cell)
    return f"{cell:%Y-%m-%d %H:%M} ({cell:%Z})"


_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;color:#1b1b1f;background:#fff;margin:0}"
    "main{max-width:52rem;margin:0 auto;padding:2rem 1.25rem}"
    "h1{font-size:1.75rem;line-height:1.2}"
    "h2{font-size:1.25rem;margin:2.5rem 0 .5rem;border-top:1px solid #c7c5d0;padding-top:1.5rem}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;color:#46464f}"
    "dt{font-weight:600}dd{margin:0}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #e4e1ec}"
    "th{width:14rem;font-weight:400;color:#46464f}td{overflow-wrap:anywhere}"
    "section{break-inside:avoid-page}.nothing{color:#46464f}"
)
