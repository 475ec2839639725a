"""The gate by its figures alone, and how two readings of one page become one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from organiser_kit.codes.sheet import SheetPage
from organiser_kit.codes.sheet_rows import PageRows
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import using
from organiser_kit.reading.sheet.bow import Bow, Surface
from organiser_kit.reading.sheet.files import Source, merged, read_sources
from organiser_kit.reading.sheet.finding import Pose
from organiser_kit.reading.sheet.quality import check_lines
from organiser_kit.reading.sheet.results import CellReading, CellState, PageReading, Quality

if TYPE_CHECKING:
    from pathlib import Path

FLAT = Surface((0, 0), np.zeros(1))
POSE = Pose(np.eye(3), (0, 1, 2, 3), 8.0)
ROWS = PageRows(1, 1, 1, 0, 1, 56.5, 11.0, 0.0, 10.0, 191.0, 287.0)
GOOD, BAD = Quality(4, 8.0, 0.3, 0.02, 1.0), Quality(4, 8.0, 0.3, 0.2, 1.0)


@pytest.mark.parametrize(
    ("residual", "seen", "good"),
    [(0.24, 0.5, True), (0.26, 1.0, False), (0.01, 0.49, False), (np.inf, 1.0, False)],
)
def test_lines_that_do_not_run_where_they_should_are_refused(
    residual: float, seen: float, good: bool
) -> None:
    bow = Bow(FLAT, FLAT, residual, np.array([1.0, seen, 1.0]), 0.3)

    with using("en"):
        if good:
            assert check_lines(bow, POSE, 0.3, "a.jpg").seen == seen
            return
        with pytest.raises(InputFileError, match=r"cannot be followed in a\.jpg"):
            check_lines(bow, POSE, 0.3, "a.jpg")


def page(state: CellState, quality: Quality) -> PageReading:
    cell = CellReading(1, 1, False, state, 0.9, None, b"")
    return PageReading(SheetPage("x", 1, ROWS), ROWS, (cell,), (), quality)


@pytest.mark.parametrize(
    ("better", "worse", "expected"),
    [
        (CellState.SIGNED, CellState.SIGNED, CellState.SIGNED),
        (CellState.SIGNED, CellState.EMPTY, CellState.REVIEW),
        (CellState.EMPTY, CellState.SIGNED, CellState.REVIEW),
        (CellState.SIGNED, CellState.REVIEW, CellState.SIGNED),
        (CellState.REVIEW, CellState.SIGNED, CellState.REVIEW),
    ],
)
def test_two_pictures_that_differ_leave_the_cell_to_a_person(
    better: CellState, worse: CellState, expected: CellState
) -> None:
    one, other = page(better, GOOD), page(worse, BAD)

    for reading in (merged(one, other), merged(other, one)):
        assert reading.quality == GOOD
        assert reading.cells[0].state is expected
        assert replace(reading.cells[0], doubt=None, state=better, confidence=0.9) == one.cells[0]


def test_a_file_that_cannot_be_used_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("no picture", encoding="utf-8")
    sources = [Source(tmp_path / "gone.png", "gone.png"), Source(tmp_path / "words.txt", "page 2")]

    with using("en"):
        gone, words = read_sources(sources, lambda _: ())

    assert gone.problem == "The picture gone.png is not there: check its place."
    assert (
        words.problem
        == "page 2 is neither a picture nor a PDF that can be read: use a PNG, JPEG or PDF file."
    )
