"""Gathers sign-in sheets: that of a day, and that of a whole module."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.sheet import SignInSheetData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> SignInSheetData:
    """Return the sheet of a meeting, or of both meetings of a pair that the same day hosts.

    Raises:
        UserError: the meeting has no date.
    """
    return replace(kit.paper.sheet(meeting_id, catalogue), trainer=wish.trainer)


def gather_recap(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> SignInSheetData:
    """Return the recap sheet of the module that a meeting belongs to.

    Raises:
        UserError: the module has one meeting only, or one of them has no date.
    """
    return replace(kit.paper.recap(meeting_id, catalogue), trainer=wish.trainer)


def render(data: SignInSheetData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import sign_in_sheet

    return sign_in_sheet.render(data, catalogue, large_print=wish.large_print)
