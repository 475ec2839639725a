"""The blocks of a flow as parts: titles, paragraphs, lists, fields, lines and areas to write on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, width_mm
from organiser_kit.documents.toolkit.parts import Part, together
from organiser_kit.documents.toolkit.reading import Reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.documents.toolkit.fitting import FittedText
    from organiser_kit.documents.toolkit.style import Style

TIGHT = 1.15
"""The spacing of titles and headings."""
_LINES_TOGETHER = 6
_LABEL_SHARE = 0.32
_WHO_SHARE = 0.0215
"""Of the width, for each point of the letters: large print needs more room for the same words."""
_PADDING = 2.5


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing to tick: what, by when and who does it, the two last shown where there are any."""

    text: str
    due: str = ""
    who: str = ""
    done: bool = False


class Blocks:
    """Makes parts ``width`` mm wide in one style. Measuring needs the paper: it notes missing characters."""

    def __init__(self, paper: Paper, style: Style, width: float) -> None:
        self._paper = paper
        self.style = style
        self.width = width

    def wrap(self, text: str, width: float, *, points: float = 0.0, face: Face = Face.REGULAR) -> FittedText:
        """Return ``text`` on lines of ``width`` mm, in the size of ordinary text unless said otherwise."""
        spacing = TIGHT if points > self.style.subheading else self.style.spacing
        return self._paper.wrapped(text, width, points=points or self.style.text, face=face, spacing=spacing)

    def heading(self, text: str, level: int) -> list[Part]:
        """Return a title (0), a heading (1) or a subheading (2); the two last stay with what follows."""
        style = self.style
        points = (style.title, style.heading, style.subheading)[level]
        reads = (Reads.TITLE, Reads.HEADING, Reads.SUBHEADING)[level]
        fitted = self.wrap(text, self.width, points=points, face=Face.BOLD)
        gap = (style.gap, style.above_heading, style.above_heading * 0.6)[level]

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.add(reads, text)
            paper.lines(fitted, box)
            if level == 1:
                paper.bookmark(text)

        return [Part(fitted.height + style.gap * 0.25, draw, gap, stays=True)]

    def paragraph(self, text: str, *, face: Face, points: float) -> list[Part]:
        """Return a paragraph; a long one may be cut between its lines, never leaving one alone."""
        fitted = self.wrap(text, self.width, points=points, face=face)
        return self._runs(text, fitted, 0.0, Reads.TEXT)

    def items(self, texts: Sequence[str], *, numbered: bool) -> list[Part]:
        """Return a list with bullets or numbers."""
        indent = self.style.text * (0.68 if numbered else 0.5)
        parts: list[Part] = []
        for number, text in enumerate(texts, start=1):
            fitted = self.wrap(text, self.width - indent)
            mark = f"{number}." if numbered else ""
            reads = Reads.STEP if numbered else Reads.ITEM
            runs = self._runs(text, fitted, indent, reads, mark)
            parts += runs if number == 1 else [_closer(runs[0], self.style.gap * 0.45), *runs[1:]]
        return parts

    def _runs(
        self, text: str, fitted: FittedText, indent: float, reads: Reads, mark: str | None = None
    ) -> list[Part]:
        """Return the lines of a text in runs that stay whole; the text is read where it begins."""
        cuts = list(range(0, max(len(fitted.lines) - 1, 1), _LINES_TOGETHER))
        ends = [*cuts[1:], len(fitted.lines)]
        parts: list[Part] = []
        for start, end in zip(cuts, ends, strict=True):
            run = fitted.part(start, end)

            def draw(paper: Paper, box: Box, run: FittedText = run, begins: bool = start == 0) -> None:
                if begins:
                    paper.reading.add(reads, text)
                    self._mark(paper, box, fitted, mark)
                paper.lines(run, Box(box.x + indent, box.y, box.w - indent, box.h))

            parts.append(Part(run.height, draw, self.style.gap if start == 0 else 0.0))
        return parts

    def _mark(self, paper: Paper, box: Box, fitted: FittedText, mark: str | None) -> None:
        if mark is None:
            return
        if mark:
            line = Box(box.x, box.y, box.w, fitted.leading)
            paper.lines(self.wrap(mark, box.w, face=Face.BOLD), line)
            return
        side = 0.2 * self.style.text / POINTS_PER_MM * 1.2
        middle = box.y + fitted.leading / 2 + 0.1 * self.style.text / POINTS_PER_MM
        paper.fill([Box(box.x + side, middle - side / 2, side, side)])

    def ticks(self, ticks: Sequence[Tick]) -> list[Part]:
        """Return boxes to tick, each with its text, and a column for when and for who if any says so."""
        side = 0.95 * self.style.text / POINTS_PER_MM
        widths = [side * 1.75, 0.0]
        widths += [0.0 if not any(t.due for t in ticks) else self.width * 0.2]
        widths += [0.0 if not any(t.who for t in ticks) else self.width * _WHO_SHARE * self.style.text]
        widths[1] = self.width - sum(widths)
        return [
            _closer(self._tick(tick, side, widths), self.style.gap * (1.0 if index == 0 else 0.55))
            for index, tick in enumerate(ticks)
        ]

    def _tick(self, tick: Tick, side: float, widths: Sequence[float]) -> Part:
        texts = (tick.text, tick.due, tick.who)
        fitted = [
            self.wrap(text, width - 2.0) if text else None
            for text, width in zip(texts, widths[1:], strict=True)
        ]
        height = max(text.height for text in fitted if text)

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.add(Reads.TICKED if tick.done else Reads.TICK, *_joined(texts))
            square = _draw_square(paper, box, fitted[0].leading if fitted[0] else side, side)
            if tick.done:
                inner = square.inset(side * 0.2)
                paper.line(inner.x, inner.y, inner.right, inner.bottom, width=0.5)
                paper.line(inner.x, inner.bottom, inner.right, inner.y, width=0.5)
            x = box.x + widths[0]
            for text, width in zip(fitted, widths[1:], strict=True):
                if text:
                    paper.lines(text, Box(x, box.y, width - 2.0, box.h))
                x += width

        return Part(height, draw)

    def choices(self, texts: Sequence[str], columns: int) -> list[Part]:
        """Return boxes to tick, ``columns`` side by side, each with its text."""
        rows = [texts[start : start + columns] for start in range(0, len(texts), columns)]
        return [
            _closer(self._choice_row(row, columns), self.style.gap * (0.6 if index == 0 else 0.4))
            for index, row in enumerate(rows)
        ]

    def _choice_row(self, texts: Sequence[str], columns: int) -> Part:
        side = 0.95 * self.style.text / POINTS_PER_MM
        width = self.width / columns
        fitted = [self.wrap(text, width - side * 1.75 - 2.0) for text in texts]

        def draw(paper: Paper, box: Box) -> None:
            for index, (text, lines) in enumerate(zip(texts, fitted, strict=True)):
                place = Box(box.x + index * width, box.y, width, box.h)
                paper.reading.add(Reads.TICK, text)
                _draw_square(paper, place, lines.leading, side)
                paper.lines(lines, Box(place.x + side * 1.75, place.y, place.w - side * 1.75, place.h))

        return Part(max(lines.height for lines in fitted), draw)

    def fields(self, fields: Sequence[tuple[str, str]], label_width: float) -> list[Part]:
        """Return labels and beside each, in bold, its value."""
        left = label_width or self.width * _LABEL_SHARE
        return [
            _closer(self._field(label, value, left), self.style.gap * (1.0 if index == 0 else 0.45))
            for index, (label, value) in enumerate(fields)
        ]

    def _field(self, label: str, value: str, left: float) -> Part:
        label_text = self.wrap(label, left - _PADDING)
        value_text = self.wrap(value, self.width - left, face=Face.BOLD)

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.add(Reads.FIELD, label, value)
            paper.lines(label_text, Box(box.x, box.y, left - _PADDING, box.h))
            paper.lines(value_text, Box(box.x + left, box.y, box.w - left, box.h))

        return Part(max(label_text.height, value_text.height), draw)

    def blanks(self, labels: Sequence[str]) -> Part:
        """Return labels side by side, each followed by a line to write on."""
        share = (self.width - 4.0 * (len(labels) - 1)) / len(labels)
        fitted = [
            self.wrap(label, min(width_mm(label, Face.REGULAR, self.style.text) + 0.5, share * 0.7))
            for label in labels
        ]
        height = max(self.style.writing_line, *(text.height for text in fitted))

        def draw(paper: Paper, box: Box) -> None:
            for index, (label, text) in enumerate(zip(labels, fitted, strict=True)):
                x = box.x + index * (share + 4.0)
                widest = max(width_mm(line, text.face, text.points) for line in text.lines)
                paper.reading.add(Reads.BLANK, label)
                paper.lines(text, Box(x, box.bottom - text.height, widest, text.height))
                base = box.bottom - 0.28 * text.leading
                paper.line(x + widest + 1.5, base, x + share, base, width=0.2)

        return Part(height, draw, self.style.gap * 0.4)

    def writing_area(self, label: str, lines: int, *, ruled: bool) -> list[Part]:
        """Return a label above lines to write on, or above an empty frame as high."""
        step = self.style.writing_line
        head = self.wrap(label, self.width, face=Face.BOLD) if label else None

        def draw_label(paper: Paper, box: Box) -> None:
            paper.reading.add(Reads.BLANK, label)
            if head:
                paper.lines(head, box)

        def draw_line(paper: Paper, box: Box) -> None:
            paper.line(box.x, box.bottom, box.right, box.bottom, width=0.2, grey=HAIRLINE_GREY)

        def draw_frame(paper: Paper, box: Box) -> None:
            paper.frame(box, width=0.25)

        above = [Part(head.height, draw_label, self.style.gap * 1.3, stays=True)] if head else []
        if not ruled:
            return together([*above, Part(lines * step, draw_frame, self.style.gap * 0.5)])
        return [*above, *together([Part(step, draw_line) for _ in range(lines)])]


def _draw_square(paper: Paper, box: Box, first_line: float, side: float) -> Box:
    """Draw a square to tick at the left of the first line of ``box``; return where it stands."""
    square = Box(box.x, box.y + (first_line - side) / 2 + 0.3, side, side)
    paper.frame(square, width=0.3)
    return square


def _closer(part: Part, gap: float) -> Part:
    return Part(part.height, part.draw, gap, part.stays, part.head, part.breaks)


def _joined(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts there are, apart for the eye and for the ear."""
    return (" — ".join(text for text in texts if text),)
