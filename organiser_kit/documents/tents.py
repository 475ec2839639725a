"""Table tents: a name that neighbours on both sides of the table can read, to cut and to fold in two.

Two on a page of A4, one above the other; in large print one, on a whole page across. The half beyond the
fold is printed upside down, so that both faces stand upright once folded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_LANDSCAPE, A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, Align, drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.data.tents import TentData, TentsData
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

_MARGIN = 12.0
_MARK = 8.0


@dataclass(frozen=True, slots=True)
class _Format:
    """How tents stand on a page.

    Attributes:
        size: the page in millimetres.
        given, family, words: the largest sizes in points of a given name, a family name, and what is below.
    """

    size: tuple[float, float]
    per_page: int
    given: float
    family: float
    words: float


_STANDARD = _Format(A4_PORTRAIT, 2, 76, 26, 14)
_LARGE = _Format(A4_LANDSCAPE, 1, 110, 36, 20)


def render(data: TentsData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return one tent for each person, in the order given; a blank page when there is none."""
    form = _LARGE if large_print else _STANDARD
    title = catalogue.tr("Table tents — {meeting}", meeting=phrases.training(data.meeting, catalogue))
    with drafting(title, data.meeting.structure_name, form.size, catalogue) as draft:
        for start in range(0, max(len(data.tents), 1), form.per_page):
            draft.paper.next_page()
            shown = data.tents[start : start + form.per_page]
            for tent, box in zip(shown, tent_boxes(form), strict=False):
                _draw_tent(draft.paper, tent, data.meeting, box, form, catalogue)
            if len(shown) > 1:
                _draw_cut(draft.paper, form)
    return draft.finished(len(data.tents))


def tent_boxes(form: _Format = _STANDARD) -> tuple[Box, ...]:
    """Return the places of the tents of one page, from the top."""
    return Box(0.0, 0.0, *form.size).rows(*[0.0] * form.per_page)


def _draw_cut(paper: Paper, form: _Format) -> None:
    """Draw where to cut: a thin line from edge to edge between two tents."""
    y = form.size[1] / 2
    paper.line(0.0, y, form.size[0], y, width=0.2, grey=HAIRLINE_GREY)


def _draw_tent(
    paper: Paper, tent: TentData, meeting: MeetingDetails, box: Box, form: _Format, catalogue: Catalogue
) -> None:
    back, front = box.rows(0, 0)
    for left, right in ((box.x, box.x + _MARK), (box.right - _MARK, box.right)):
        paper.line(left, front.y, right, front.y, width=0.2, grey=HAIRLINE_GREY, dash=1.0)
    _draw_face(paper, tent, meeting, front, form, catalogue)
    with paper.turned(back):
        _draw_face(paper, tent, meeting, back, form, catalogue)


def _draw_face(
    paper: Paper, tent: TentData, meeting: MeetingDetails, box: Box, form: _Format, catalogue: Catalogue
) -> None:
    inner = box.inset(_MARGIN, _MARGIN * 0.6)
    given, family, line, who, what = inner.rows(
        0, inner.h * 0.18, inner.h * 0.06, inner.h * 0.14, inner.h * 0.09
    )
    names = (
        contact_free(" ".join(tent.given_name.split())),
        contact_free(" ".join(tent.family_name.upper().split())),
    )
    first, second = names if names[0] else (names[1], "")
    paper.text(
        first,
        given,
        points=form.given,
        face=Face.BOLD,
        align=Align.CENTRE,
        middle=True,
        keep=form.given * 0.5,
    )
    paper.text(second, family, points=form.family, align=Align.CENTRE, middle=True, keep=form.family * 0.6)
    bar = Box(line.x + line.w / 2 - 12.0, line.y + line.h / 2 - 0.5, 24.0, 1.0)
    paper.fill([bar])
    person = " · ".join(part for part in (tent.role_label, contact_free(tent.structure)) if part)
    paper.text(
        person, who, points=form.words, face=Face.BOLD, align=Align.CENTRE, middle=True, keep=form.words * 0.7
    )
    training = phrases.training_short(meeting, catalogue)
    paper.text(
        training, what, points=form.words * 0.8, align=Align.CENTRE, middle=True, keep=form.words * 0.7
    )
