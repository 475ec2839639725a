"""The whole kit: all the papers of a meeting in one PDF, with a cover that says what is where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import kit_cover
from organiser_kit.documents.toolkit.binding import bind, spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.data.kit import KitCover
    from organiser_kit.documents.toolkit.binding import Leaf
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue


def render(
    data: KitCover, leaves: Sequence[Leaf], catalogue: Catalogue, *, large_print: bool = False
) -> RenderedDocument:
    """Return the cover and the documents behind it, one for each of its entries, in their order."""
    pages = 1
    while True:
        places = spans(pages, leaves, two_sided=data.two_sided)
        cover = kit_cover.render(data, places, catalogue, large_print=large_print)
        # A longer cover moves all that follows; the numbers on it change no line of it, so this ends.
        if cover.document.pages <= pages:
            return bind(cover.document, leaves, cover.links, two_sided=data.two_sided)
        pages = cover.document.pages
