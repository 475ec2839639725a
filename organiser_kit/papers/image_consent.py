"""Gathers the image consent form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.image_consent import ImageConsentData

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> ImageConsentData:
    """Return the form of a meeting, with whom to tell when one changes one's mind.

    Raises:
        UserError: the meeting has no date.
    """
    del catalogue, wish
    structure = kit.meetings.detail(meeting_id).structure
    return ImageConsentData(
        kit.paper.details(meeting_id),
        privacy_contact=(structure.privacy_contact if structure else None) or "",
        website=(structure.website if structure else None) or "",
    )


def render(data: ImageConsentData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import image_consent

    return image_consent.render(data, catalogue, large_print=wish.large_print)
