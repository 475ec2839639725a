"""How often signed sheets are read wrongly, on hundreds of pages that no threshold was ever chosen on.

Handwriting, paper and cameras are made up (``tests/reading/paper``): the figures say that the rules do what
they should, not how people write. Beside each stands a reader that only counts dark pixels in each cell,
on the very same pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from organiser_kit.errors import InputFileError
from organiser_kit.reading.sheet.arrays import PIXELS_A_MM
from organiser_kit.reading.sheet.finding import find_pose, straighten
from organiser_kit.reading.sheet.page_code import find_code
from organiser_kit.reading.sheet.reader import read_page
from organiser_kit.reading.sheet.results import CellState
from tests.benchmarks.bars import bar, say
from tests.reading.paper.camera import Camera
from tests.reading.paper.filled import filled
from tests.reading.paper.handwriting import FOR_A_PERSON, SIGNED, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.reading.paper.filled import Filled
    from tests.reading.paper.handwriting import Picture

pytestmark = pytest.mark.benchmark

HELD_OUT = 20_000
"""No seed from here on was looked at while the reader was made."""

HARD = (
    *(Kind.SCRIBBLE, Kind.SCRIPT, Kind.TALL, Kind.OVER, Kind.BLANK, Kind.BLANK, Kind.BLANK),
    *sorted(FOR_A_PERSON),
)
_NAIVE_DARK = 0.75  # of the paper's brightness
_NAIVE_SHARE = 0.01


@dataclass
class Tally:
    """What came of one kind of picture; clear cells are those on which any person would agree."""

    pages: int = 0
    refused: int = 0
    clear: int = 0
    wrong: int = 0
    review: int = 0
    found: int = 0
    claimed: int = 0
    signed: int = 0
    unclear: int = 0
    unclear_decided: int = 0
    naive_wrong: int = 0
    seconds: list[float] = field(default_factory=list)

    def count(self, kind: Kind, state: CellState, *, naive: bool) -> None:
        """Count one cell."""
        if kind in FOR_A_PERSON:
            self.unclear += 1
            self.unclear_decided += state is not CellState.REVIEW
            return
        truly = kind in SIGNED
        self.clear += 1
        self.signed += truly
        self.review += state is CellState.REVIEW
        self.claimed += state is CellState.SIGNED
        self.found += truly and state is CellState.SIGNED
        self.wrong += state is (CellState.EMPTY if truly else CellState.SIGNED)
        self.naive_wrong += naive is not truly

    def __str__(self) -> str:
        """Return one line of the table."""
        if not self.clear:
            return f"{self.pages} pages, all refused"
        precision = self.found / self.claimed if self.claimed else 1.0
        return (
            f"{self.pages} pages, {self.refused} refused; {self.clear} clear cells: {self.wrong} wrong, "
            f"{100 * self.review / self.clear:.1f} % to review, precision {precision:.4f}, "
            f"signed found {self.found / self.signed:.3f}; {self.unclear_decided} of {self.unclear} others "
            f"decided; naive {self.naive_wrong} wrong; {1000 * median(self.seconds):.0f} ms a page"
        )


def _naive(picture: Picture) -> dict[tuple[int, int], bool]:
    """Return which cells a reader takes for signed that undoes perspective and counts dark pixels."""
    straight = straighten(picture, find_pose(picture, "photo"))
    rows = find_code(straight, picture, "photo").rows
    assert rows is not None
    said = {}
    for place in rows.places():
        for column in range(rows.columns):
            left = rows.signatures + column * rows.cell_width
            edges = (place.top + 1, place.top + rows.row - 1, left + 1, left + rows.cell_width - 1)
            top, bottom, start, end = (round(edge * PIXELS_A_MM) for edge in edges)
            cell = straight[top:bottom, start:end]
            dark = cell < _NAIVE_DARK * np.percentile(cell, 90)
            said[place.number, column + 1] = float(dark.mean()) > _NAIVE_SHARE
    return said


def _page(seed: int, *, hard: bool) -> tuple[Filled, np.random.Generator]:
    chance = np.random.default_rng(seed)
    kinds = [HARD[place] for place in chance.integers(0, len(HARD), 12)] if hard else None
    return filled(chance, 1, kinds), chance


def _read(camera: Camera, seeds: Iterable[int], *, hard: bool) -> Tally:
    tally = Tally()
    for seed in seeds:
        page, chance = _page(seed, hard=hard)
        picture = camera.photograph(page.picture, chance)
        tally.pages += 1
        start = process_time()
        try:
            reading = read_page(picture, "photo", lambda _: ())
        except InputFileError:
            tally.refused += 1
            continue
        tally.seconds.append(process_time() - start)
        naive = _naive(picture)
        for cell in reading.cells:
            place = (cell.row, cell.column)
            tally.count(page.kinds[place], cell.state, naive=naive[place])
    return tally


def test_flat_scans_are_read_without_a_single_silent_error() -> None:
    camera = Camera(4, 0.5, flat=True)

    ordinary = _read(camera, range(HELD_OUT, HELD_OUT + 150), hard=False)
    say(f"scanner, ordinary: {ordinary}")
    hard = _read(camera, range(HELD_OUT + 1000, HELD_OUT + 1040), hard=True)
    say(f"scanner, hard: {hard}")

    assert ordinary.clear + hard.clear >= 2_000
    assert ordinary.refused + hard.refused == 0
    bar("scanner: clear cells read wrongly", ordinary.wrong + hard.wrong, 0, "")
    bar("scanner: ordinary cells to review", 100 * ordinary.review / ordinary.clear, 3, "%")
    bar("scanner: processor for a page", median(ordinary.seconds), 1, "s")


PHONES = [
    *(Camera(12, 0.3), Camera(12, 0.6)),
    *(Camera(2, 0.2), Camera(2, 0.4), Camera(2, 0.6), Camera(2, 0.9)),
]


def test_photos_that_pass_the_gate_are_read_as_well() -> None:
    clear = wrong = 0
    for place, camera in enumerate(PHONES):
        for hard in (False, True):
            first = HELD_OUT + 2000 + 200 * place + 100 * hard
            tally = _read(camera, range(first, first + (12 if hard else 20)), hard=hard)
            mix = "hard" if hard else "ordinary"
            say(f"{camera.pixels:g} MP, severity {camera.severity:g}, {mix}: {tally}")
            clear, wrong = clear + tally.clear, wrong + tally.wrong
    bar("photos: clear cells read wrongly, of 2,000", 2_000 * wrong / max(1, clear), 1, "")
