"""Gathers the sheets for participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.handouts import HandoutsData, HandoutSheet
from organiser_kit.papers.meeting_kit import prepared

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.meeting_kits.content import Handout
    from organiser_kit.papers.meeting_kit import Prepared
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> HandoutsData:
    """Return every sheet of the meeting's kit, with how many of each are needed.

    Raises:
        UserError: the meeting has no date.
    """
    del wish
    found = prepared(kit, meeting_id)
    return HandoutsData(found.meeting, sheets_of(found, catalogue), found.source, found.notes)


def sheets_of(found: Prepared, catalogue: Catalogue) -> tuple[HandoutSheet, ...]:
    """Return the sheets of a meeting whose kit is at hand."""
    return tuple(_sheet(found, handout, catalogue.language) for handout in found.content.handouts)


def render(data: HandoutsData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import handouts

    return handouts.render(data, catalogue, large_print=wish.large_print)


def _sheet(found: Prepared, handout: Handout, language: str) -> HandoutSheet:
    wanted = [one for one in found.content.materials if one.handout == handout.id]
    return HandoutSheet(
        title=handout.title.text(language),
        intro=handout.intro.text(language),
        points=handout.points.texts(language),
        blanks=handout.blanks.texts(language),
        copies=sum(material.needed(found.people) for material in wanted),
        cut_out=handout.cut_out,
    )
