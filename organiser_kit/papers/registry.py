"""Every kind of paper by its name on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.papers import statements, whole_kit
from organiser_kit.papers.arrows import gather as gather_arrows
from organiser_kit.papers.poster import gather as gather_poster
from organiser_kit.papers.scanner_test import gather as gather_scanner_test
from organiser_kit.papers.sheets import gather as gather_sheet
from organiser_kit.papers.sheets import gather_recap
from organiser_kit.papers.tents import gather as gather_tents

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.documents.data.badges import BadgesData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


@dataclass(frozen=True, slots=True)
class Printable:
    """One kind of paper.

    Attributes:
        name: its name on the command line.
        gather: reads what the paper shows, for a meeting's id.
        render: makes the PDF of it. The drawing library is loaded here, not before.
    """

    name: str
    gather: Callable[[Kit, str, Catalogue, PaperWish], Any]
    render: Callable[[Any, Catalogue, PaperWish], RenderedDocument]


def _sheet(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import sign_in_sheet

    return sign_in_sheet.render(data, catalogue, large_print=wish.large_print)


def _badges(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import badges

    del wish
    return badges.render(data, catalogue)


def _gather_badges(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> BadgesData:
    return kit.paper.badges(meeting_id, catalogue, wish.people)


def _poster(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import poster

    return poster.render(data, catalogue, large_print=wish.large_print)


def _arrows(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import arrows

    del wish
    return arrows.render(data, catalogue)


def _tents(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import tents

    return tents.render(data, catalogue, large_print=wish.large_print)


def _scanner_test(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import scanner_test

    return scanner_test.render(data, catalogue, large_print=wish.large_print)


SHEET = Printable("sheet", gather_sheet, _sheet)
SHEET_RECAP = Printable("sheet-recap", gather_recap, _sheet)
BADGES = Printable("badges", _gather_badges, _badges)
POSTER = Printable("poster", gather_poster, _poster)
ARROWS = Printable("arrows", gather_arrows, _arrows)
TENTS = Printable("tents", gather_tents, _tents)
KIT = Printable("kit", lambda *asked: whole_kit.gather(PRINTABLES, *asked), whole_kit.render)
STATEMENTS = Printable("statements", statements.gather, statements.render_all)
SCANNER_TEST = Printable("scanner-test", gather_scanner_test, _scanner_test)

PRINTABLES: dict[str, Printable] = {
    printable.name: printable
    for printable in (KIT, SHEET, SHEET_RECAP, BADGES, POSTER, ARROWS, TENTS, STATEMENTS, SCANNER_TEST)
}
