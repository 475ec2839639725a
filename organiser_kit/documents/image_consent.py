"""The image consent form: use by use, in writing, in two copies, as easily withdrawn as given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organiser_kit.documents.data.image_consent import IMAGE_PROOF_YEARS
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.documents.toolkit.flow import Flow, PageHead, Tick, meeting_head, on_fewest_pages
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.furniture import draw_blank, draw_signature_area
from organiser_kit.documents.toolkit.style import LARGE, STANDARD

if TYPE_CHECKING:
    from organiser_kit.documents.data.image_consent import ImageConsentData
    from organiser_kit.documents.toolkit.box import Box
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_SIGNATURE = 22.0
_STANDARD = replace(STANDARD, heading=13, text=10, gap=2.2, above_heading=4.4, writing_line=9.0)


def render(data: ImageConsentData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return both copies, each a document of its own: the structure's, then the person's."""
    tr = catalogue.tr
    title = tr("Photographs and films: what I agree to")
    copies = (tr("Copy for the structure"), tr("Copy for the person who signs"))
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        for copy in copies:
            head = meeting_head(title, data.meeting, catalogue, reference=copy)

            def build(style: Style, head: PageHead = head, copy: str = copy) -> Flow:
                flow = Flow(draft, style, head)
                _Form(flow, data, copy, catalogue).add_all()
                return flow

            on_fewest_pages(LARGE if large_print else _STANDARD, build).draw()
    return draft.finished(len(copies))


@dataclass(frozen=True, slots=True)
class _Form:
    """One copy of the form."""

    flow: Flow
    data: ImageConsentData
    copy: str
    catalogue: Catalogue

    def add_all(self) -> None:
        """Add all that it says."""
        self._add_freedom()
        self._add_uses()
        self._add_duration()
        self._add_withdrawal()
        self._add_marker()
        self._add_signature()

    def _add_freedom(self) -> None:
        tr, flow = self.catalogue.tr, self.flow
        flow.paragraph(self.copy, face=Face.BOLD)
        flow.paragraph(
            tr(
                "You are free to agree, to agree to some uses only, or to refuse. Nobody asks why, and you "
                "take part in the meeting just the same."
            )
        )
        flow.blanks(tr("Family name:"), tr("Given name:"))

    def _add_uses(self) -> None:
        tr, flow, structure = self.catalogue.tr, self.flow, self.data.meeting.structure_name
        with flow.together():
            flow.heading(tr("What I agree to"))
            flow.paragraph(
                tr(
                    "I agree that {structure} photographs and films me at this meeting, without payment, for "
                    "the uses that I tick. What I do not tick, I refuse.",
                    structure=structure,
                )
            )
            flow.ticks(
                [
                    Tick(tr("Internal: among the people of the group and of the structure")),
                    Tick(self._site()),
                    Tick(tr("Press: printed or on line, to report on the meeting")),
                    Tick(tr("Social networks: the accounts of the structure")),
                    Tick(tr("None: I do not wish to be photographed or filmed")),
                ]
            )

    def _site(self) -> str:
        if self.data.website:
            return self.catalogue.tr("Web site: {site}", site=self.data.website)
        return self.catalogue.tr("Web site of the structure")

    def _add_duration(self) -> None:
        tr, flow = self.catalogue.tr, self.flow
        with flow.together():
            flow.heading(tr("For how long"))
            years = self.catalogue.trn("{n} year", "{n} years", self.data.years)
            proof = self.catalogue.trn("{n} year", "{n} years", IMAGE_PROOF_YEARS)
            flow.paragraph(
                tr(
                    "For {years} from the date below. After that the images are taken off the site and the "
                    "networks and are not used again. They are never used out of their context, nor with "
                    "my name unless I agree to that too. The structure keeps this form as long as the "
                    "images are used, and {proof} more.",
                    years=years,
                    proof=proof,
                )
            )

    def _add_withdrawal(self) -> None:
        tr, flow = self.catalogue.tr, self.flow
        with flow.together():
            flow.heading(tr("I can change my mind"))
            flow.paragraph(
                tr(
                    "At any time, for all uses or for one, without a reason: a word to the organiser or to "
                    "the contact below is enough. The images are then taken down within a month; only what "
                    "is printed already cannot be called back. I can also see my images and have them "
                    "erased, and complain at www.cnil.fr."
                )
            )
            if self.data.privacy_contact:
                flow.fields([(tr("Contact:"), self.data.privacy_contact)], label_width=28.0)
            else:
                flow.blanks(tr("Contact:"))

    def _add_marker(self) -> None:
        tr, flow = self.catalogue.tr, self.flow
        with flow.together():
            flow.heading(tr("On the day: the dot"))
            flow.paragraph(
                tr(
                    "Whoever refuses, or has not signed, wears a small round sticker on the badge. Whoever "
                    "takes pictures leaves people with a dot out of them, and when in doubt takes none."
                )
            )

    def _add_signature(self) -> None:
        tr, flow = self.catalogue.tr, self.flow
        with flow.together():
            flow.rule()
            flow.paragraph(
                tr(
                    "Under 18, the form is signed by those who have parental authority, and the young person "
                    "is asked too."
                )
            )
            flow.blanks(tr("Signed by, if somebody else, and in what capacity:"))
            flow.drawing(_SIGNATURE * flow.style.text / STANDARD.text, self._draw_signature)

    def _draw_signature(self, paper: Paper, box: Box) -> None:
        tr, points = self.catalogue.tr, self.flow.style.text
        lines, signature = box.columns(0, box.w * 0.55, gap=6.0)
        for label, row in zip((tr("At:"), tr("on:")), lines.rows(0, 0), strict=True):
            draw_blank(paper, label, row, points=points)
        draw_signature_area(paper, tr("Signature:"), "", signature, points=points)
