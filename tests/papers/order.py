"""Whether somebody who listens learns the same as somebody who looks, in the same order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.fonts import Face, printable
from organiser_kit.documents.toolkit.reading import Reads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from organiser_kit.documents.toolkit.reading import Reading
    from tests.papers.pages import Page

_HEAD, _FOOT = 30.0, 25.0
"""Millimetres of a page that may only say what its reader knows already: where this page belongs."""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", printable(text, Face.REGULAR).text)


def _passages(reading: Reading) -> Iterator[str]:
    for passage in reading.passages:
        named = passage.reads is Reads.TITLE and passage.texts == (reading.title,)
        if passage.reads is not Reads.PICTURE and not named:
            yield from filter(None, map(_squeezed, passage.texts))


def out_of_order(pages: Sequence[Page], reading: Reading) -> Iterator[str]:
    """Tell which passages a reader that extracts the text of the PDF does not meet where they are read."""
    extracted = "".join(_squeezed(page.extracted) for page in pages)
    here = 0
    for passage in _passages(reading):
        found = extracted.find(passage, here)
        if found >= 0:
            here = found
        else:
            where = "earlier than it is read" if passage in extracted else "nowhere"
            yield f"“{passage}” stands {where} in the text of the PDF"


def unread(pages: Sequence[Page], reading: Reading) -> Iterator[str]:
    """Tell which texts are seen and never read out, heads and feet of pages apart."""
    read = "".join(_squeezed(text) for passage in reading.passages for text in passage.texts)
    for page in pages:
        for text in page.texts:
            in_foot = text.area.top > page.height - _FOOT
            in_head = page.number > 1 and text.area.bottom < _HEAD
            says = any(map(str.isalpha, text.text))
            if says and _squeezed(text.text) not in read and not in_foot and not in_head:
                yield f"page {page.number}: “{text.text}” is seen and not read"
