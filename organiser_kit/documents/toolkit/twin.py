"""The twin of a document: one page of HTML that says the same in the same order, for screen readers."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.reading import Passage, Reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.documents.toolkit.reading import Reading
    from organiser_kit.i18n import Catalogue

_HEADINGS = {Reads.TITLE: 1, Reads.HEADING: 2, Reads.SUBHEADING: 3}
_LISTS = {Reads.ITEM: "ul", Reads.STEP: "ol", Reads.TICK: "ul", Reads.TICKED: "ul"}
_LOWEST_HEADING = 6
_STYLE = (
    "body{font:1.1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
    "color:#000;background:#fff}"
    "table{border-collapse:collapse;margin:1rem 0}"
    "th,td{border:1px solid #555;padding:.3rem .6rem;text-align:left}"
    "dt{font-weight:bold}dd{margin:0 0 .5rem}ul.boxes{list-style:none;padding-left:0}"
)


def as_html(reading: Reading) -> str:
    """Return the whole page, in the language of the document."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(reading.catalogue.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(reading.title)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            *_body(reading),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _body(reading: Reading) -> Iterator[str]:
    if not reading.passages or reading.passages[0].reads is not Reads.TITLE:
        yield f"<h1>{escape(reading.title)}</h1>"
    for kind, group in groupby(_numbered(reading.passages), key=lambda pair: pair[0]):
        passages = [passage for _, passage in group]
        reads = passages[0].reads
        if reads in _LISTS:
            yield from _list(passages, kind[0], reading.catalogue)
        elif reads is Reads.FIELD:
            yield from _fields(passages)
        elif reads in (Reads.TABLE, Reads.ROW):
            yield from _table(passages)
        else:
            yield from (_single(passage, reading.catalogue) for passage in passages)


def _numbered(passages: list[Passage]) -> Iterator[tuple[tuple[str, int], Passage]]:
    """Yield each passage with the key of the element it shares with its neighbours."""
    tables = 0
    for passage in passages:
        tables += passage.reads is Reads.TABLE
        if passage.reads in (Reads.TABLE, Reads.ROW):
            yield ("table", tables), passage
        elif passage.reads in (Reads.TICK, Reads.TICKED):
            yield ("boxes", 0), passage
        else:
            yield (passage.reads.value, 0), passage


def _single(passage: Passage, catalogue: Catalogue) -> str:
    text = " ".join(filter(None, passage.texts))
    if passage.reads in _HEADINGS:
        level = min(_HEADINGS[passage.reads] + passage.depth, _LOWEST_HEADING)
        return f"<h{level}>{escape(text)}</h{level}>"
    if passage.reads is Reads.PICTURE:
        return f'<p role="img" aria-label="{escape(text)}">[{escape(text)}]</p>'
    if passage.reads is Reads.BLANK:
        return f"<p>{escape(catalogue.tr('{label} (to fill in by hand)', label=text))}</p>"
    return f"<p>{escape(text)}</p>"


def _list(passages: list[Passage], kind: str, catalogue: Catalogue) -> Iterator[str]:
    tag = _LISTS[passages[0].reads]
    yield '<ul class="boxes">' if kind == "boxes" else f"<{tag}>"
    for passage in passages:
        text = " ".join(filter(None, passage.texts))
        if passage.reads is Reads.TICKED:
            text = catalogue.tr("{label} (ticked)", label=text)
        elif passage.reads is Reads.TICK:
            text = catalogue.tr("{label} (to tick)", label=text)
        yield f"<li>{escape(text)}</li>"
    yield f"</{tag}>"


def _fields(passages: list[Passage]) -> Iterator[str]:
    yield "<dl>"
    for passage in passages:
        label, *values = passage.texts
        yield f"<dt>{escape(label)}</dt><dd>{escape(' '.join(values))}</dd>"
    yield "</dl>"


def _table(passages: list[Passage]) -> Iterator[str]:
    yield "<table>"
    rows = passages
    if passages[0].reads is Reads.TABLE:
        cells = "".join(f'<th scope="col">{escape(text)}</th>' for text in passages[0].texts)
        yield f"<thead><tr>{cells}</tr></thead>"
        rows = passages[1:]
    yield "<tbody>"
    for row in rows:
        first, *others = row.texts
        cells = "".join(f"<td>{escape(text)}</td>" for text in others)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
