"""Gathers direction arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.arrows import ArrowsData

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> ArrowsData:
    """Return the arrows to a meeting: every direction, so that whoever hangs them can choose.

    Raises:
        UserError: the meeting has no date.
    """
    del catalogue, wish
    return ArrowsData(kit.paper.details(meeting_id))


def render(data: ArrowsData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import arrows

    del wish
    return arrows.render(data, catalogue)
