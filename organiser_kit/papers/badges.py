"""Gathers badges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.papers.guests import refuse_nobody
from organiser_kit.stocks.library import stocks_in

if TYPE_CHECKING:
    from organiser_kit.documents.data.badges import BadgesData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> BadgesData:
    """Return the badges of everybody expected, or of ``wish.people`` only, for the labels wished for.

    Raises:
        UserError: no labels are called so, the meeting has no date, or nobody is expected.
    """
    stock = stocks_in(kit.folder).called(wish.stock)
    badges = kit.paper.badges(meeting_id, catalogue, wish.people)
    refuse_nobody(badges.badges)
    return replace(badges, stock=stock, first_label=wish.first_label)


def render(data: BadgesData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import badges

    del wish
    return badges.render(data, catalogue)
