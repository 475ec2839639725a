"""Gathers the list for the front desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.front_desk import FrontDeskData
from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.papers.guests import guests
from organiser_kit.papers.wish import PLAIN

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> FrontDeskData:
    """Return the names of everybody expected at a meeting, in alphabetical order, and nothing else of them.

    Raises:
        UserError: the meeting has no date.
    """
    del catalogue, wish
    people = tuple(
        PersonName(entry.person.family_name, entry.person.given_name)
        for entry in guests(kit, meeting_id, PLAIN)
    )
    return FrontDeskData(kit.paper.details(meeting_id), people)


def render(data: FrontDeskData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import front_desk

    return front_desk.render(data, catalogue, large_print=wish.large_print)
