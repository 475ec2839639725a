"""Activities on the clock of a meeting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.meeting_kits.running_order import fitted

PLANNED = (15, 10, 25, 10, 30, 10, 10, 10)


def test_a_meeting_of_the_kits_own_length_keeps_its_lengths() -> None:
    assert fitted(PLANNED, 120) == PLANNED


def test_a_longer_meeting_gives_each_activity_its_share() -> None:
    assert fitted((15, 15, 40, 10, 25, 15), 180) == (20, 25, 60, 15, 40, 20)


def test_activities_of_an_hour_and_a_half_begin_on_five_minutes() -> None:
    lengths = fitted(PLANNED, 90)

    assert sum(lengths) == 90
    assert {length % 5 for length in lengths} == {0}


def test_a_short_meeting_loses_no_activity() -> None:
    lengths = fitted(PLANNED, 30)

    assert sum(lengths) == 30
    assert min(lengths) >= 1


@given(st.lists(st.integers(5, 60), min_size=1, max_size=9), st.integers(45, 600))
def test_together_they_last_exactly_as_long_as_the_meeting(minutes: list[int], total: int) -> None:
    lengths = fitted(minutes, total)

    assert sum(lengths) == total
    assert len(lengths) == len(minutes)
    # Rounding moves each end by half a step, so no length by more than one.
    for length, planned in zip(lengths, minutes, strict=True):
        assert abs(length - planned * total / sum(minutes)) <= 5


@pytest.mark.parametrize("total", range(8, 241))
def test_no_activity_disappears_whatever_the_length(total: int) -> None:
    assert min(fitted(PLANNED, total)) >= 0
