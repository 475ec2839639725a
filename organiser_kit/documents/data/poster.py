"""What a poster shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class PosterData:
    """One poster; ``public_url`` is the page to register on, without any personal code."""

    meeting: MeetingDetails
    public_text: str = ""
    public_url: str = ""
