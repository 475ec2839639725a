"""What a poster shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


class PosterFormat(StrEnum):
    """The paper a poster is printed on."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class PosterData:
    """One poster.

    Attributes:
        public_text: what the organiser says beside the facts: whom it is for, whether one must register.
        public_url: the meeting's page, without any personal code.
    """

    meeting: MeetingDetails
    public_text: str = ""
    public_url: str = ""
    format: PosterFormat = PosterFormat.A4
