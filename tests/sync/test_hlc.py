from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.oplog.hlc import ZERO, Instant, author_part, read

INSTANTS = st.builds(Instant, st.integers(0, (1 << 48) - 2), st.integers(0, (1 << 16) - 1))
WALLS = st.integers(0, (1 << 48) - 1)
DEVICE = "0199aaaa-0000-7000-8000-0123456789ab"


@given(INSTANTS, WALLS)
def test_the_next_reading_is_later_whatever_the_machine_says(instant: Instant, wall: int) -> None:
    assert instant.next(wall) > instant
    assert instant.next(wall).ms >= wall


@given(INSTANTS, INSTANTS)
def test_stamps_sort_as_readings_do(one: Instant, other: Instant) -> None:
    assert (one.stamp(DEVICE) < other.stamp(DEVICE)) == (one < other)


@given(INSTANTS)
def test_a_stamp_can_be_read_back(instant: Instant) -> None:
    assert read(instant.stamp(DEVICE)) == instant


@given(st.lists(WALLS, min_size=1, max_size=50))
def test_no_two_stamps_of_a_device_are_alike(walls: list[int]) -> None:
    instant, stamps = Instant(), []
    for wall in walls:
        instant = instant.next(wall)
        stamps.append(instant.stamp(DEVICE))
    assert stamps == sorted(set(stamps))


def test_the_counter_spills_into_the_next_millisecond() -> None:
    assert Instant(5, (1 << 16) - 1).next(0) == Instant(6, 0)


def test_the_empty_stamp_is_older_than_all() -> None:
    assert read(ZERO) == Instant()
    assert Instant().stamp(DEVICE) > ZERO


@pytest.mark.parametrize("text", ["x", "1-2-3", "00000000000g-0000-000000000000"])
def test_what_is_no_stamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"digits|unpack|base 16"):
        read(text)


def test_devices_differ_by_the_end_of_their_id() -> None:
    assert author_part(DEVICE) == "0123456789ab"
    assert author_part("d1") == "0000000000d1"
