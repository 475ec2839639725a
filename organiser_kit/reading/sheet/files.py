"""From files to pages: each is read by itself, and what cannot be used is told beside what was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError, UserError
from organiser_kit.i18n import tr
from organiser_kit.reading.sheet.results import CellState, Doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.codes.sheet_rows import PageRows
    from organiser_kit.reading.sheet.results import CellReading, PageReading


@dataclass(frozen=True, slots=True)
class Source:
    """One picture file, and what to call it: pages of a PDF bear its name.

    Attributes:
        origin: the file that a person gave, when ``path`` was drawn from it.
    """

    path: Path
    name: str
    origin: Path | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one picture: a page that was read, or one sentence for why not."""

    source: str
    reading: PageReading | None = None
    problem: str = ""
    origin: Path | None = None


def read_sources(
    sources: Iterable[Source], former_rows: Callable[[SheetPage], tuple[PageRows, ...]]
) -> Iterator[Looked]:
    """Read pictures one after the other, and yield what came of each as soon as it is known.

    Raises:
        UserError: what reading needs is not installed.
    """
    try:
        from organiser_kit.reading.sheet.reader import pictures_in, read_page
    except ModuleNotFoundError as error:
        raise UserError(
            tr("Reading signed sheets needs OpenCV: install organiser-kit with its “desktop” extra.")
        ) from error
    for source in sources:
        pages = pictures_in(source.path, source.name)
        try:
            for number, picture in enumerate(pages, start=1):
                name = tr("{file}, page {page}", file=source.name, page=number) if number > 1 else source.name
                try:
                    yield Looked(
                        name, read_page(picture, name, former_rows), origin=source.origin or source.path
                    )
                except InputFileError as error:
                    yield Looked(name, problem=error.sentence)
        except InputFileError as error:
            yield Looked(source.name, problem=error.sentence)


def merged(one: PageReading, other: PageReading) -> PageReading:
    """Return one reading of a page that was photographed twice: the better, in doubt where they differ."""
    better, worse = sorted((one, other), key=lambda reading: reading.quality.residual_mm)
    states = {(cell.row, cell.column): cell.state for cell in worse.cells}
    cells = tuple(_compared(cell, states.get((cell.row, cell.column), cell.state)) for cell in better.cells)
    return replace(better, cells=cells)


def _compared(cell: CellReading, other: CellState) -> CellReading:
    if CellState.REVIEW in (cell.state, other) or cell.state is other:
        return cell
    return replace(cell, state=CellState.REVIEW, confidence=0.3, doubt=Doubt.DIFFERS)
