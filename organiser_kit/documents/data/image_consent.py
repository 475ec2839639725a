"""What the image consent form shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails

IMAGE_YEARS = 2
"""How long images may be used: long enough for two seasons of a group, short enough to be remembered."""
IMAGE_PROOF_YEARS = 5
"""How long the signed form is kept once its images are no longer used: as long as somebody may ask for it."""


@dataclass(frozen=True, slots=True)
class ImageConsentData:
    """One form.

    Attributes:
        privacy_contact: whom to tell that one changes one's mind.
        website: the site on which images may appear; described in words when empty.
    """

    meeting: MeetingDetails
    privacy_contact: str = ""
    website: str = ""
    years: int = IMAGE_YEARS
