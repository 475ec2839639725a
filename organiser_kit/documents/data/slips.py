"""What contact and consent slips show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.data.sheet import BLANK_ROWS

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName


@dataclass(frozen=True, slots=True)
class SlipsData:
    """The slips of one meeting.

    Attributes:
        people: those whose names are printed, one slip each; ``blank`` slips when there are none.
        privacy_contact: whom to ask about one's data, and how to withdraw what one agreed to.
    """

    meeting: MeetingDetails
    people: tuple[PersonName, ...] = ()
    privacy_contact: str = ""
    blank: int = BLANK_ROWS
