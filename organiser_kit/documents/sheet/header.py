"""The head of every page of a sign-in sheet: what is being signed, when, where, and who answers for it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from organiser_kit.codes.sheet import build
from organiser_kit.documents import phrases
from organiser_kit.documents.sheet.style import HEADER_TOP, LEFT, TITLE_BAND, WIDTH, SheetStyle
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import Align
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.furniture import draw_field, draw_logo, draw_signature_area, draw_tick
from organiser_kit.documents.toolkit.qr import draw_code
from organiser_kit.rules.wording import HalfDay, half_day, half_day_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName
    from organiser_kit.documents.data.sheet import SignInSheetData
    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.i18n import Catalogue

CODE_BOX = Box(251.5, 6.5, 24.0, 24.0)
# Millimetres to sign one's name in: enough height is sought first, in areas not narrower than this.
SIGNATURE_HEIGHT = 12.0
NARROWEST_AREA = 26.0
_SUBTITLE = 6.0  # one line of large print
_INSIDE_MARKERS = 21.0


def draw_header(
    paper: Paper, data: SignInSheetData, style: SheetStyle, page: SheetPage, catalogue: Catalogue
) -> None:
    """Draw the head of ``page``."""
    draw_code(paper, build(page), CODE_BOX)
    band = Box(_INSIDE_MARKERS, HEADER_TOP, CODE_BOX.x - _INSIDE_MARKERS - 2.0, TITLE_BAND)
    _draw_title(paper, data, style, band, catalogue)
    top = HEADER_TOP + TITLE_BAND
    _draw_fields(
        paper,
        data,
        style,
        Box(LEFT, top, style.fields_right - LEFT, style.header_bottom - 1 - top),
        catalogue,
    )
    left = style.fields_right + 3.0
    areas = Box(left, CODE_BOX.bottom, LEFT + WIDTH - left, style.header_bottom - 2.0 - CODE_BOX.bottom)
    _draw_people(paper, data, style, areas, catalogue)


def _draw_title(
    paper: Paper, data: SignInSheetData, style: SheetStyle, band: Box, catalogue: Catalogue
) -> None:
    first = data.meetings[0]
    logo_box, text_box = band.columns(30.0, 0, gap=4.0)
    if not (first.logo and draw_logo(paper, first.logo, first.structure_name, logo_box, catalogue)):
        text_box = band
    above, below = text_box.rows(0, _SUBTITLE)
    tr = catalogue.tr
    title, reference = above.columns(0, above.w * (0.34 if len(data.meetings) == 1 else 0.43), gap=3.0)
    name = tr("RECAP SHEET OF THE MODULE") if data.is_recap else tr("SIGN-IN SHEET")
    paper.text(name, title, points=style.title, face=Face.BOLD, keep=8, middle=True)
    number = tr("Ref. {number}", number=data.sheet_no)
    paper.text(number, reference, points=style.text, align=Align.RIGHT, middle=True, keep=6)
    subtitle, ticks = below.columns(0, 7.2 * style.text, gap=3.0)
    text = tr("{training} meeting", training=first.title)
    paper.text(text, subtitle, points=style.text, middle=True, keep=style.text * 0.7)
    _draw_half_days(paper, data.meetings, style, ticks, catalogue)


def _draw_half_days(
    paper: Paper, meetings: tuple[MeetingDetails, ...], style: SheetStyle, box: Box, catalogue: Catalogue
) -> None:
    held = {half_day(meeting.starts_at) for meeting in meetings}
    for half, area in zip(HalfDay, box.columns(box.w * 0.31, box.w * 0.38, 0), strict=True):
        draw_tick(paper, half_day_label(half, catalogue), area, ticked=half in held, points=style.text)


def _draw_fields(
    paper: Paper, data: SignInSheetData, style: SheetStyle, box: Box, catalogue: Catalogue
) -> None:
    tr = catalogue.tr
    dates = [_rank_and_date(meeting, catalogue) for meeting in data.meetings]
    fields = [
        (_host_label(data, catalogue), _each(phrases.host(meeting, catalogue) for meeting in data.meetings)),
        (tr("Training:"), _each(phrases.training(meeting, catalogue) for meeting in data.meetings)),
        *((tr("Date and times:"), date) for date in dates),
        (tr("Place:"), _each(contact_free(phrases.where(meeting)) for meeting in data.meetings)),
    ]
    for (label, value), area in zip(fields, box.rows(*[0.0] * len(fields)), strict=True):
        draw_field(paper, label, value, area, label_width=style.label, points=style.text, keep=style.one_line)


def _host_label(data: SignInSheetData, catalogue: Catalogue) -> str:
    hosted = any(meeting.is_hosted for meeting in data.meetings)
    return catalogue.tr("Host structure:") if hosted else catalogue.tr("Group:")


def _rank_and_date(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    return catalogue.tr(
        "{meeting} — {date}",
        meeting=phrases.which_meeting(meeting, catalogue),
        date=phrases.when(meeting, catalogue),
    )


def _each(texts: Iterable[str]) -> str:
    """Return the different texts on one line."""
    return " · ".join(dict.fromkeys(texts))


def _draw_people(
    paper: Paper, data: SignInSheetData, style: SheetStyle, box: Box, catalogue: Catalogue
) -> None:
    """Draw one area to sign for every organiser and facilitator, and for a trainer where there is one.

    Where nobody is known the area has no name yet.
    """
    organiser, facilitator = catalogue.tr("Organiser"), catalogue.tr("Facilitator")
    areas = [
        *_signatories(organiser, [m.organisers for m in data.meetings], phrases.full_name),
        *_signatories(facilitator, [m.facilitators for m in data.meetings], phrases.name_and_structure),
    ]
    if data.trainer:
        areas.append((catalogue.tr("Trainer"), ""))
    for (label, name), area in zip(areas, _grid(box, len(areas), style.text), strict=False):
        signature = catalogue.tr("{role} — signature:", role=label)
        draw_signature_area(paper, signature, name, area, points=style.text)


def _signatories(
    label: str, people: list[tuple[PersonName, ...]], wording: Callable[[PersonName], str]
) -> list[tuple[str, str]]:
    named = dict.fromkeys(contact_free(wording(person)) for group in people for person in group)
    return [(label, name) for name in named or [""]]


def _grid(box: Box, count: int, points: float) -> list[Box]:
    """Return one area a person: wide enough for a name first, then high enough for a signature."""
    across = min(count, max(1, int(box.w / (4.7 * points))))
    while (
        across < count
        and box.h / ceil(count / across) < SIGNATURE_HEIGHT
        and box.w / (across + 1) >= NARROWEST_AREA
    ):
        across += 1
    rows = box.rows(*[0.0] * ceil(count / across), gap=0.8)
    return [area for row in rows for area in row.columns(*[0.0] * across, gap=1.2)]
