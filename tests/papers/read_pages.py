"""Pages of a signed sheet as if they had been read, and hands that read nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.codes.sheet import SheetPage
from organiser_kit.codes.sheet_rows import PageRows
from organiser_kit.reading.sheet.files import Looked
from organiser_kit.reading.sheet.results import (
    CellReading,
    CellState,
    Doubt,
    NameReading,
    PageReading,
    Quality,
)
from ui.pages.signed_paper.view import Looks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.jobs import Progress

EMPTY, SIGNED, REVIEW = CellState.EMPTY, CellState.SIGNED, CellState.REVIEW


def read_page(
    sheet_id: str,
    states: Sequence[CellState],
    *,
    page: int = 1,
    pages: int = 1,
    first: int = 1,
    blank: int = 0,
    written: Sequence[int] = (),
    columns: int = 1,
) -> PageReading:
    """Return a page whose rows from ``first`` on are in these states in every column.

    The last ``blank`` rows are for people who came without registering; on ``written`` ones stands a name.
    """
    cells = tuple(
        CellReading(
            first + n,
            column,
            n >= len(states) - blank,
            state,
            0.9,
            Doubt.SMALL if state is REVIEW else None,
            b"",
        )
        for n, state in enumerate(states)
        for column in range(1, columns + 1)
    )
    names = tuple(
        NameReading(cell.row, cell.row in written, b"")
        for cell in cells
        if cell.is_blank and cell.column == 1
    )
    rows = PageRows(pages, first, len(states) - blank, blank, columns, 56.5, 11.0, 0.0, 10.0, 191.0, 287.0)
    return PageReading(SheetPage(sheet_id, page, rows), rows, cells, names, Quality(4, 8.0, 0.3, 0.02, 1.0))


class GivenHands:
    """Answers with the pages given, whatever the files; notes how often it was asked."""

    def __init__(self, *looked: Looked | PageReading, stopped: bool = False) -> None:
        self.looks = Looks(
            tuple(one if isinstance(one, Looked) else Looked("photo.jpg", one) for one in looked), stopped
        )
        self.asked: list[tuple[Path, ...]] = []

    def look(self, files: Sequence[Path], known: Any, progress: Progress) -> Looks:
        del known
        self.asked.append(tuple(files))
        progress(len(files), len(files), "done")
        return self.looks
