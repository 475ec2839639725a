"""The checklist of a meeting: what is to be done before, during and after, day by day, to tick off."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.flow import Flow, Tick, meeting_head
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, width_mm
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import style_for
from organiser_kit.rules.wording import day_and_month, long_date, time_range

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from organiser_kit.documents.data.checklist import ChecklistData, ChecklistTask, RoleHolder
    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

_ROLE_SHARE = 0.37
_OWN_LINES = 2
_SHORT_NAME = 0.19
"""Of the width: names up to this fit a line of the column that says who."""


def render(data: ChecklistData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the checklist of one meeting."""
    tr = catalogue.tr
    title = tr("Checklist")
    phases = ((tr("Before"), data.before), (tr("During the meeting"), data.during), (tr("After"), data.after))
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.notes += data.notes
        flow = Flow(draft, style_for(large_print), meeting_head(title, data.meeting, catalogue))
        if data.holders:
            _add_holders(flow, draft.paper, data.holders, catalogue)
        for heading, tasks in phases:
            flow.heading(heading)
            _add_tasks(flow, tasks, data.meeting, catalogue)
            _add_own(flow, draft.paper, catalogue)
        flow.draw()
    return draft.finished(len(data.before) + len(data.during) + len(data.after))


def _add_holders(flow: Flow, paper: Paper, holders: Sequence[RoleHolder], catalogue: Catalogue) -> None:
    """Add who has which role; where nobody has it yet, a line to write a name on."""
    with flow.together():
        flow.heading(catalogue.tr("Who does what"))
        for holder in holders:
            if holder.names:
                flow.fields([(holder.role, names_text(holder.names))], label_width=flow.width * _ROLE_SHARE)
            else:
                _add_nobody(flow, paper, holder.role)


def _add_nobody(flow: Flow, paper: Paper, role: str) -> None:
    style, left = flow.style, flow.width * _ROLE_SHARE
    label = paper.wrapped(role, left - 2.5, points=style.text, spacing=style.spacing)

    def draw(paper: Paper, box: Box) -> None:
        paper.reading.add(Reads.BLANK, role)
        paper.lines(label, Box(box.x, box.bottom - label.height, left, label.height))
        base = box.bottom - 0.28 * label.leading
        paper.line(box.x + left, base, box.right, base, width=0.2)

    flow.drawing(max(style.writing_line * 0.85, label.height), draw, gap=style.gap * 0.3)


def _add_tasks(
    flow: Flow, tasks: Sequence[ChecklistTask], meeting: MeetingDetails, catalogue: Catalogue
) -> None:
    for due, those in groupby(tasks, key=lambda task: task.due):
        flow.subheading(_day(due, meeting, catalogue))
        flow.ticks([Tick(task.text, who=_who(flow, task, catalogue), done=task.done) for task in those])


def _day(due: date, meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return the day with a capital; the day of the meeting with its hours, another year's with its year."""
    when = day_and_month(due, catalogue) if due.year == meeting.starts_at.year else long_date(due, catalogue)
    if due == meeting.starts_at.date():
        hours = time_range(meeting.starts_at, meeting.ends_at, catalogue)
        when = catalogue.tr("{day}, meeting {hours}", day=when, hours=hours)
    return when[:1].upper() + when[1:]


def _who(flow: Flow, task: ChecklistTask, catalogue: Catalogue) -> str:
    if not task.names:
        return task.who
    names = ", ".join(_whole(flow, contact_free(phrases.full_name(name))) for name in task.names)
    return catalogue.tr("{role}: {names}", role=task.who, names=names)


def _whole(flow: Flow, name: str) -> str:
    """Return a name that is not cut between its words where a line can hold it."""
    fits = width_mm(name, Face.REGULAR, flow.style.text) <= flow.width * _SHORT_NAME
    return name.replace(" ", "\N{NO-BREAK SPACE}") if fits else name


def names_text(names: Sequence[PersonName]) -> str:
    """Return the names of several people on one line."""
    return ", ".join(contact_free(phrases.full_name(name)) for name in names)


def _add_own(flow: Flow, paper: Paper, catalogue: Catalogue) -> None:
    """Add boxes with a line for what no kit can know."""
    with flow.together():
        for number in range(_OWN_LINES):
            _add_own_line(flow, paper, catalogue.tr("Also:") if number == 0 else "")


def _add_own_line(flow: Flow, paper: Paper, label: str) -> None:
    style = flow.style
    side = 0.95 * style.text / POINTS_PER_MM
    indent = side * 1.75
    fitted = paper.wrapped(label, flow.width - indent, points=style.text)
    taken = indent + (width_mm(label, Face.REGULAR, style.text) + 2.0 if label else 0.0)

    def draw(paper: Paper, box: Box) -> None:
        base = box.bottom - 1.2
        paper.reading.add(Reads.BLANK, label)
        paper.frame(Box(box.x, base - side, side, side), width=0.3)
        paper.lines(fitted, Box(box.x + indent, base - side, box.w - indent, side), middle=True)
        paper.line(box.x + taken, base, box.right, base, width=0.2)

    flow.drawing(style.writing_line, draw, gap=style.gap * (1.0 if label else 0.2))
