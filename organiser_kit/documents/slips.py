"""Slips for people who come without registering: who they are, one contact, and what they agree to.

Two on a page of A4, to cut apart; in large print one. Nothing on them is ticked in advance. Photographs are
agreed to on a form of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import repeat
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.blocks import Tick
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.furniture import draw_cut
from organiser_kit.documents.toolkit.panel import Panel, draw_panel
from organiser_kit.documents.toolkit.style import LARGE, STANDARD
from organiser_kit.rules.retention import CONTACT_MONTHS

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import PersonName
    from organiser_kit.documents.data.slips import SlipsData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_NAME_LABEL = 1.6
"""Millimetres for the label of a name for each point of its size."""
_MARGIN_X, _MARGIN_Y = 17.0, 11.0


@dataclass(frozen=True, slots=True)
class _Format:
    """How slips stand on a page."""

    per_page: int
    style: Style


_STANDARD = _Format(2, replace(STANDARD, title=15, text=10, small=8.5, gap=2.2, writing_line=10))
_LARGE = _Format(1, replace(LARGE, title=22, writing_line=14))


def render(data: SlipsData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return a slip for each person named, or else blank ones; the last page is filled up with blank ones."""
    form = _LARGE if large_print else _STANDARD
    title = catalogue.tr("Contact and consent slips")
    whose: list[PersonName | None] = [*(data.people or repeat(None, data.blank))]
    whose += [None] * (-len(whose) % form.per_page)
    places = Box(0.0, 0.0, *A4_PORTRAIT).rows(*[0.0] * form.per_page)
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        for start in range(0, len(whose), form.per_page):
            draft.paper.next_page()
            for person, place in zip(whose[start : start + form.per_page], places, strict=True):
                box = place.inset(_MARGIN_X, _MARGIN_Y)
                slip = _Slip(data, person, catalogue)
                draw_panel(draft.paper, form.style, box, slip.fill)
            for place in places[1:]:
                draw_cut(draft.paper, place.y)
    return draft.finished(len(whose))


@dataclass(frozen=True, slots=True)
class _Slip:
    """One slip; ``person`` is None where the name is written by hand."""

    data: SlipsData
    person: PersonName | None
    catalogue: Catalogue

    def fill(self, panel: Panel) -> None:
        """Add all that the slip says."""
        tr, blocks, meeting = self.catalogue.tr, panel.blocks, self.data.meeting
        panel.add_owner(meeting.structure_name, meeting.logo, self.catalogue)
        panel.add(*blocks.heading(tr("Welcome! A few words about you"), 0))
        about = phrases.in_short(meeting, self.catalogue)
        panel.add(*blocks.paragraph(about, face=Face.REGULAR, points=panel.style.text))
        self._add_fields(panel)
        self._add_choices(panel)
        panel.add(blocks.blanks((tr("Date:"), tr("Signature:"))))
        panel.add(*blocks.paragraph(self._notice(), face=Face.REGULAR, points=panel.style.small))

    def _add_fields(self, panel: Panel) -> None:
        tr, blocks = self.catalogue.tr, panel.blocks
        if self.person:
            name = contact_free(phrases.full_name(self.person))
            panel.add(*blocks.fields([(tr("Name:"), name)], _NAME_LABEL * panel.style.text))
        else:
            panel.add(blocks.blanks((tr("Family name:"), tr("Given name:"))))
        panel.add(blocks.blanks((tr("Structure, if any:"), tr("Commune:"))))
        panel.add(blocks.blanks((tr("E-mail or telephone, one is enough:"),)))

    def _add_choices(self, panel: Panel) -> None:
        tr, blocks = self.catalogue.tr, panel.blocks
        sentence = tr("Tick only what you agree to; you take part just the same without.")
        panel.add(*blocks.paragraph(sentence, face=Face.BOLD, points=panel.style.text))
        ticks = [
            Tick(
                tr(
                    "I wish to stay in touch with the group: the others may have my contact, for the next "
                    "meetings and to help one another."
                )
            ),
            Tick(
                tr(
                    "I wish to receive news of the {training} training.",
                    training=self.data.meeting.title,
                )
            ),
        ]
        panel.add(*blocks.ticks(ticks))

    def _notice(self) -> str:
        tr, meeting = self.catalogue.tr, self.data.meeting
        contact = self.data.privacy_contact or tr("the organiser")
        sentences = [
            tr(
                "Personal data. {structure} and {training} keep this to organise the meetings of the group "
                "and to write your statement (legitimate interest), and use your contact for what you "
                "ticked (consent).",
                structure=meeting.structure_name,
                training=meeting.title,
            ),
            tr("Your name is needed for a statement; all the rest is up to you."),
            tr("Who sees them: the organiser and the regional coordination."),
            tr("Your contact is erased {months} months after you last took part.", months=CONTACT_MONTHS),
            tr(
                "To see, correct or erase your data, to object, or to take back what you ticked, at any "
                "time: {contact}.",
                contact=contact,
            ),
            tr("Complaints: www.cnil.fr."),
            tr("The full notice is on the wall."),
        ]
        return " ".join(sentences)
