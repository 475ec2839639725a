"""What the calibration page shows: the same for every meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.calibration import CalibrationData
from organiser_kit.stocks.library import stocks_in

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> CalibrationData:
    """Return what the page shows for the labels wished for; no meeting is asked for anything.

    Raises:
        NotFoundError: no labels are called so.
    """
    del meeting_id, catalogue
    return CalibrationData(stocks_in(kit.folder).called(wish.stock))


def render(data: CalibrationData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import calibration

    return calibration.render(data, catalogue, large_print=wish.large_print)
