"""What the sheets for participants show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class HandoutSheet:
    """One sheet.

    Attributes:
        points: what it says, one thing a line.
        blanks: what is filled in by hand.
        copies: how many are needed.
        cut_out: whether the points are strips to cut apart.
    """

    title: str
    intro: str
    points: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    copies: int = 0
    cut_out: bool = False


@dataclass(frozen=True, slots=True)
class HandoutsData:
    """The sheets of one meeting; ``source`` says whose texts they are, and their licence."""

    meeting: MeetingDetails
    sheets: tuple[HandoutSheet, ...]
    source: str = ""
    notes: tuple[str, ...] = ()
