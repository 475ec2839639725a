"""What direction arrows show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


class Direction(StrEnum):
    """Where an arrow sends people."""

    LEFT = "left"
    RIGHT = "right"
    AHEAD = "ahead"
    UPSTAIRS = "upstairs"
    DOWNSTAIRS = "downstairs"
    LIFT = "lift"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class ArrowsData:
    """The arrows of one meeting, a page each."""

    meeting: MeetingDetails
    directions: tuple[Direction, ...] = tuple(Direction)

    def __post_init__(self) -> None:
        """Refuse arrows to nowhere: a caller's mistake, not a person's.

        Raises:
            ValueError: there is no direction.
        """
        if not self.directions:
            raise ValueError("arrows point in at least one direction")
