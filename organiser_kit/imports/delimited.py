"""CSV files: which delimiter, where a record ends, and what to do with a quotation mark nobody closed."""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.imports.heading_line import best_heading_line
from organiser_kit.imports.limits import MAX_COLUMNS, MAX_LINE_CHARS, MAX_LINES, MAX_RECORD_LINES
from organiser_kit.imports.lines import Line
from organiser_kit.imports.text_encoding import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DELIMITERS = (";", ",", "\t")
_SAMPLE_LINES = 60


class _BrokenRecordError(Exception):
    """A quoted cell went on over too many lines, or a line is too long."""


class _Feed:
    """Hands physical lines to the CSV reader and remembers those of the record in progress."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MAX_RECORD_LINES:
            raise _BrokenRecordError
        line = self._again.popleft() if self._again else next(self._source)
        self.number += 1
        # One character more than the limit, so that a line read afresh is known to be too long again.
        self.taken.append(line[: MAX_LINE_CHARS + 1])
        if len(line) > MAX_LINE_CHARS:
            raise _BrokenRecordError
        return line

    def start_record(self) -> None:
        """Forget the lines of the record just read."""
        self.taken = []

    def give_back(self) -> str:
        """Return the first line of the record in progress and put the others back, to be read afresh."""
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        self.number -= len(others)
        return first


def records(source: Iterator[str], delimiter: str) -> Iterator[Line]:
    """Yield one :class:`Line` per CSV record, numbered by its first physical line.

    A record broken by a quotation mark costs that one line, given with a problem: the lines it would have
    swallowed are read afresh.
    """
    feed = _Feed(source)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.start_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _BrokenRecordError):
            first = feed.give_back()
            yield _broken(first, feed.number, delimiter)
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
        else:
            yield Line(feed.number - len(feed.taken) + 1, tuple(cells))


def _broken(line: str, number: int, delimiter: str) -> Line:
    """Return a line that is no sound CSV: as its author meant it, when that is clear."""
    cells = line.rstrip("\r\n").split(delimiter)
    if len(line) > MAX_LINE_CHARS:
        problem = tr("it has more than {limit} characters", limit=MAX_LINE_CHARS)
        return Line(number, tuple(cells[:MAX_COLUMNS]), problem)
    loose = _loose_cells(line, delimiter)
    if loose and len(loose) == len(cells):
        return Line(number, loose)
    return Line(number, tuple(cells), tr("a quotation mark is out of place or never closed"))


def _loose_cells(line: str, delimiter: str) -> tuple[str, ...]:
    """Return the cells of a line like ``"Jeanne" Martin;x`` that does close its quotation marks."""
    if line.count('"') % 2:
        return ()
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter)))
    except csv.Error:
        return ()


@dataclass(frozen=True)
class DelimitedSource:
    """The lines of one CSV file; each call of :meth:`lines` reads it anew."""

    path: Path
    encoding: str
    delimiter: str
    skipped: int
    total: int
    ragged_matters: bool = True

    def lines(self) -> Iterator[Line]:
        """Yield the records lazily, blank ones included."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            for line in records(islice(file, self.skipped, None), self.delimiter):
                yield line._replace(number=line.number + self.skipped)


def open_delimited(path: Path) -> DelimitedSource:
    """Find the encoding and the delimiter of a text file.

    Raises:
        InputFileError: it has more than ``MAX_LINES`` lines.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = list(islice(file, _SAMPLE_LINES))
        total = len(sample) + sum(1 for _ in file)
    if total > MAX_LINES:
        raise InputFileError(
            tr(
                "{file} has {lines} lines and the limit is {limit}: split it into several files.",
                file=path.name,
                lines=total,
                limit=MAX_LINES,
            )
        )
    declared = _declared_delimiter(sample)
    if declared:
        return DelimitedSource(path, encoding, declared, 1, total)
    return DelimitedSource(path, encoding, _sniff(sample), 0, total)


def _declared_delimiter(sample: list[str]) -> str:
    """Return the delimiter of a first line such as ``sep=;``, which Excel writes and reads."""
    first = sample[0].strip().strip('"').lower() if sample else ""
    found = first.removeprefix("sep=") if first.startswith("sep=") else ""
    # A tab is stripped with the blanks around it.
    return "\t" if first == "sep=" else found if found in DELIMITERS else ""


def _sniff(sample: list[str]) -> str:
    """Return the delimiter under which the sample looks most like a table with known headings."""
    return max(DELIMITERS, key=lambda delimiter: _likeness(sample, delimiter))


def _likeness(sample: list[str], delimiter: str) -> tuple[int, float, int]:
    """Return how many headings are known, then the share of lines as wide as them, then that width."""
    lines = [line for line in records(iter(sample), delimiter) if not line.is_blank]
    if not lines:
        return (0, 0.0, 0)
    at, known = best_heading_line(lines)
    below = lines[at:]
    width = len(lines[at].cells)
    return (known, sum(len(line.cells) == width for line in below) / len(below), width)
