"""The timeline of a meeting, for whoever keeps the time.

The first page is an overview that is read from arm's length; then each activity stands whole, with what to
do, what it needs, what to say at its end, and what to do where something is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.checklist import names_text
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import FILL_GREY, HAIRLINE_GREY, Align, drafting
from organiser_kit.documents.toolkit.flow import Flow, meeting_head
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, width_mm
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import style_for
from organiser_kit.rules.wording import clock_time, duration, time_range

if TYPE_CHECKING:
    from organiser_kit.documents.data.timeline import TimelineActivity, TimelineData
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

_LABEL_SHARE = 0.22
_BAR = 1.2


def render(data: TimelineData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
    """Return the timeline of one meeting."""
    title = catalogue.tr("Timeline of the meeting")
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        draft.paper.notes += data.notes
        head = meeting_head(title, data.meeting, catalogue, reference=data.source)
        flow = Flow(draft, style_for(large_print), head)
        _Timeline(flow, draft.paper, data, catalogue).add()
        flow.draw()
    return draft.finished(len(data.activities))


class _Timeline:
    def __init__(self, flow: Flow, paper: Paper, data: TimelineData, catalogue: Catalogue) -> None:
        self._flow = flow
        self._paper = paper
        self._data = data
        self._catalogue = catalogue
        self._style = flow.style

    def add(self) -> None:
        """Add the overview, then the activities."""
        self._add_about()
        self._add_overview()
        self._flow.page_break()
        for activity in self._data.activities:
            with self._flow.together():
                self._add_activity(activity)

    def _add_about(self) -> None:
        tr, data = self._catalogue.tr, self._data
        self._flow.paragraph(data.aim, face=Face.BOLD)
        if data.planned_minutes != data.meeting.duration_minutes:
            self._flow.paragraph(
                tr(
                    "The kit is made for {planned}; here every activity keeps its share of {length}.",
                    planned=duration(data.planned_minutes, self._catalogue),
                    length=duration(data.meeting.duration_minutes, self._catalogue),
                )
            )
        if data.timekeepers:
            self._flow.fields([(tr("Timekeeper"), names_text(data.timekeepers))], label_width=40.0)
        else:
            self._flow.blanks(tr("Timekeeper:"))

    # -- the overview

    def _add_overview(self) -> None:
        tr = self._catalogue.tr
        self._headings = (tr("Time"), tr("Activity"), tr("Length"), tr("Began at"))
        self._points = self._style.heading * 1.2
        clocks = [clock_time(one.starts_at, self._catalogue) for one in self._data.activities]
        lengths = [duration(one.minutes, self._catalogue) for one in self._data.activities]
        self._widths = (
            self._widest([*clocks, clock_time(self._data.meeting.ends_at, self._catalogue)], self._headings[0]),
            0.0,
            self._widest(lengths, self._headings[2]),
            self._widest(["00:00 00"], self._headings[3]),
        )
        self._add_overview_head()
        for clock, activity, length in zip(clocks, self._data.activities, lengths, strict=True):
            self._add_overview_row(clock, activity.title, length)
        end = clock_time(self._data.meeting.ends_at, self._catalogue)
        self._add_overview_row(end, tr("End of the meeting"), "")

    def _widest(self, texts: list[str], heading: str) -> float:
        widths = [width_mm(text, Face.BOLD, self._points) for text in texts]
        return max(*widths, width_mm(heading, Face.BOLD, self._style.text), 0.0) + 5.0

    def _add_overview_head(self) -> None:
        style = self._style

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.table(self._headings)
            for place, (heading, cell) in enumerate(
                zip(self._headings, box.columns(*self._widths), strict=True)
            ):
                fitted = paper.wrapped(heading, cell.w, points=style.text, face=Face.BOLD)
                paper.lines(fitted, cell, align=Align.RIGHT if place >= 2 else Align.LEFT, middle=True)
            paper.line(box.x, box.bottom, box.right, box.bottom, width=0.5)

        self._flow.drawing(1.8 * style.text / POINTS_PER_MM, draw, gap=style.above_heading)

    def _add_overview_row(self, clock: str, title: str, length: str) -> None:
        cells = Box(0.0, 0.0, self._flow.width, 1.0).columns(*self._widths)
        fitted = [
            self._paper.wrapped(text, max(cell.w - 2.0, 1.0), points=self._points, face=face)
            for text, cell, face in zip(
                (clock, title, length), cells, (Face.BOLD, Face.BOLD, Face.REGULAR), strict=False
            )
        ]
        height = max(text.height for text in fitted) + 1.1 * self._points / POINTS_PER_MM

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.table(self._headings)
            paper.reading.row((clock, title, length, ""))
            *texts, began = box.columns(*self._widths)
            for place, (text, cell) in enumerate(zip(fitted, texts, strict=True)):
                paper.lines(text, cell, align=Align.RIGHT if place == 2 else Align.LEFT, middle=True)
            paper.frame(began.inset(2.5, box.h * 0.16), width=0.2, grey=HAIRLINE_GREY)
            paper.line(box.x, box.bottom, box.right, box.bottom, grey=HAIRLINE_GREY)

        self._flow.drawing(height, draw, gap=0.0)

    # -- one activity

    def _add_activity(self, activity: TimelineActivity) -> None:
        tr = self._catalogue.tr
        self._add_band(activity)
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

    def _add_band(self, activity: TimelineActivity) -> None:
        """Add the head of an activity: its hours, its title, its length, on grey from edge to edge."""
        style, hours = self._style, time_range(activity.starts_at, activity.ends_at, self._catalogue)
        length = duration(activity.minutes, self._catalogue)
        left = width_mm(hours, Face.BOLD, style.heading) + 7.0
        right = width_mm(length, Face.REGULAR, style.heading) + 5.0
        title = self._paper.wrapped(
            activity.title, self._flow.width - left - right, points=style.heading, face=Face.BOLD, spacing=1.15
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

        self._flow.drawing(title.height + 3.2, draw, gap=style.above_heading * 1.3)

    def _add_labelled(self, label: str, text: str) -> None:
        """Add a label in bold and, beside it, a text of any length."""
        style, left = self._style, self._flow.width * _LABEL_SHARE
        name = self._paper.wrapped(label, left - 3.0, points=style.text, face=Face.BOLD, spacing=style.spacing)
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
