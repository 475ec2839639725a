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

_NEIGHBOURHOOD = 300
"""Letters: a few lines."""
_HEAD, _FOOT = 30.0, 25.0
"""Millimetres of a page that may only say what its reader knows already: where this page belongs."""


def _squeezed(text: str) -> str:
    """Return a text as it is compared: without white space, nor the quotes around what somebody is to say."""
    return re.sub(r"[\s“”«»]+", "", printable(text, Face.REGULAR).text)


def _passages(reading: Reading) -> Iterator[str]:
    for passage in reading.passages:
        # What a document is called is told by the document and need not stand on a page; so in a kit each.
        inside = passage.depth > 0
        named = passage.reads is Reads.TITLE and (inside or passage.texts == (reading.title,))
        if passage.reads is not Reads.PICTURE and not named:
            # What belongs to a line may be drawn beside it: the dash is for the ear.
            parts = (part for text in passage.texts for part in text.split(" — "))
            yield from filter(None, map(_squeezed, parts))


def out_of_order(pages: Sequence[Page], reading: Reading) -> Iterator[str]:
    """Tell which passages a reader that extracts the text of the PDF does not meet where they are read.

    Neighbours may change places, as a title and the house above it, or a row and its heads of columns; and
    what was read once may be read again.
    """
    extracted = "".join(_squeezed(page.extracted) for page in pages)
    here, read = 0, set[str]()
    for passage in _passages(reading):
        found = extracted.find(passage, max(0, here - _NEIGHBOURHOOD))
        if found < 0 and passage not in read:
            where = "earlier than it is read" if passage in extracted else "nowhere"
            yield f"“{passage}” stands {where} in the text of the PDF"
        here = max(here, found)
        read.add(passage)


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
