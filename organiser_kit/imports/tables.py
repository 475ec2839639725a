"""A file of people opened as headings and lines of text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr, trn
from organiser_kit.imports.delimited import open_delimited
from organiser_kit.imports.heading_line import best_heading_line
from organiser_kit.imports.limits import HEADING_SEARCH_LINES, MAX_BYTES, MAX_COLUMNS
from organiser_kit.imports.lines import Line
from organiser_kit.imports.looks import Kind, kind_of
from organiser_kit.imports.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.imports.lines import Source


class Table:
    """Headings, then lines: iterate as often as needed, each time from the first line below the headings.

    Lines that hold nothing are left out. Every line has as many cells as there are headings.
    """

    def __init__(self, name: str, source: Source, headings: Line) -> None:
        self.name = name
        self.headings = _without_blank_end(headings.cells)
        self.heading_line = headings.number
        self._widest = len(headings.cells)
        self._source = source
        self._position = 0

    @property
    def total(self) -> int:
        """Return the number of the last line, in the unit of :meth:`position`; it grows if the file lied."""
        return max(self._source.total, self._position)

    def position(self) -> int:
        """Return the number of the line last read: ``position() / total`` is the progress."""
        return self._position

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines lazily; stop whenever you like.

        Raises:
            InputFileError: a workbook turns out to be damaged or too long further down.
        """
        self._position = self.heading_line
        for line in self._source.lines():
            if line.number > self.heading_line:
                self._position = line.number
                if not line.is_blank:
                    yield self._fitted(line)
        self._position = self.total

    def _fitted(self, line: Line) -> Line:
        """Return the line as wide as the headings: what sticks out of a CSV means that columns slipped."""
        width = len(self.headings)
        outside = any(map(str.strip, line.cells[self._widest :]))
        if outside and self._source.ragged_matters and not line.problem:
            problem = trn(
                "it has one cell for {width} headings",
                "it has {n} cells for {width} headings",
                len(line.cells),
                width=self._widest,
            )
            return line._replace(problem=problem)
        padded = line.cells[:width] + ("",) * (width - len(line.cells))
        return line if line.problem else line._replace(cells=padded)


def open_table(path: Path) -> Table:
    """Open a CSV or XLSX file; what it is, is judged by its content.

    Raises:
        InputFileError: the file cannot be used; the text says why, in one sentence.
    """
    try:
        return _open(path)
    except FileNotFoundError as error:
        raise InputFileError(
            tr("There is no file {file}: check its name and folder.", file=path.name)
        ) from error
    except IsADirectoryError as error:
        raise InputFileError(tr("{file} is a folder: choose a CSV or XLSX file.", file=path.name)) from error
    except PermissionError as error:
        raise InputFileError(
            tr("{file} may not be read: close it elsewhere or ask for the right to read it.", file=path.name)
        ) from error
    except OSError as error:
        raise InputFileError(
            tr("{file} cannot be read from this disk: copy it, then try again.", file=path.name)
        ) from error


def _open(path: Path) -> Table:
    if path.is_dir():
        raise IsADirectoryError(path)
    _check_size(path)
    source: Source = open_workbook(path) if kind_of(path) is Kind.WORKBOOK else open_delimited(path)
    return Table(path.name, source, _headings(path, source))


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > MAX_BYTES:
        mebibyte = 1024 * 1024
        raise InputFileError(
            tr(
                "{file} weighs {size} MB and the limit is {limit} MB: split it into several files.",
                file=path.name,
                size=round(size / mebibyte),
                limit=MAX_BYTES // mebibyte,
            )
        )


def _headings(path: Path, source: Source) -> Line:
    filled = (line for line in source.lines() if not line.is_blank)
    first = list(islice(filled, HEADING_SEARCH_LINES))
    if not first:
        raise InputFileError(tr("{file} is empty: nothing was read.", file=path.name))
    at, _ = best_heading_line(first)
    line = first[at]
    cells = tuple(" ".join(cell.split()) for cell in line.cells)
    if any("@" in cell for cell in cells):
        raise InputFileError(
            tr("{file} has no headings: write a first line such as Name;First name;Email.", file=path.name)
        )
    if len(_without_blank_end(cells)) > MAX_COLUMNS:
        raise InputFileError(
            tr(
                "{file} has {n} columns and the limit is {limit}: keep those about people.",
                file=path.name,
                n=len(_without_blank_end(cells)),
                limit=MAX_COLUMNS,
            )
        )
    return Line(line.number, cells)


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells[: max((at for at, cell in enumerate(cells, start=1) if cell), default=0)]
