"""The first page of a timeline: what the meeting is for, and every activity on a line with its hour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from organiser_kit.documents.checklist import names_text
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, Align
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, width_mm
from organiser_kit.rules.wording import clock_time, duration

if TYPE_CHECKING:
    from organiser_kit.documents.data.timeline import TimelineData
    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.documents.toolkit.flow import Flow
    from organiser_kit.i18n import Catalogue

_GAP = 5.0
"""Millimetres between two columns."""


@dataclass(frozen=True)
class Overview:
    """Adds the overview to a flow; ``points`` is the size of its letters."""

    flow: Flow
    paper: Paper
    data: TimelineData
    catalogue: Catalogue
    points: float

    def add(self) -> None:
        """Add what the meeting is for, who keeps the time, and the activities with their hours."""
        self._add_about()
        self._add_head()
        for activity in self.data.activities:
            clock = clock_time(activity.starts_at, self.catalogue)
            self._add_row(clock, activity.title, duration(activity.minutes, self.catalogue))
        tr = self.catalogue.tr
        self._add_row(clock_time(self.data.meeting.ends_at, self.catalogue), tr("End of the meeting"), "")
        self.flow.paragraph(
            tr("Warn five minutes before each activity ends. What to say then is written with the activity.")
        )

    def _add_about(self) -> None:
        tr, data = self.catalogue.tr, self.data
        self.flow.paragraph(data.aim, face=Face.BOLD)
        if data.planned_minutes != data.meeting.duration_minutes:
            self.flow.paragraph(
                tr(
                    "The kit is made for {planned}; here every activity keeps its share of {length}.",
                    planned=duration(data.planned_minutes, self.catalogue),
                    length=duration(data.meeting.duration_minutes, self.catalogue),
                )
            )
        if data.timekeepers:
            self.flow.fields([(tr("Timekeeper:"), names_text(data.timekeepers))])
        else:
            self.flow.blanks(tr("Timekeeper:"))

    @cached_property
    def _headings(self) -> tuple[str, str, str, str]:
        tr = self.catalogue.tr
        return (tr("Time"), tr("Activity"), tr("Length"), tr("Actual time"))

    @cached_property
    def _widths(self) -> tuple[float, float, float, float]:
        """Return the widths of the columns in mm; activities take what hours and lengths leave."""
        clocks = [clock_time(one.starts_at, self.catalogue) for one in self.data.activities]
        lengths = [duration(one.minutes, self.catalogue) for one in self.data.activities]
        time, _, length, actual = self._headings
        return (self._widest(clocks, time), 0.0, self._widest(lengths, length), self._widest([], actual))

    def _widest(self, texts: list[str], heading: str) -> float:
        widths = [width_mm(text, Face.BOLD, self.points) for text in texts]
        return max(*widths, width_mm(heading, Face.BOLD, self.flow.style.text), 0.0) + _GAP

    def _add_head(self) -> None:
        points = self.flow.style.text

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.table(self._headings)
            for place, cell in enumerate(box.columns(*self._widths)):
                heading = paper.wrapped(self._headings[place], cell.w, points=points, face=Face.BOLD)
                paper.lines(heading, cell, align=Align.RIGHT if place >= 2 else Align.LEFT, middle=True)
            paper.line(box.x, box.bottom, box.right, box.bottom, width=0.5)

        self.flow.drawing(1.8 * points / POINTS_PER_MM, draw, gap=self.flow.style.above_heading * 0.8)

    def _add_row(self, clock: str, title: str, length: str) -> None:
        shown = ((clock, Face.BOLD), (title, Face.BOLD), (length, Face.REGULAR))
        cells = Box(0.0, 0.0, self.flow.width, 1.0).columns(*self._widths)
        fitted = [
            self.paper.wrapped(text, cell.w - 2.0, points=self.points, face=face)
            for (text, face), cell in zip(shown, cells, strict=False)
        ]

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.table(self._headings)
            paper.reading.row((clock, title, length, ""))
            *texts, actual = box.columns(*self._widths)
            for place, (text, cell) in enumerate(zip(fitted, texts, strict=True)):
                paper.lines(text, cell, align=Align.RIGHT if place == 2 else Align.LEFT, middle=True)
            frame = Box(actual.x + _GAP, box.y + 1.2, actual.w - _GAP, box.h - 2.4)
            paper.frame(frame, width=0.2, grey=HAIRLINE_GREY)
            paper.line(box.x, box.bottom, box.right, box.bottom, grey=HAIRLINE_GREY)

        # Small letters mean that there are many rows: they stand closer.
        white = self.points / self.flow.style.text - 0.5
        height = max(text.height for text in fitted) + white * self.points / POINTS_PER_MM
        self.flow.drawing(height, draw, gap=0.0)
