"""The full privacy notice, to pin up or to hand out: the layer under the short one on the sign-in sheet.

It says what articles 13 and 14 of the GDPR ask for, in plain words, on one page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organiser_kit.documents.data.image_consent import IMAGE_PROOF_YEARS
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.documents.toolkit.flow import Column, Flow, PageHead, on_fewest_pages
from organiser_kit.documents.toolkit.style import LARGE, STANDARD
from organiser_kit.rules.retention import CONTACT_MONTHS, LAPTOP_DAYS, LOG_MONTHS

if TYPE_CHECKING:
    from organiser_kit.documents.data.privacy_notice import PrivacyNoticeData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_STANDARD = replace(STANDARD, heading=12.5, text=9.5, gap=1.8, above_heading=3.8, cell=0.8)
_LABELS, _LARGE_LABELS = 68.0, 76.0


def render(data: PrivacyNoticeData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the notice."""
    title = catalogue.tr("Your personal data")
    meeting = data.meeting
    about = catalogue.tr(
        "What is kept of you at the {training} meetings, why, and how long", training=meeting.title
    )
    with drafting(title, meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        head = PageHead(title, meeting.structure_name, (about,), meeting.logo)

        def build(style: Style) -> Flow:
            flow = Flow(draft, style, head)
            notice = _Notice(flow, data, catalogue, _LARGE_LABELS if large_print else _LABELS)
            notice.add_who()
            notice.add_why()
            notice.add_how_long()
            notice.add_rights()
            return flow

        on_fewest_pages(LARGE if large_print else _STANDARD, build).draw()
    return draft.finished(1)


@dataclass(frozen=True, slots=True)
class _Notice:
    """The parts of the notice; ``labels`` is the width in mm of the labels of a list of facts."""

    flow: Flow
    data: PrivacyNoticeData
    catalogue: Catalogue
    labels: float

    def _who(self) -> str:
        tr, meeting = self.catalogue.tr, self.data.meeting
        if not meeting.is_hosted:
            return tr(
                "The group {group}, which meets as part of {training}.",
                group=meeting.structure_name,
                training=meeting.title,
            )
        return tr(
            "{structure}, which hosts these meetings as part of {training}.",
            structure=meeting.structure_name,
            training=meeting.title,
        )

    def add_who(self) -> None:
        """Say who answers for the data."""
        tr, flow, data = self.catalogue.tr, self.flow, self.data
        flow.heading(tr("Who answers for them"))
        flow.paragraph(self._who())
        self._fact(tr("Address:"), ", ".join(filter(None, (data.address, data.website))))
        self._fact(tr("Contact about your data:"), data.privacy_contact)
        if data.dpo_contact:
            self._fact(tr("Data protection officer:"), data.dpo_contact)

    def _fact(self, label: str, value: str) -> None:
        if value:
            self.flow.fields([(label, value)], label_width=self.labels)
        else:
            self.flow.blanks(label)

    def add_why(self) -> None:
        """Say what for, by what right, what must be given, and who sees it."""
        tr, flow = self.catalogue.tr, self.flow
        flow.heading(tr("What for, and by what right"))
        flow.bullets(
            [
                tr(
                    "To organise the meetings, to know who was there and to write statements of "
                    "participation: our legitimate interest in holding the training and proving it."
                ),
                tr(
                    "To keep you in touch with the group, to send you news of the training, to use images of "
                    "you: only if you agreed, for each separately, and until you change your mind."
                ),
                tr("For the record of the training and anonymous figures: our legitimate interest."),
            ]
        )
        flow.heading(tr("What you must give, and what you need not"))
        flow.paragraph(
            tr(
                "Your name is needed to register and for a statement, and your signature on the sheet for "
                "a statement. All the rest is up to you: structure, commune, e-mail or telephone. Without it "
                "you take part just the same."
            )
        )
        flow.heading(tr("Who sees them"))
        flow.paragraph(
            tr(
                "The organiser, the structure named above and the regional coordination; the front desk of "
                "the building sees names only. Nothing is sold, and no machine decides anything about you. "
                "The code of your badge holds no name."
            )
        )

    def add_how_long(self) -> None:
        """Say how long each kind of data is kept."""
        tr, trn, flow = self.catalogue.tr, self.catalogue.trn, self.flow
        proof = trn("{n} year", "{n} years", IMAGE_PROOF_YEARS)
        columns = [Column(tr("What"), bold=True), Column(tr("Kept"))]
        rows = [
            (
                tr("Name, structure, presence, signed sheet, statements"),
                tr("{duration} after the meeting", duration=self.data.retention_text),
            ),
            (
                tr("E-mail or telephone, commune"),
                tr("{months} months after you last took part, or until you ask", months=CONTACT_MONTHS),
            ),
            (
                tr("All of it on the organiser’s laptop"),
                tr("{days} days after the last meeting of the group", days=LAPTOP_DAYS),
            ),
            (tr("What you need to take part comfortably"), tr("until the day after the meeting")),
            (
                tr("Consent to images"),
                tr("as long as the images are used, and {proof} more", proof=proof),
            ),
            (tr("Record of who changed what"), tr("{months} months", months=LOG_MONTHS)),
            (tr("Figures without names, anonymous evaluations"), tr("without limit")),
        ]
        flow.heading(tr("How long they are kept"))
        flow.table(columns, rows)

    def add_rights(self) -> None:
        """Say what people may ask for, how, and where to complain."""
        tr, flow = self.catalogue.tr, self.flow
        with flow.together():
            flow.heading(tr("Your rights"))
            flow.paragraph(
                tr(
                    "You may see your data, take them away in a file, have them corrected, erased or set "
                    "aside, object to their use, and take back at any time what you agreed to. Tell the "
                    "organiser, or write to the contact above: you have an answer within a month."
                )
            )
            flow.paragraph(tr("You may also complain to the CNIL: www.cnil.fr."))
