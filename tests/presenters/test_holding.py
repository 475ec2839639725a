"""Answers are seen, however soon the next badge follows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import FakeClock
from ui.pages.reception.answers import Answer, waiting
from ui.pages.reception.holding import LEAST_MS, Holding
from ui.widgets.scheduler import ManualScheduler

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class Pause(ManualScheduler):
    """Moves the clock along with the calls that fall due."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.clock = clock

    def advance(self, milliseconds: int) -> None:
        self.clock.advance(milliseconds=milliseconds)
        super().advance(milliseconds)


@pytest.fixture
def scheduler() -> Pause:
    return Pause(FakeClock(datetime(2026, 11, 24, tzinfo=UTC)))


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def holding(scheduler: Pause, shown: list[str]) -> Holding:
    owner: QObject = object()  # type: ignore[assignment]  # the scheduler of tests asks nothing of it
    return Holding(scheduler, scheduler.clock, owner, lambda answer: shown.append(answer.name))


def welcome(name: str) -> Answer:
    return Answer("ok", "Welcome!", name)


def test_the_next_answer_waits_until_the_first_was_seen(
    holding: Holding, scheduler: Pause, shown: list[str]
) -> None:
    holding.offer(welcome("first"))
    holding.offer(welcome("second"))
    scheduler.advance(LEAST_MS - 1)
    assert shown == ["first"]
    scheduler.advance(1)
    assert shown == ["first", "second"]


def test_of_several_that_wait_the_last_is_shown_and_held_as_long(
    holding: Holding, scheduler: Pause, shown: list[str]
) -> None:
    for name in ("first", "second", "third"):
        holding.offer(welcome(name))
    scheduler.advance(LEAST_MS)
    holding.offer(welcome("fourth"))
    assert shown == ["first", "third"]
    scheduler.advance(LEAST_MS)
    assert shown == ["first", "third", "fourth"]


def test_what_is_calm_comes_at_once_and_nothing_old_after_it(
    holding: Holding, scheduler: Pause, shown: list[str]
) -> None:
    holding.offer(welcome("first"))
    holding.offer(welcome("second"))
    holding.offer(waiting())
    scheduler.advance(LEAST_MS * 3)
    assert shown == ["first", ""]


def test_an_answer_after_a_pause_comes_at_once(holding: Holding, scheduler: Pause, shown: list[str]) -> None:
    holding.offer(welcome("first"))
    scheduler.advance(LEAST_MS)
    holding.offer(welcome("second"))
    assert shown == ["first", "second"]


def test_whoever_acts_on_an_answer_has_seen_it(holding: Holding, scheduler: Pause, shown: list[str]) -> None:
    holding.offer(welcome("question"))
    holding.seen()
    holding.offer(welcome("answer"))
    assert shown == ["question", "answer"]
    scheduler.advance(LEAST_MS - 1)
    holding.offer(welcome("next"))
    assert shown == ["question", "answer"], "held as long as any other"
