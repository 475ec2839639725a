"""Gathers the full privacy notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.privacy_notice import PrivacyNoticeData
from organiser_kit.services.paper import retention

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> PrivacyNoticeData:
    """Return the notice of a meeting's host, as far as the host said anything about itself.

    Raises:
        UserError: the meeting has no date.
    """
    del wish
    structure = kit.meetings.detail(meeting_id).structure
    return PrivacyNoticeData(
        kit.paper.details(meeting_id),
        address=(structure.address if structure else None) or "",
        website=(structure.website if structure else None) or "",
        privacy_contact=(structure.privacy_contact if structure else None) or "",
        dpo_contact=(structure.dpo_contact if structure else None) or "",
        retention_text=retention(structure, catalogue),
    )


def render(data: PrivacyNoticeData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import privacy_notice

    return privacy_notice.render(data, catalogue, large_print=wish.large_print)
