"""Gathers table tents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.tents import TentData, TentsData
from organiser_kit.papers.guests import guests, refuse_nobody, role_text

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> TentsData:
    """Return the tents of everybody expected at a meeting, or of ``wish.people`` only.

    Raises:
        UserError: the meeting has no date, or nobody is expected.
    """
    tents = tuple(
        TentData(
            family_name=entry.person.family_name,
            given_name=entry.person.given_name,
            structure=entry.structure_name or "",
            role_label=role_text(entry, catalogue),
        )
        for entry in guests(kit, meeting_id, wish)
    )
    refuse_nobody(tents)
    return TentsData(kit.paper.details(meeting_id), tents)


def render(data: TentsData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import tents

    return tents.render(data, catalogue, large_print=wish.large_print)
