"""The equipment list of a meeting: what to ask the venue for, to bring and to print, with who brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.flow import Align, Column, Flow, Noted, meeting_head
from organiser_kit.documents.toolkit.style import style_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.data.equipment import EquipmentData, EquipmentLine
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.documents.toolkit.table import Cell
    from organiser_kit.i18n import Catalogue

_OWN_ROWS = 3
# Shares of the width, so that large print keeps room for its words.
_NUMBER, _THERE, _WHO, _TICK = 0.12, 0.14, 0.23, 0.09
_LARGE_EXTRA = 0.02


def render(data: EquipmentData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the equipment list of one meeting."""
    tr = catalogue.tr
    title = tr("Equipment list")
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.notes += data.notes
        flow = Flow(draft, style_for(large_print), meeting_head(title, data.meeting, catalogue))
        _add_count(flow, data.people, catalogue)
        extra = _LARGE_EXTRA if large_print else 0.0
        _add_asked(flow, data, extra, catalogue)
        _add_brought(flow, data, extra, catalogue)
        if data.copies:
            _add_printed(flow, data.copies, extra, catalogue)
        flow.draw()
    return draft.finished(len(data.ask) + len(data.bring) + len(data.copies))


def _add_count(flow: Flow, people: int, catalogue: Catalogue) -> None:
    flow.paragraph(
        catalogue.trn(
            "Counted for {n} person, registered or with a role. A group begun counts as one.",
            "Counted for {n} people, registered or with a role. A group begun counts as one.",
            people,
        )
    )


def _add_asked(flow: Flow, data: EquipmentData, extra: float, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    venue = contact_free(data.meeting.venue_name)
    flow.heading(tr("To ask the venue for"))
    flow.paragraph(
        tr("{venue}: write down what is there, and who brings what is not.", venue=venue)
        if venue
        else tr("The meeting has no venue yet: ask as soon as it has one.")
    )
    columns = [
        Column(tr("What"), bold=True),
        _needed(flow, tr("Needed"), extra),
        Column(tr("There"), flow.width * (_THERE + extra)),
        *_to_write(flow, extra, catalogue),
    ]
    rows: list[list[Cell]] = [
        [*_what(line, catalogue), _there(line, catalogue), "" if line.missing else _who(line), ""]
        for line in data.ask
    ]
    flow.table(columns, rows, row_height=flow.style.writing_line)


def _add_brought(flow: Flow, data: EquipmentData, extra: float, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    flow.heading(tr("To bring"))
    columns = [
        Column(tr("What"), bold=True),
        _needed(flow, tr("Needed"), extra),
        *_to_write(flow, extra, catalogue),
    ]
    rows: list[list[Cell]] = [
        [
            Noted(line.name, tr("The venue has {there} of {needed}.", there=line.there, needed=line.needed)),
            str(line.missing),
            _who(line),
            "",
        ]
        for line in data.ask
        if line.missing
    ]
    rows += [[*_what(line, catalogue), _who(line), ""] for line in data.bring]
    rows += [["", "", "", ""]] * _OWN_ROWS
    flow.table(columns, rows, row_height=flow.style.writing_line)


def _add_printed(flow: Flow, copies: Sequence[EquipmentLine], extra: float, catalogue: Catalogue) -> None:
    tr = catalogue.tr
    columns = [
        Column(tr("What"), bold=True),
        _needed(flow, tr("Copies"), extra),
        *_to_write(flow, extra, catalogue),
    ]
    rows: list[list[Cell]] = [[*_what(line, catalogue), _who(line), ""] for line in copies]
    with flow.together():
        flow.heading(tr("To print"))
        flow.paragraph(tr("Print “Handouts”, then copy each sheet as often as is said here."))
        flow.table(columns, rows, row_height=flow.style.writing_line)


def _needed(flow: Flow, heading: str, extra: float) -> Column:
    return Column(heading, flow.width * (_NUMBER + extra), Align.RIGHT, bold=True)


def _to_write(flow: Flow, extra: float, catalogue: Catalogue) -> tuple[Column, Column]:
    return (
        Column(catalogue.tr("Who brings it"), flow.width * (_WHO + extra)),
        Column(catalogue.tr("Done"), flow.width * (_TICK + extra), tick=True),
    )


def _what(line: EquipmentLine, catalogue: Catalogue) -> list[Cell]:
    notes = [counted(line, catalogue), line.note]
    return [Noted(line.name, " ".join(filter(None, notes))), str(line.needed)]


def _who(line: EquipmentLine) -> str:
    return contact_free(line.who)


def counted(line: EquipmentLine, catalogue: Catalogue) -> str:
    """Return how the quantity comes about, as a sentence; nothing where it needs no words."""
    tr = catalogue.tr
    if line.spare and not line.per:
        return tr("{spare} to spare.", spare=line.spare)
    if not line.per:
        return ""
    if line.per == 1:
        each = tr("{n} for each person", n=line.each)
    else:
        each = tr("{n} for {size} people", n=line.each, size=line.per)
    if line.spare:
        return tr("{each}, and {spare} to spare.", each=each, spare=line.spare)
    return tr("{each}.", each=each)


def _there(line: EquipmentLine, catalogue: Catalogue) -> Cell:
    if line.there is None:
        return ""
    if line.missing:
        return Noted(
            catalogue.tr("{there} of {needed}", there=line.there, needed=line.needed),
            catalogue.tr("{n} missing", n=line.missing),
        )
    return Noted(str(line.there), catalogue.tr("enough"))
