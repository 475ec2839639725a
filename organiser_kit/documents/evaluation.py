"""A short questionnaire for those who took part: anonymous, half a page each, in large print a whole one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import Align, drafting
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.furniture import draw_cut
from organiser_kit.documents.toolkit.panel import Panel, draw_panel
from organiser_kit.documents.toolkit.style import LARGE, STANDARD
from organiser_kit.documents.toolkit.table import Column, table_parts

if TYPE_CHECKING:
    from organiser_kit.documents.data.evaluation import EvaluationData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_MARGIN_X, _MARGIN_Y = 17.0, 10.0
_LINES = 2


@dataclass(frozen=True, slots=True)
class _Format:
    """How questionnaires stand on a page: ``answer`` is the width in mm of a column to tick."""

    per_page: int
    style: Style
    answer: float
    row: float


_STANDARD = _Format(2, replace(STANDARD, title=15, text=10, gap=2.2, writing_line=8, cell=0.7), 23.0, 6.6)
_LARGE = _Format(1, replace(LARGE, title=22, writing_line=12, cell=1.4), 25.0, 12.0)


def render(data: EvaluationData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return one page of questionnaires, to copy and to cut apart."""
    form = _LARGE if large_print else _STANDARD
    title = catalogue.tr("Your opinion of the meeting")
    places = Box(0.0, 0.0, *A4_PORTRAIT).rows(*[0.0] * form.per_page)
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.next_page()
        questionnaire = _Questionnaire(data, title, form, catalogue)
        for place in places:
            box = place.inset(_MARGIN_X, _MARGIN_Y)
            draw_panel(draft.paper, form.style, box, questionnaire.fill)
        for place in places[1:]:
            draw_cut(draft.paper, place.y)
    return draft.finished(form.per_page)


@dataclass(frozen=True, slots=True)
class _Questionnaire:
    """What each copy says."""

    data: EvaluationData
    title: str
    form: _Format
    catalogue: Catalogue

    def fill(self, panel: Panel) -> None:
        """Add all of it."""
        tr, blocks, meeting = self.catalogue.tr, panel.blocks, self.data.meeting
        panel.add_owner(meeting.structure_name, meeting.logo, self.catalogue)
        panel.add(*blocks.heading(self.title, 0))
        about = phrases.in_short(meeting, self.catalogue)
        panel.add(*blocks.paragraph(about, face=Face.REGULAR, points=panel.style.text))
        sentence = tr(
            "This sheet is anonymous: write neither your name nor anything that tells who you are. Answer "
            "only what you like."
        )
        panel.add(*blocks.paragraph(sentence, face=Face.BOLD, points=panel.style.text))
        self._add_statements(panel)
        panel.add(*blocks.writing_area(tr("What helped you most?"), _LINES, ruled=True))
        panel.add(*blocks.writing_area(tr("What should we change next time?"), _LINES, ruled=True))

    def _add_statements(self, panel: Panel) -> None:
        tr = self.catalogue.tr
        answers = (tr("not at all"), tr("rather not"), tr("rather yes"), tr("fully"))
        columns = [
            Column(tr("Tick one box a line")),
            *(Column(answer, self.form.answer, Align.CENTRE, tick=True) for answer in answers),
        ]
        statements = (
            tr("I felt welcome."),
            tr("I understood what we did."),
            tr("The pace and the length suited me."),
            tr("I could ask, try and help."),
            tr("What I learnt is useful to me."),
            tr("I will try some of it with children."),
        )
        rows = [(statement, "", "", "", "") for statement in statements]
        panel.add(*table_parts(panel.blocks, columns, rows, row_height=self.form.row))
