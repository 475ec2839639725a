"""The timeline of a meeting, for whoever keeps the time.

The first page is an overview that is read from arm's length; then each activity stands whole, with what to
do, what it needs, what to say at its end, and what to do where something is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.timeline_overview import Overview
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import FILL_GREY, Align, drafting
from organiser_kit.documents.toolkit.flow import Flow, meeting_head
from organiser_kit.documents.toolkit.fonts import Face, width_mm
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import style_for
from organiser_kit.rules.wording import clock_time, duration, time_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.data.timeline import TimelineActivity, TimelineData
    from organiser_kit.documents.toolkit.canvas import Draft, Paper, RenderedDocument
    from organiser_kit.documents.toolkit.flow import PageHead
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_LABEL_SHARE = 0.22
_BAR = 1.2
_OVERVIEW_SIZES = (1.7, 1.5, 1.3, 1.15)
"""Of the letters of the overview, in sizes of ordinary text."""


def render(data: TimelineData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the timeline of one meeting."""
    title = catalogue.tr("Timeline of the meeting")
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.notes += data.notes
        head = meeting_head(title, data.meeting, catalogue, reference=data.source)
        style = style_for(large_print)
        flow = _with_overview(draft, data, style, head, catalogue)
        flow.page_break()
        _Activities(flow, draft.paper, catalogue).add(data.activities)
        flow.draw()
    return draft.finished(len(data.activities))


def _with_overview(
    draft: Draft, data: TimelineData, style: Style, head: PageHead, catalogue: Catalogue
) -> Flow:
    """Return a flow with the overview, in the largest letters in which a page holds it."""
    flows = (_overview(draft, data, style, head, catalogue, size) for size in _OVERVIEW_SIZES)
    on_one_page = next((flow for flow in flows if flow.pages == 1), None)
    return on_one_page or _overview(draft, data, style, head, catalogue, 1.0)


def _overview(
    draft: Draft, data: TimelineData, style: Style, head: PageHead, catalogue: Catalogue, size: float
) -> Flow:
    flow = Flow(draft, style, head)
    Overview(flow, draft.paper, data, catalogue, style.text * size).add()
    return flow


class _Activities:
    def __init__(self, flow: Flow, paper: Paper, catalogue: Catalogue) -> None:
        self._flow = flow
        self._paper = paper
        self._catalogue = catalogue
        self._style = flow.style

    def add(self, activities: Sequence[TimelineActivity]) -> None:
        """Add each activity whole."""
        for number, activity in enumerate(activities):
            with self._flow.together():
                self._add_activity(activity, gap=self._style.above_heading * 1.3 if number else 0.0)

    def _add_activity(self, activity: TimelineActivity, *, gap: float) -> None:
        tr = self._catalogue.tr
        self._add_band(activity, gap)
        self._flow.steps(activity.steps)
        if activity.material:
            self._add_labelled(tr("Material"), " · ".join(activity.material))
        for label, text in (
            (tr("Without network"), activity.without_network),
            (tr("Without computers"), activity.without_computers),
            (tr("Without a facilitator"), activity.without_facilitator),
        ):
            if text:
                self._add_labelled(label, text)
        self._add_say(activity)

    def _add_band(self, activity: TimelineActivity, gap: float) -> None:
        """Add the head of an activity: its hours, its title, its length, on grey from edge to edge."""
        style, hours = self._style, time_range(activity.starts_at, activity.ends_at, self._catalogue)
        length = duration(activity.minutes, self._catalogue)
        left = width_mm(hours, Face.BOLD, style.heading) + 7.0
        right = width_mm(length, Face.REGULAR, style.heading) + 5.0
        title = self._paper.wrapped(
            activity.title,
            self._flow.width - left - right,
            points=style.heading,
            face=Face.BOLD,
            spacing=1.15,
        )
        bookmark = f"{hours} — {activity.title}"

        def draw(paper: Paper, box: Box) -> None:
            paper.fill([box], grey=FILL_GREY)
            paper.reading.add(Reads.HEADING, bookmark)
            paper.reading.add(Reads.TEXT, length)
            paper.bookmark(bookmark)
            when, what, how_long = box.inset(2.5, 0.0).columns(left - 2.5, 0.0, right - 2.5)
            for text, cell, face, align in (
                (hours, when, Face.BOLD, Align.LEFT),
                (length, how_long, Face.REGULAR, Align.RIGHT),
            ):
                fitted = paper.wrapped(text, cell.w, points=style.heading, face=face, spacing=1.15)
                paper.lines(fitted, cell, align=align, middle=True)
                if align is Align.LEFT:
                    paper.lines(title, what, middle=True)

        self._flow.drawing(title.height + 3.2, draw, gap=gap)

    def _add_labelled(self, label: str, text: str) -> None:
        """Add a label in bold and, beside it, a text of any length."""
        style, left = self._style, self._flow.width * _LABEL_SHARE
        name = self._paper.wrapped(
            label, left - 3.0, points=style.text, face=Face.BOLD, spacing=style.spacing
        )
        said = self._paper.wrapped(text, self._flow.width - left, points=style.text, spacing=style.spacing)

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.add(Reads.FIELD, label, text)
            paper.lines(name, Box(box.x, box.y, left - 3.0, name.height))
            paper.lines(said, Box(box.x + left, box.y, box.w - left, said.height))

        self._flow.drawing(max(name.height, said.height), draw, gap=style.gap * 0.8)

    def _add_say(self, activity: TimelineActivity) -> None:
        """Add what the timekeeper says, behind a thick bar, in larger letters."""
        style = self._style
        label = self._catalogue.tr("At {time}, say:", time=clock_time(activity.ends_at, self._catalogue))
        said = self._catalogue.tr("“{words}”", words=activity.say)
        width = self._flow.width - 5.0
        above = self._paper.wrapped(label, width, points=style.text, spacing=style.spacing)
        below = self._paper.wrapped(
            said, width, points=style.subheading * 1.05, face=Face.BOLD, spacing=style.spacing
        )

        def draw(paper: Paper, box: Box) -> None:
            paper.fill([Box(box.x, box.y, _BAR, box.h)])
            paper.reading.add(Reads.FIELD, label, said)
            paper.lines(above, Box(box.x + 5.0, box.y, width, above.height))
            paper.lines(below, Box(box.x + 5.0, box.y + above.height, width, below.height))

        self._flow.drawing(above.height + below.height, draw, gap=style.gap * 1.4)
