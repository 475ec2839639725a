"""Gathers the anonymous questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.evaluation import EvaluationData

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> EvaluationData:
    """Return the questionnaire of a meeting; nobody who took part is asked for.

    Raises:
        UserError: the meeting has no date.
    """
    del catalogue, wish
    return EvaluationData(kit.paper.details(meeting_id))


def render(data: EvaluationData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import evaluation

    return evaluation.render(data, catalogue, large_print=wish.large_print)
