"""The scenes of the tour in which a meeting is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.main_window import FIRST_SIZE
from ui.navigation import Route
from ui.pages.animation.page import AnimationStep
from ui.pages.meeting.page import MeetingPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.animation.clock_view import ClockWindow
    from ui.tour_stage import Stage


def _step(stage: Stage) -> AnimationStep:
    stage.workspace.go(Route("meeting", stage.meeting_id, "run"))
    step = stage.page("meeting", MeetingPage).steps["run"]
    assert isinstance(step, AnimationStep)
    return step


def _pass(stage: Stage, minutes: float) -> None:
    """Let time go by, for the clock on the wall and for the one that ticks."""
    stage.session.environment.clock.advance(minutes=minutes)  # type: ignore[attr-defined]
    stage.scheduler.advance(1_000)


def _clock(stage: Stage) -> QWidget:
    """Return the window for the room, as large as a small projector shows it."""
    step = _step(stage)

    def show(clock: ClockWindow) -> None:
        clock.resize(*FIRST_SIZE)
        clock.show()

    step.open_clock = show
    step.now.window_button.click()
    assert step.clock is not None
    return step.clock


def kit(stage: Stage) -> QWidget:
    """Draw the kit before the start."""
    _step(stage)
    return stage.window


def waiting(stage: Stage) -> QWidget:
    """Draw the clock before the start."""
    return _clock(stage)


def running(stage: Stage) -> QWidget:
    """Draw the clock in the third activity, a few minutes late."""
    step = _step(stage)
    for minutes in (16, 12, 9):
        step.presenter.next()
        _pass(stage, minutes)
    return _clock(stage)


def soon(stage: Stage) -> QWidget:
    """Draw the clock when two minutes are left."""
    _pass(stage, 14)
    return _clock(stage)


def over(stage: Stage) -> QWidget:
    """Draw the clock over its time."""
    _pass(stage, 5)
    return _clock(stage)


def reading(stage: Stage) -> QWidget:
    """Draw the kit while the fifth activity is under way, the one before left out."""
    step = _step(stage)
    step.presenter.next()
    step.presenter.skip()
    step.presenter.extend()
    _pass(stage, 2)
    return stage.window


def sheet(stage: Stage) -> QWidget:
    """Draw a sheet for participants, with the clock stopped."""
    step = _step(stage)
    step.presenter.pause()
    step.timeline.choose(9)
    return stage.window


def ended(stage: Stage) -> QWidget:
    """Draw the clock after the meeting."""
    step = _step(stage)
    for minutes in (28, 10, 9, 10):
        step.presenter.next()
        _pass(stage, minutes)
    return _clock(stage)
