"""What a document says, in the order it is read and as what: the source of its twin for screen readers.

Whatever is drawn tells its page's :class:`Reading` what it is; what only repeats (heads and feet of pages)
is drawn in :meth:`Reading.silence`. A kit of several documents reads as one: their titles become headings.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from organiser_kit.i18n import Catalogue


class Reads(StrEnum):
    """What a piece of text is."""

    NOTHING = "nothing"
    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    ITEM = "item"
    STEP = "step"
    """An item of a numbered list."""
    TICK = "tick"
    """An item with a box to tick."""
    TICKED = "ticked"
    FIELD = "field"
    """Two texts: a label and its value."""
    BLANK = "blank"
    """A label, and whatever is known already; the rest is filled in by hand."""
    TABLE = "table"
    """The headings of the columns; the rows follow."""
    ROW = "row"
    PICTURE = "picture"
    """What a picture or a code is for, in words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that is read; ``depth`` is how many documents it stands inside of (0 but in a kit)."""

    reads: Reads
    texts: tuple[str, ...]
    depth: int = 0


class Reading:
    """The passages of one document."""

    def __init__(self, title: str, catalogue: Catalogue) -> None:
        self.title = title
        self.catalogue = catalogue
        self.passages: list[Passage] = []
        self.depth = 0
        self._silent = 0

    def add(self, reads: Reads, *texts: str) -> None:
        """Note what comes next; a text without any letter, or anything said in silence, is left out."""
        if self._silent or reads is Reads.NOTHING or not any(text.strip() for text in texts):
            return
        self.passages.append(Passage(reads, tuple(text.strip() for text in texts), self.depth))

    def table(self, headings: Sequence[str]) -> None:
        """Begin a table, or go on with it when the last thing read was a row under the same headings."""
        for passage in reversed(self.passages):
            if passage.reads is Reads.TABLE and passage.texts == tuple(headings):
                return
            if passage.reads is not Reads.ROW:
                break
        self.add(Reads.TABLE, *headings)

    def row(self, cells: Sequence[str]) -> None:
        """Note one row of the table begun; its first cell names it. Empty cells are there to be filled in."""
        self.add(Reads.ROW, *cells)

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Leave out what is drawn in this block: it was said already, or says nothing."""
        self._silent += 1
        try:
            yield
        finally:
            self._silent -= 1
