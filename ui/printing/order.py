"""What is printed, where and how, as whoever prints it is told. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Sides(StrEnum):
    """On which sides of the paper; the values are those of CUPS, the empty one leaves it to the printer."""

    AS_SET = ""
    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


@dataclass(frozen=True)
class Choices:
    """What a person chose in the system's dialog.

    Attributes:
        printer: its name in the printing system; '' for a file.
        file: the file to print into; '' for a printer.
        copies: how many, each of them whole before the next when ``collated``.
        pages: first and last page, from 1, of each part asked for; empty for all.
        media: the paper's name for the printing system, e.g. ``A4`` or ``Custom.86x54mm``.
    """

    printer: str
    file: str = ""
    copies: int = 1
    collated: bool = True
    pages: tuple[tuple[int, int], ...] = ()
    sides: Sides = Sides.AS_SET
    media: str = ""
    grey: bool = False

    def numbers(self, count: int) -> tuple[int, ...]:
        """Return the pages to print of a document of ``count``, from 1."""
        asked = {page for first, last in self.pages for page in range(first, last + 1)}
        return tuple(page for page in range(1, count + 1) if not self.pages or page in asked)


@dataclass(frozen=True)
class PrintOutcome:
    """What was handed to the printing system: no printer says that paper came out.

    Attributes:
        pages: how many, of one copy; 0 where nobody counted them.
        waits: whether the printer is stopped, so that the document waits in its queue.
    """

    state: Literal["sent", "cancelled"]
    pages: int = 0
    printer: str = ""
    waits: bool = False
