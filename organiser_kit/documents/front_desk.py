"""The list for the front desk of the host building: names only, to tick as people arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.canvas import Align, drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.flow import Column, Flow, PageHead, on_fewest_pages
from organiser_kit.documents.toolkit.style import style_for
from organiser_kit.rules.wording import display_name, long_date, time_range

if TYPE_CHECKING:
    from organiser_kit.documents.data.front_desk import FrontDeskData
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_ROW, _BLANK_ROW = 7.6, 10.0
"""So that a group of 25 stands on one page, and the lines for others on the next."""
_TICK, _NUMBER = 12.0, 14.0


def render(data: FrontDeskData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the list of the people expected, then lines for those who are not on it."""
    title = catalogue.tr("List for the front desk")
    meeting = data.meeting
    with drafting(title, meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        about = (phrases.training_and_meeting(meeting, catalogue),)
        head = PageHead(title, meeting.structure_name, about, meeting.logo)

        def build(style: Style) -> Flow:
            flow = Flow(draft, style, head)
            _add_facts(flow, data, catalogue)
            _add_people(flow, data, catalogue)
            _add_others(flow, data, catalogue)
            return flow

        on_fewest_pages(style_for(large_print), build).draw()
    return draft.finished(len(data.people))


def _add_facts(flow: Flow, data: FrontDeskData, catalogue: Catalogue) -> None:
    tr, meeting = catalogue.tr, data.meeting
    hours = time_range(meeting.starts_at, meeting.ends_at, catalogue)
    when = tr("{day}, {hours}", day=long_date(meeting.starts_at, catalogue), hours=hours)
    organisers = ", ".join(contact_free(phrases.full_name(person)) for person in meeting.organisers)
    whom = tr("Whom to call inside:")
    facts = [
        (tr("When:"), when),
        (tr("Where:"), contact_free(_room(meeting))),
        (tr("Expected:"), catalogue.trn("{n} person", "{n} people", len(data.people))),
        (whom, organisers),
    ]
    flow.fields([(label, value) for label, value in facts if value])
    if not organisers:
        flow.blanks(whom)


def _room(meeting: MeetingDetails) -> str:
    return ", ".join(filter(None, (meeting.venue_name, meeting.room)))


def _add_people(flow: Flow, data: FrontDeskData, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    flow.paragraph(tr("Please tick those who arrive and show them the way to the room."))
    columns = [
        Column("", _TICK, tick=True),
        Column(tr("No."), _NUMBER, Align.RIGHT),
        Column(tr("Family name"), bold=True),
        Column(tr("Given name")),
    ]
    rows = [
        (
            "",
            str(number),
            display_name(contact_free(person.family_name), ""),
            contact_free(" ".join(person.given_name.split())),
        )
        for number, person in enumerate(data.people, start=1)
    ]
    if rows:
        flow.table(columns, rows, row_height=_ROW)


def _add_others(flow: Flow, data: FrontDeskData, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    with flow.together():
        flow.subheading(tr("People who are not on the list"))
        flow.paragraph(
            tr(
                "They may be welcome too: write down their name and call the person named at the top of "
                "this list."
            )
        )
    columns = [Column("", _TICK, tick=True), Column(tr("Family name")), Column(tr("Given name"))]
    flow.table(columns, [("", "", "")] * data.blank_rows, row_height=_BLANK_ROW)
    flow.paragraph(
        tr(
            "This list is for the front desk on that day only. Please keep it out of sight of visitors, "
            "and give it to the organiser when the meeting is over."
        ),
        points=flow.style.small,
    )
