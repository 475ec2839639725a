"""Every kind of paper by its name on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.papers import statements
from organiser_kit.papers.arrows import gather as gather_arrows
from organiser_kit.papers.badges import gather as gather_badges
from organiser_kit.papers.calibration import gather as gather_calibration
from organiser_kit.papers.poster import gather as gather_poster
from organiser_kit.papers.scanner_test import gather as gather_scanner_test
from organiser_kit.papers.tents import gather as gather_tents

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _calibration(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import calibration

    del wish
    return calibration.render(data, catalogue)


SHEET = Printable("sheet", lambda kit, meeting, catalogue, _: kit.paper.sheet(meeting, catalogue), _sheet)
BADGES = Printable("badges", gather_badges, _badges)
POSTER = Printable("poster", gather_poster, _poster)
ARROWS = Printable("arrows", gather_arrows, _arrows)
TENTS = Printable("tents", gather_tents, _tents)
STATEMENTS = Printable("statements", statements.gather, statements.render_all)
CALIBRATION = Printable("calibration", gather_calibration, _calibration)
SCANNER_TEST = Printable("scanner-test", gather_scanner_test, _scanner_test)

PRINTABLES: dict[str, Printable] = {
    printable.name: printable
    for printable in (SHEET, BADGES, POSTER, ARROWS, TENTS, STATEMENTS, CALIBRATION, SCANNER_TEST)
}
