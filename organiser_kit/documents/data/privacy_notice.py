"""What the full privacy notice shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class PrivacyNoticeData:
    """The notice of one host; what is not known is filled in by hand.

    Attributes:
        privacy_contact: whom to ask about one's data.
        dpo_contact: how to reach its data protection officer.
        retention_text: how long sheets are kept, in words, e.g. "5 years".
    """

    meeting: MeetingDetails
    address: str = ""
    website: str = ""
    privacy_contact: str = ""
    dpo_contact: str = ""
    retention_text: str = ""
