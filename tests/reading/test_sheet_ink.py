"""To which cell ink belongs, and what is left to a person: drawn by hand, without any camera."""

from __future__ import annotations

import numpy as np
import pytest

from organiser_kit.reading.sheet.results import CellState, Doubt
from tests.reading.paper.drawn import Sheet

EMPTY, SIGNED, REVIEW = CellState.EMPTY, CellState.SIGNED, CellState.REVIEW


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def states(sheet: Sheet) -> list[CellState]:
    return [said.state for said in sheet.decisions()]


def test_printed_lines_are_no_ink(sheet: Sheet) -> None:
    assert states(sheet) == [EMPTY] * 3
    assert all(said.confidence > 0.9 for said in sheet.decisions())
    assert not sheet.ink().labels.any()


def test_a_signature_is_one(sheet: Sheet) -> None:
    sheet.zigzag(200, 63, 230, 70)

    assert states(sheet) == [EMPTY, SIGNED, EMPTY]
    assert sheet.decisions()[1].confidence > 0.9


def test_a_long_tail_belongs_to_the_signature_it_comes_from(sheet: Sheet) -> None:
    sheet.zigzag(200, 63, 240, 70)
    sheet.stroke((238, 66), (241, 73.6), (243, 74))

    assert states(sheet) == [EMPTY, SIGNED, EMPTY]


def test_ink_between_two_cells_is_left_to_a_person_in_both(sheet: Sheet) -> None:
    sheet.zigzag(200, 68, 240, 75)

    said = sheet.decisions()
    assert [one.state for one in said] == [EMPTY, REVIEW, REVIEW]
    assert {said[1].doubt, said[2].doubt} == {Doubt.SHARED}


def test_ink_between_two_cells_does_not_matter_where_both_are_signed_anyway(sheet: Sheet) -> None:
    sheet.zigzag(200, 63, 225, 70)
    sheet.zigzag(200, 74, 225, 81)
    sheet.stroke((250, 69.5), (252, 75))

    assert states(sheet) == [EMPTY, SIGNED, SIGNED]


def test_signatures_that_meet_on_the_line_are_not_taken_for_one(sheet: Sheet) -> None:
    sheet.zigzag(200, 63, 230, 71.9)
    sheet.zigzag(201, 72.1, 231, 81)

    assert EMPTY not in states(sheet)[1:]


def test_a_stroke_that_ends_in_the_middle_of_another_cell_is_looked_at(sheet: Sheet) -> None:
    sheet.zigzag(200, 63, 240, 70)
    sheet.stroke((238, 66), (241, 78), (244, 78))

    said = sheet.decisions()
    assert (said[1].state, said[2].state) == (SIGNED, REVIEW)


@pytest.mark.parametrize("grey", [50, 130])
def test_ink_that_crosses_a_line_stays_one_piece(sheet: Sheet, grey: int) -> None:
    """Even where it is hardly darker than the line."""
    sheet.stroke((220, 63), (222, 75), grey=grey)

    assert np.count_nonzero(np.bincount(sheet.ink().labels.ravel())) == 2


@pytest.mark.parametrize(
    ("what", "strokes", "doubt"),
    [
        ("tick", [[(210, 66), (212, 69), (216, 63)]], Doubt.SMALL),
        ("cross", [[(210, 64), (215, 69)], [(210, 69), (215, 64)]], Doubt.SMALL),
        ("initials", [[(210, 69), (211, 64), (213, 69)], [(215, 64), (215, 69), (218, 69)]], Doubt.SMALL),
        ("dash", [[(205, 66.3), (235, 66.8)]], Doubt.LINE),
        ("struck", [[(180, 66), (285, 67)]], Doubt.LINE),
    ],
)
def test_what_is_no_signature_is_looked_at(
    sheet: Sheet, what: str, strokes: list[list[tuple[float, float]]], doubt: Doubt
) -> None:
    for stroke in strokes:
        sheet.stroke(*stroke)

    said = sheet.decisions()
    assert (said[0].state, said[2].state) == (EMPTY, EMPTY), what
    assert (said[1].state, said[1].doubt) == (REVIEW, doubt), what
    assert said[1].confidence < 0.5


def test_small_marks_far_apart_are_no_signature(sheet: Sheet) -> None:
    for left in (200, 220, 240):
        sheet.stroke((left, 66), (left + 2, 69), (left + 6, 63))

    said = sheet.decisions()[1]
    assert (said.state, said.doubt) == (REVIEW, Doubt.SMALL)


def test_a_signature_struck_out_is_looked_at(sheet: Sheet) -> None:
    sheet.zigzag(200, 63, 230, 70)
    sheet.stroke((195, 66), (280, 67))

    said = sheet.decisions()[1]
    assert (said.state, said.doubt) == (REVIEW, Doubt.LINE)


def test_writing_on_the_line_itself_is_seen(sheet: Sheet) -> None:
    sheet.zigzag(200, 71.8, 230, 72.2)

    assert states(sheet) != [EMPTY] * 3


@pytest.mark.parametrize("grey", [218, 210, 195])
def test_pale_ink_is_looked_at(sheet: Sheet, grey: int) -> None:
    sheet.zigzag(200, 63, 240, 70, grey=grey)

    said = sheet.decisions()[1]
    assert (said.state, said.doubt) == (REVIEW, Doubt.FAINT)


def test_light_that_falls_off_is_no_ink(sheet: Sheet) -> None:
    sheet.zigzag(200, 63, 230, 70)
    wide = sheet.flat.shape[1]
    for column in range(wide):
        sheet.flat[:, column] = sheet.flat[:, column] * (1 - 0.6 * column / wide)

    assert states(sheet) == [EMPTY, SIGNED, EMPTY]
