"""The report of a meeting as a form on paper: filled in in two minutes, typed in later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.canvas import Align, drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.flow import Column, Flow, meeting_head, on_fewest_pages
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.style import LARGE, STANDARD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.data.report import ReportFormData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_STANDARD = replace(STANDARD, heading=13, text=10, gap=2.2, above_heading=4.4, writing_line=8.0)
_FIGURES = 10.0
_LABEL = 4.6
"""Millimetres for a label for each point of its size."""
_LINES = 2


def render(data: ReportFormData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the form: one page, two in large print."""
    title = catalogue.tr("Report of the meeting")
    style = LARGE if large_print else _STANDARD
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        head = meeting_head(title, data.meeting, catalogue)

        def build(style: Style) -> Flow:
            flow = Flow(draft, style, head)
            form = _Form(flow, data, catalogue, columns=2 if large_print else 3)
            form.add_people()
            form.add_course()
            form.add_next()
            form.add_sending()
            return flow

        on_fewest_pages(style, build).draw()
    return draft.finished(1)


@dataclass(frozen=True, slots=True)
class _Form:
    """The parts of the form; ``columns`` is how many boxes to tick stand side by side."""

    flow: Flow
    data: ReportFormData
    catalogue: Catalogue
    columns: int

    def add_people(self) -> None:
        """Ask how many people there were, and who says so."""
        tr, flow, data = self.catalogue.tr, self.flow, self.data
        flow.paragraph(
            tr("Two minutes are enough: tick, and write a line where it helps. No names of participants."),
            face=Face.BOLD,
        )
        organisers = ", ".join(contact_free(phrases.full_name(person)) for person in data.meeting.organisers)
        known = [(tr("Organiser:"), organisers), (tr("Sign-in sheet:"), data.sheet_no)]
        if any(value for _, value in known):
            flow.fields(
                [(label, value) for label, value in known if value], label_width=_LABEL * flow.style.text
            )
        flow.blanks(tr("Filled in by:"), tr("on:"))
        labels = (tr("People expected"), tr("People present"), tr("Of whom unregistered"))
        figures = (data.expected, data.present, data.walk_ins)
        columns = [Column(label, align=Align.CENTRE, bold=True) for label in labels]
        flow.table(columns, [["" if one is None else str(one) for one in figures]], row_height=_FIGURES)

    def add_course(self) -> None:
        """Ask how it went."""
        tr = self.catalogue.tr
        self._ask(
            tr("What went well?"),
            (
                tr("the welcome"),
                tr("the activities"),
                tr("the pace and the length"),
                tr("helping one another"),
                tr("the mix of structures"),
                tr("the venue"),
            ),
        )
        self._ask(
            tr("What got in the way?"),
            (
                tr("equipment or network"),
                tr("the venue or the way there"),
                tr("not enough time"),
                tr("too few people"),
                tr("nobody to facilitate"),
                tr("activities hard to follow"),
            ),
        )
        self.flow.writing_area(tr("What does the group need?"), lines=1)

    def _ask(self, question: str, answers: Sequence[str]) -> None:
        with self.flow.together():
            self.flow.heading(question)
            self.flow.choices(answers, columns=self.columns)
            self.flow.writing_area("", lines=_LINES)

    def add_next(self) -> None:
        """Ask what comes out of it, and what comes next."""
        tr, flow = self.catalogue.tr, self.flow
        flow.heading(tr("And next"))
        self._blanks(tr("Practice sheets made:"), tr("on what:"))
        self._blanks(tr("Next meeting:"), tr("time:"), tr("place:"))
        with flow.together():
            flow.subheading(tr("Help wanted"))
            flow.choices(
                (
                    tr("to find a facilitator"),
                    tr("to find a venue"),
                    tr("to find participants"),
                    tr("to find equipment"),
                    tr("advice: please call me"),
                    tr("none, thank you"),
                ),
                columns=self.columns,
            )

    def _blanks(self, first: str, *others: str) -> None:
        """Add lines side by side; in large letters the first stands above the others."""
        if self.columns > 2:
            self.flow.blanks(first, *others)
        else:
            self.flow.blanks(first)
            self.flow.blanks(*others)

    def add_sending(self) -> None:
        """Say what becomes of the form."""
        tr, flow = self.catalogue.tr, self.flow
        flow.paragraph(
            tr(
                "To hand it on: give this sheet, or a photograph of it, to the coordination when you have a "
                "moment. Keep a copy."
            )
        )
