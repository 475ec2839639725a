"""Gathers a poster."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.documents.data.poster import PosterData, PosterFormat
from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> PosterData:
    """Return the poster of a meeting, on the paper that ``wish.stock`` names: A4 when it names none.

    Raises:
        UserError: it names another paper, or the meeting has no date.
    """
    del catalogue
    return replace(kit.paper.poster(meeting_id), format=_format(wish.stock))


def render(data: PosterData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import poster

    return poster.render(data, catalogue, large_print=wish.large_print)


def _format(stock: str) -> PosterFormat:
    try:
        return PosterFormat(stock.upper() or PosterFormat.A4)
    except ValueError as error:
        raise UserError(
            tr("A poster is printed on A4 or A3 paper, not on “{stock}”.", stock=stock)
        ) from error
