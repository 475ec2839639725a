"""A meeting run at the laptop: the kit's page, and the clock's window by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.gui.pages.desk import button_called, click
from ui import theme
from ui.navigation import Route
from ui.pages.animation import clock_face
from ui.pages.animation.page import TICK_MS, AnimationStep
from ui.pages.animation.parts import ABOUT
from ui.pages.animation.timeline_combo import TimelineCombo
from ui.pages.meeting.page import MeetingPage
from ui.pages.papers.page import PapersStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gui.pages.desk import Desk
    from ui.pages.animation.clock_view import ClockWindow


@pytest.fixture
def step(desk: Desk) -> Iterator[AnimationStep]:
    """The step by itself: the other pages of a meeting take longer to build."""
    made = AnimationStep(desk.workspace.context)
    made.open_clock = lambda clock: clock.show()
    made.setParent(desk.window)
    made.resize(900, 700)
    made.show()
    made.open(desk.meeting_id)
    yield made
    made.deleteLater()


def opened(desk: Desk, meeting_id: str) -> AnimationStep:
    """Return the step where it belongs."""
    desk.workspace.go(Route("meeting", meeting_id, "run"))
    step = desk.page("meeting", MeetingPage).steps["run"]
    assert isinstance(step, AnimationStep)
    step.open_clock = lambda clock: clock.show()
    return step


def on_the_wall(step: AnimationStep) -> ClockWindow:
    click(step.now.window_button)
    assert step.clock is not None
    step.clock.activateWindow()
    assert QTest.qWaitForWindowActive(step.clock)
    return step.clock


def wait(desk: Desk, minutes: float) -> None:
    desk.environment.clock.advance(minutes=minutes)  # type: ignore[attr-defined]
    desk.scheduler.advance(TICK_MS)


def activity(desk: Desk) -> int | None:
    """Return the activity that is written down."""
    return desk.kit.running.resume(desk.meeting_id, "module-1-meeting-1", 8).activity


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return told


def test_the_kit_is_read_part_by_part(desk: Desk, step: AnimationStep) -> None:
    assert step.timeline.part() == ABOUT
    assert step.reading.print_button.text() == "Print its papers"
    step.timeline.choose(2)
    assert not step.reading.print_button.isVisible()
    click(step.reading.begin_button)
    assert activity(desk) == 2
    assert not step.reading.begin_button.isVisible(), "it is under way"


def test_the_activity_that_begins_is_opened_to_be_read(desk: Desk, step: AnimationStep) -> None:
    click(step.now.strip.next_button)
    assert step.timeline.part() == 0
    step.timeline.choose(4)
    wait(desk, 1)
    assert step.timeline.part() == 4, "nobody is torn away from what they read"
    click(step.now.strip.next_button)
    assert step.timeline.part() == 1


def test_the_clock_is_moved_by_keys_alone(desk: Desk, step: AnimationStep) -> None:
    clock = on_the_wall(step)
    assert clock.face.hasFocus()
    for key, expected in (
        (Qt.Key.Key_Space, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_S, 1),
        (Qt.Key.Key_PageDown, 2),
    ):
        QTest.keyClick(clock.face, key)
        assert activity(desk) == expected
    click(clock.strip.more_button)
    assert clock.face.hasFocus(), "a click leaves the keys to the clock"
    assert clock.face.accessibleName().startswith("Activity 3 of 8. The paper robot (no computer). 30 min")
    QTest.keyClicks(clock.face, "+--p")
    wait(desk, 10)
    assert "25 minutes left. Paused." in clock.face.accessibleName()
    QTest.keyClick(clock.face, Qt.Key.Key_Escape)
    desk.settle()
    assert step.clock is None
    assert activity(desk) == 2


def test_a_key_held_down_is_one_press(desk: Desk, step: AnimationStep) -> None:
    clock = on_the_wall(step)
    QTest.simulateEvent(clock.face, True, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", False)
    for _ in range(3):
        QTest.simulateEvent(clock.face, True, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    assert activity(desk) == 0


def test_a_button_with_the_focus_keeps_the_space_bar(desk: Desk, step: AnimationStep) -> None:
    clock = on_the_wall(step)
    QTest.keyClick(clock.face, Qt.Key.Key_Space)
    clock.strip.more_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(clock.strip.more_button, Qt.Key.Key_Space)
    assert activity(desk) == 0
    assert "20 minutes left" in clock.face.accessibleName()


def test_every_button_of_the_window_has_a_name_and_tab_reaches_it(desk: Desk, step: AnimationStep) -> None:
    clock = on_the_wall(step)
    QTest.keyClick(clock.face, Qt.Key.Key_Space)
    shown = [made for made in clock.findChildren(QAbstractButton) if made.isVisible()]
    assert len(shown) == 8
    assert all(made.accessibleName() for made in shown)
    assert len({made.accessibleName() for made in shown}) == 8
    assert clock.strip.skip_button.accessibleName() == clock.strip.skip_button.text(), "as it is called aloud"
    assert clock.strip.skip_button.accessibleDescription() == "Leave this activity out (S)"
    reached, focused = set(), clock.focusWidget()
    for _ in range(12):
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = clock.focusWidget()
        reached.add(focused)
    assert set(shown) <= reached


def test_changes_are_said_aloud_and_sounded_only_if_wished(
    desk: Desk, step: AnimationStep, announced: list[str]
) -> None:
    clock = on_the_wall(step)
    click(clock.strip.next_button)
    wait(desk, 13)
    assert announced[0].startswith("Now: “Welcome and introductions”")
    assert announced[-1] == "2 min left: time to finish."
    assert desk.player.played == [], "silent until somebody chooses otherwise"
    click(clock.sound_button)
    assert desk.preferences.choices.clock_sound
    wait(desk, 2)
    assert announced[-1] == "Time is up"
    assert desk.player.played == ["attention"]


def test_it_counts_on_while_other_pages_are_open_and_rests_unwatched(desk: Desk, step: AnimationStep) -> None:
    clock = on_the_wall(step)
    click(clock.strip.next_button)
    step.hide()
    wait(desk, 6)
    assert "9 minutes left" in clock.face.accessibleName()
    clock.close()
    desk.settle()
    wait(desk, 1)
    assert step.now.title.text() == "Welcome and introductions — 9 min left", "nobody looks at it"
    step.show()
    assert step.now.title.text() == "Welcome and introductions — 8 min left"


def test_the_clock_of_another_meeting_leaves_the_wall(desk: Desk, step: AnimationStep) -> None:
    tonight, another = (meeting.id for meeting in desk.kit.meetings.all())
    click(on_the_wall(step).strip.next_button)
    step.open(another)
    desk.settle()
    assert step.clock is None
    assert step.now.title.text() == "The meeting begins at 18:30"
    step.open(tonight)
    assert step.now.title.text() == "Welcome and introductions — 15 min left"


def test_where_the_text_is_large_the_parts_are_on_one_line(desk: Desk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.choose("light", 2.0))
    step = AnimationStep(desk.workspace.context)
    step.open(desk.meeting_id)
    assert isinstance(step.timeline, TimelineCombo)
    assert step.timeline.part() == ABOUT
    step.presenter.begin(2)
    assert step.timeline.part() == 2
    step.timeline.setCurrentIndex(1)
    step.reading.begin_asked.emit()
    assert activity(desk) == 0
    step.deleteLater()


def test_other_steps_are_a_button_away(desk: Desk) -> None:
    tonight = desk.meeting_id
    step = opened(desk, tonight)
    step.timeline.choose(9)
    click(button_called(step.reading, "Print the sheets"))
    steps = desk.page("meeting", MeetingPage).steps
    papers = steps["print"]
    assert isinstance(papers, PapersStep)
    assert papers.isVisible()
    assert papers.presenter.name == "handouts"
    desk.kit.plan.edit_meeting(tonight, starts_at=None)
    click(opened(desk, tonight).empty.button)
    assert steps["prepare"].isVisible()


@pytest.mark.parametrize("size", [(640, 400), (1280, 720), (700, 900)])
def test_the_minutes_are_the_largest_thing_on_the_wall(step: AnimationStep, size: tuple[int, int]) -> None:
    """Look where ink is: the number fills a good part of the height, and nothing touches the edge."""
    clock = on_the_wall(step)
    QTest.keyClick(clock.face, Qt.Key.Key_Space)
    clock.face.setFixedSize(QSize(*size))
    image = QImage(clock.face.size(), QImage.Format.Format_RGB32)
    ground = clock.palette().window().color()
    image.fill(ground)
    clock.face.render(image)
    width, height = image.width(), image.height()

    def inked(x: int, y: int) -> bool:
        return image.pixelColor(x, y) != ground

    edge = [(x, y) for x in range(width) for y in (0, height - 1)]
    edge += [(x, y) for y in range(height) for x in (0, width - 1)]
    assert not any(inked(x, y) for x, y in edge)
    left = range(width // 40, width // 4, 3)
    rows = [any(inked(x, y) for x in left) for y in range(height)]
    longest = max(len(run) for run in "".join("x" if row else " " for row in rows).split())
    assert longest >= 0.25 * min(height, width / 1.4)


def test_the_bar_moves_in_few_steps_where_less_motion_is_wished_for(
    desk: Desk, step: AnimationStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = on_the_wall(step)
    QTest.keyClick(clock.face, Qt.Key.Key_Space)
    wait(desk, 5)
    before = clock.face.grab().toImage()
    monkeypatch.setattr(clock_face, "_wants_less_motion", lambda: True)
    still = clock.face.grab().toImage()
    wait(desk, 0.1)
    assert clock.face.grab().toImage() == still
    monkeypatch.undo()
    assert clock.face.grab().toImage() != before


def test_the_window_fills_the_screen_there_is(desk: Desk, step: AnimationStep) -> None:
    clock = on_the_wall(step)
    clock.open_on_another_screen(desk.window)
    assert clock.isFullScreen()
    assert len(QGuiApplication.screens()) == 1
    QTest.keyClick(clock.face, Qt.Key.Key_F11)
    assert not clock.isFullScreen()
