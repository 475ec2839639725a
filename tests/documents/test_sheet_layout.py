"""Rows over pages: each once, in order, with room to close the sheet."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.documents.sheet.layout import PagePlan, plan_pages
from organiser_kit.documents.sheet.style import (
    LARGE_PRINT,
    LARGE_PRINT_TWO,
    STANDARD,
    SheetStyle,
    signature_columns,
)
from organiser_kit.documents.toolkit.box import Box
from tests.documents.samples import rows

STYLES = st.sampled_from([STANDARD, LARGE_PRINT, LARGE_PRINT_TWO])


def _placed_rows(pages: tuple[PagePlan, ...]) -> list[int]:
    return [placed.slot.row for page in pages for placed in page.slots if placed.slot.row]


@given(st.integers(0, 90), st.integers(0, 14), STYLES)
def test_every_row_stands_once_in_order_above_the_foot(named: int, blank: int, style: SheetStyle) -> None:
    pages = plan_pages(rows(named), blank, style)

    assert _placed_rows(pages) == list(range(1, named + blank + 1))
    for page in pages:
        edges = [placed.box for placed in page.slots] + ([page.closing] if page.closing else [])
        assert all(edge.bottom <= style.body_bottom + 1e-9 for edge in edges)
        assert all(above.bottom <= below.y + 1e-9 for above, below in itertools.pairwise(edges))
    assert [page.closing is not None for page in pages] == [False] * (len(pages) - 1) + [True]


@given(st.integers(0, 90), st.integers(1, 14), STYLES)
def test_the_heading_of_blank_rows_is_followed_by_one(named: int, blank: int, style: SheetStyle) -> None:
    for page in plan_pages(rows(named), blank, style):
        followers = [slot.slot.row for slot in page.slots]
        assert 0 not in followers or followers[-1] != 0


@given(st.integers(0, 90), st.integers(1, 14), STYLES)
def test_no_page_is_signed_as_exact_without_any_row(named: int, blank: int, style: SheetStyle) -> None:
    assert all(_placed_rows((page,)) for page in plan_pages(rows(named), blank, style))


def test_an_ordinary_evening_takes_three_pages_with_its_blank_rows_on_the_last() -> None:
    pages = plan_pages(rows(25), 5, STANDARD)

    assert [len(_placed_rows((page,))) for page in pages] == [12, 12, 6]


def test_an_empty_sheet_is_still_one_page_to_close() -> None:
    (page,) = plan_pages((), 0, STANDARD)

    assert page.slots == ()
    assert page.closing is not None


@pytest.mark.parametrize(("style", "height"), [(STANDARD, 11.0), (LARGE_PRINT, 15.0)])
def test_rows_are_high_enough_to_sign(style: SheetStyle, height: float) -> None:
    assert style.row >= height
    assert all(sum(signature_columns(style, count)) == pytest.approx(277) for count in (1, 2))


def test_a_box_is_cut_into_fixed_and_free_parts() -> None:
    left, middle, right = Box(10, 20, 100, 30).columns(20, 0, 0, gap=5)

    assert (left.x, left.w) == (10, 20)
    assert (middle.x, middle.w) == (35, 35)
    assert right.right == pytest.approx(110)
    assert Box(0, 0, 10, 10).rows(0, 4)[0] == Box(0, 0, 10, 6)
