"""The papers that can be printed for a meeting: how each is gathered, and how it becomes a PDF.

Gathering reads the local copy and so belongs to its thread; rendering is slow and belongs to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.documents.canvas import RenderedDocument
    from organiser_kit.documents.data import StatementData
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit


@dataclass(frozen=True, slots=True)
class Printable:
    """One kind of paper.

    Attributes:
        name: its name on the command line.
        gather: reads what the paper shows, for a meeting's id.
        render: makes the PDF of it; the flag asks for large print.
    """

    name: str
    gather: Callable[[Kit, str, Catalogue], Any]
    render: Callable[[Any, Catalogue, bool], RenderedDocument]


def _sheet(data: Any, catalogue: Catalogue, large_print: bool) -> RenderedDocument:
    from organiser_kit.documents import sign_in_sheet

    return sign_in_sheet.render(data, catalogue, large_print=large_print)


def _badges(data: Any, catalogue: Catalogue, large_print: bool) -> RenderedDocument:
    from organiser_kit.documents import badges

    del large_print
    return badges.render(data, catalogue)


def _poster(data: Any, catalogue: Catalogue, large_print: bool) -> RenderedDocument:
    from organiser_kit.documents import poster

    del large_print
    return poster.render(data, catalogue)


def render_statement(data: StatementData, catalogue: Catalogue) -> RenderedDocument:
    """Make the PDF of one statement of participation."""
    from organiser_kit.documents import statements

    return statements.render(data, catalogue)


SHEET = Printable("sheet", lambda kit, meeting, catalogue: kit.paper.sheet(meeting, catalogue), _sheet)
BADGES = Printable("badges", lambda kit, meeting, catalogue: kit.paper.badges(meeting, catalogue), _badges)
POSTER = Printable("poster", lambda kit, meeting, _: kit.paper.poster(meeting), _poster)

PRINTABLES: dict[str, Printable] = {printable.name: printable for printable in (SHEET, BADGES, POSTER)}
