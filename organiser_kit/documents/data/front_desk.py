"""What the list for the front desk of the host building shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.data.sheet import BLANK_ROWS

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName


@dataclass(frozen=True, slots=True)
class FrontDeskData:
    """Who is let in; ``people`` in the order printed, of whom only the names are shown."""

    meeting: MeetingDetails
    people: tuple[PersonName, ...]
    blank_rows: int = BLANK_ROWS
