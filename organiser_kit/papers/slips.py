"""Gathers contact and consent slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.data.slips import SlipsData
from organiser_kit.papers.guests import guests

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> SlipsData:
    """Return slips with the names of ``wish.people``; blank ones for the sheet's blank lines otherwise.

    Raises:
        UserError: the meeting has no date.
    """
    del catalogue
    structure = kit.meetings.detail(meeting_id).structure
    named = guests(kit, meeting_id, wish) if wish.people is not None else ()
    return SlipsData(
        kit.paper.details(meeting_id),
        tuple(PersonName(entry.person.family_name, entry.person.given_name) for entry in named),
        privacy_contact=(structure.privacy_contact if structure else None) or "",
    )


def render(data: SlipsData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import slips

    return slips.render(data, catalogue, large_print=wish.large_print)
