"""How long somebody was there: the whole meeting, unless the door saw otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from organiser_kit.model.attendance import Method, Presence, PresenceState
from organiser_kit.rules.attended import attended_minutes

START = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


def minutes(arrived: int | None = None, left: int | None = None, duration: int = 120) -> int:
    """Return what is attested of somebody who came and left so many minutes after the beginning."""
    arrival, leaving = (None if at is None else START + timedelta(minutes=at) for at in (arrived, left))
    return attended_minutes(
        Presence(PresenceState.PRESENT, arrived_at=arrival, left_at=leaving), START, duration
    )


@pytest.mark.parametrize(
    ("arrived", "left", "attended"),
    [
        (None, None, 120),
        (-20, None, 120),
        (10, None, 120),
        (15, None, 120),
        (16, None, 105),
        (60, None, 60),
        (119, None, 5),
        (120, None, 120),
        (900, None, 120),
        (-5, 45, 45),
        (-5, 43, 45),
        (-5, 105, 120),
        (-5, 104, 105),
        (-5, 140, 120),
        (30, 60, 30),
        (60, 45, 60),
        (-30, -10, 120),
    ],
)
def test_a_queue_at_the_door_takes_nothing_off_and_half_a_meeting_is_half(
    arrived: int | None, left: int | None, attended: int
) -> None:
    assert minutes(arrived, left) == attended


def test_nobody_is_attested_more_than_the_meeting_was_long() -> None:
    assert minutes(16, duration=43) == 30
    assert minutes(-5, 27, duration=43) == 30
    assert minutes(duration=43) == 43


def test_a_meeting_without_a_beginning_counts_whole() -> None:
    seen = Presence(PresenceState.PRESENT, arrived_at=START + timedelta(minutes=60))

    assert attended_minutes(seen, None, 90) == 90


@pytest.mark.parametrize(("method", "attended"), [(Method.SIGNED_PAPER, 120), (Method.TYPED, 30)])
def test_a_paper_read_during_the_meeting_does_not_say_when_somebody_came(
    method: Method, attended: int
) -> None:
    seen = Presence(PresenceState.PRESENT, arrived_at=START + timedelta(minutes=90), method=method)
    assert attended_minutes(seen, START, 120) == attended


def test_who_left_early_left_early_whatever_the_paper_says() -> None:
    at = START + timedelta(minutes=90)
    seen = Presence(PresenceState.PRESENT, arrived_at=at, left_at=at, method=Method.SIGNED_PAPER)
    assert attended_minutes(seen, START, 120) == 90
