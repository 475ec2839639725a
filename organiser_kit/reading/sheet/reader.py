"""From the picture of one page to what stands in each of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.reading.pictures import grey_pages
from organiser_kit.reading.sheet.bow import find_bow, unbow
from organiser_kit.reading.sheet.crops import cell_crop
from organiser_kit.reading.sheet.deciding import decide
from organiser_kit.reading.sheet.finding import find_pose, softened, straighten
from organiser_kit.reading.sheet.ink import find_ink
from organiser_kit.reading.sheet.names import read_names
from organiser_kit.reading.sheet.page_code import find_code
from organiser_kit.reading.sheet.quality import check_lines, check_picture
from organiser_kit.reading.sheet.results import CellReading, PageReading, Quality
from organiser_kit.reading.sheet.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.codes.sheet_rows import PageRows
    from organiser_kit.reading.sheet.arrays import Grey
    from organiser_kit.reading.sheet.bow import Bow
    from organiser_kit.reading.sheet.deciding import Decision
    from organiser_kit.reading.sheet.table import Cell

    FormerRows = Callable[[SheetPage], tuple[PageRows, ...]]


def pictures_in(path: Path, name: str) -> Iterator[Grey]:
    """Yield the pages of a picture file, which is called ``name`` when something is wrong with it.

    Raises:
        InputFileError: the file cannot be used.
    """
    for page in grey_pages(path, name):
        yield np.asarray(page, np.uint8)


def read_page(picture: Grey, name: str, former_rows: FormerRows) -> PageReading:
    """Read one page, whichever way up it lies in ``picture``.

    Args:
        picture: grey.
        name: what to call the picture when something is wrong with it.
        former_rows: where the rows of a page may lie whose code does not say so.

    Raises:
        InputFileError: no page is to be seen, or not well enough; the sentence says what to do.
    """
    pose = find_pose(picture, name)
    picture = softened(picture, pose)
    straight = straighten(picture, pose)
    edge = check_picture(straight, pose, name)
    page = find_code(straight, picture, name)
    if page.rows and not page.rows.places():
        # A sheet that nobody was expected on: there is nothing to read, and no line to follow.
        quality = Quality(len(pose.markers), round(pose.pixels_a_mm, 2), round(edge, 2), 0.0, 1.0)
        return PageReading(page, page.rows, (), (), quality)
    bow, rows = _bow(straight, (page.rows,) if page.rows else former_rows(page), name)
    quality = check_lines(bow, pose, edge, name)
    table = Table(rows)
    flat = unbow(picture, pose, bow, table.corner, table.far)
    ink = find_ink(flat, table)
    cells = tuple(_cell(cell, decide(cell, ink), flat) for cell in table.cells)
    return PageReading(page, rows, cells, read_names(flat, ink, table), quality)


def _bow(straight: Grey, choices: tuple[PageRows, ...], name: str) -> tuple[Bow, PageRows]:
    """Return how the page bows, by those rows out of ``choices`` that are to be seen."""
    if not choices:
        raise InputFileError(
            tr("The sheet in {name} is not known here: it was printed by another version.", name=name)
        )
    found = [(find_bow(straight, rows), rows) for rows in choices]
    return min(found, key=lambda one: one[0].residual - float(one[0].seen.min(initial=1.0)))


def _cell(cell: Cell, said: Decision, flat: Grey) -> CellReading:
    return CellReading(
        cell.place.number,
        cell.column,
        cell.place.is_blank,
        said.state,
        said.confidence,
        said.doubt,
        cell_crop(flat, cell),
    )
