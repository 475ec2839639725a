"""The timekeeper's clock: moves, what is left, and when the meeting ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.rules.running_clock import Plan, Running

START = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
PLAN = Plan(START, (15, 10, 25))
COUNT = 3


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def minutes(length: timedelta) -> float:
    return length / timedelta(minutes=1)


def left(running: Running, now: float) -> float:
    return minutes(PLAN.left(running, at(now)))


def late(running: Running, now: float) -> float:
    return minutes(PLAN.late(running, at(now)))


def test_before_the_start_nothing_runs_and_a_late_start_shows() -> None:
    waiting = Running()
    assert (waiting.activity, waiting.is_started, left(waiting, 3)) == (None, False, 0)
    assert PLAN.end(waiting, at(-10)) == PLAN.ends_at == at(50)
    assert late(waiting, 7) == 7
    assert (
        waiting.back() == waiting.skip(COUNT, at(0)) == waiting.extend(5) == waiting.pause(at(0)) == waiting
    )


def test_an_activity_counts_down_and_beyond() -> None:
    first = Running().next(COUNT, at(2))
    assert (first.activity, left(first, 2), left(first, 12), left(first, 20)) == (0, 15, 5, -3)
    assert [late(first, now) for now in (2, 17, 20)] == [2, 2, 5]


def test_each_activity_follows_the_one_before_until_the_meeting_is_over() -> None:
    running = Running()
    for place, now in enumerate((0, 14, 24)):
        running = running.next(COUNT, at(now))
        assert running.activity == place
    assert late(running, 24) == -1
    over = running.next(COUNT, at(55))
    assert (over.is_over, over.activity, late(over, 90)) == (True, None, 5)
    assert over.next(COUNT, at(91)) == over
    assert over.done == {0, 1, 2}


def test_more_minutes_are_given_and_taken_back_but_never_more_than_were_given() -> None:
    first = Running().next(COUNT, at(0)).extend(5).extend(5)
    assert (left(first, 10), late(first, 10)) == (15, 10)
    assert left(first.extend(-5), 10) == 10
    assert left(first.extend(-60), 10) == 5
    assert PLAN.length(first.next(COUNT, at(20))) == timedelta(minutes=10), "the next one has its own length"


def test_back_runs_on_as_if_nothing_had_ended() -> None:
    first = Running().next(COUNT, at(0)).extend(5)
    assert first.next(COUNT, at(8)).back() == first
    assert first.skip(COUNT, at(8)).back() == first
    assert first.back() == Running()
    last = first.next(COUNT, at(8)).next(COUNT, at(9))
    assert last.next(COUNT, at(30)).back() == last
    assert last.skip(COUNT, at(30)).back() == last


def test_what_is_left_out_and_passed_over_is_not_done() -> None:
    running = Running().next(COUNT, at(0)).skip(COUNT, at(1)).next(COUNT, at(11))
    assert running.done == {1}
    assert running.left_out(COUNT) == {0}
    jumped = Running().begin(2, at(0))
    assert not jumped.done
    assert jumped.left_out(COUNT) == {0, 1}
    assert jumped.next(COUNT, at(5)).left_out(COUNT) == {0, 1}
    assert Running().left_out(COUNT) == frozenset()


def test_a_pause_stops_what_is_left_and_moves_the_end() -> None:
    first = Running().next(COUNT, at(0)).pause(at(5))
    assert (left(first, 5), left(first, 9), late(first, 9)) == (10, 10, 4)
    again = first.resume(at(9))
    assert (left(again, 9), left(again, 12)) == (10, 7)
    assert first.pause(at(8)) == first
    assert again.resume(at(20)) == again


@pytest.mark.parametrize("move", ["next", "skip"])
def test_going_on_ends_a_pause(move: str) -> None:
    paused = Running().next(COUNT, at(0)).pause(at(5))
    gone_on = getattr(paused, move)(COUNT, at(9))
    assert (gone_on.paused_at, left(gone_on, 10)) == (None, 9)
    assert left(gone_on.back(), 9) == 10, "the pause still counts as one"


def test_a_pause_in_an_activity_that_is_taken_back_stays_a_pause() -> None:
    first = Running().next(COUNT, at(0))
    second = first.next(COUNT, at(5)).pause(at(5)).resume(at(8))
    assert left(second.back(), 9) == 9


MOVES = st.lists(st.sampled_from(["next", "skip", "back", "extend", "pause", "resume"]), max_size=30)


@given(MOVES, st.integers(1, 9))
def test_whatever_is_pressed_the_clock_stays_on_the_timeline(moves: list[str], step: int) -> None:
    running, now = Running(), 0
    for move in moves:
        now += step
        match move:
            case "next" | "skip":
                running = getattr(running, move)(COUNT, at(now))
            case "back":
                running = running.back()
            case "extend":
                running = running.extend(5)
            case _:
                running = getattr(running, move)(at(now))
        assert running.activity in (None, 0, 1, 2)
        assert running.is_over or PLAN.end(running, at(now)) >= at(now)
        assert not (running.done & running.left_out(COUNT))
        assert all(turn.stood_still >= timedelta() for turn in running.turns)
        assert running.paused_at is None or running.activity is not None
