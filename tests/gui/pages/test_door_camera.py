"""The camera at the door, with frames made here: what it reads, what it advises, what it remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from PySide6.QtMultimedia import QVideoFrame, QVideoSink

from tests.gui.infrastructure.test_frame_reader import planar
from tests.reading.test_codes import page as drawn_page
from tests.reading.test_frames import webcam
from ui.camera import NO_PICTURE_MS, CameraChoice, CameraFeed, no_camera
from ui.navigation import Route
from ui.pages.reception.page import ReceptionPage
from ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.gui.pages.desk import Desk
    from ui.pages.reception.camera_panel import CameraPanel
    from ui.widgets.scheduler import ManualScheduler

pytestmark = pytest.mark.qt_log_ignore("va", "No RHI backend", "FFmpeg")
FIRST, SECOND = CameraChoice("one", "Caméra intégrée"), CameraChoice("two", "Caméra USB")


class PluggedFeed(CameraFeed):
    """A feed whose cameras are plugged in and out by hand."""

    there: ClassVar[list[CameraChoice]] = [FIRST]

    def __init__(self, scheduler: ManualScheduler, sink: QVideoSink) -> None:
        super().__init__(scheduler, sink)
        self.started: list[str] = []

    @classmethod
    def choices(cls) -> list[CameraChoice]:
        return list(cls.there)

    def start(self, key: str = "") -> None:
        self.started.append(key)
        super().start(key)

    def _switch_on(self, key: str, sink: QVideoSink) -> None:
        """There is no such camera."""

    def plug(self, *cameras: CameraChoice) -> None:
        type(self).there = list(cameras)
        self._plugged()


@pytest.fixture
def sink() -> QVideoSink:
    return QVideoSink()


@pytest.fixture
def door(desk: Desk, sink: QVideoSink) -> Iterator[ReceptionPage]:
    PluggedFeed.there = [FIRST]
    desk.workspace.go(Route("reception", desk.meeting_id))
    desk.settle()
    page = desk.page("reception", ReceptionPage)
    page.camera._make_feed = lambda _: PluggedFeed(desk.scheduler, sink)  # noqa: SLF001
    page.desk.camera_button.setChecked(True)
    yield page
    page.desk.camera_button.setChecked(False)


def feed_of(panel: CameraPanel) -> PluggedFeed:
    feed = panel._feed  # noqa: SLF001
    assert isinstance(feed, PluggedFeed)
    return feed


def show(desk: Desk, sink: QVideoSink, frame: QVideoFrame, times: int = 1) -> None:
    for _ in range(times):
        sink.setVideoFrame(frame)
        desk.scheduler.advance(600)
        desk.environment.clock.advance(seconds=0.2)  # type: ignore[attr-defined]


def test_two_badges_held_up_together_let_both_in_once(
    desk: Desk, door: ReceptionPage, sink: QVideoSink
) -> None:
    frame = planar(drawn_page((desk.code(0), 20, 20), (desk.code(1), 320, 240)))
    show(desk, sink, frame, times=10)
    assert desk.player.played == ["ok", "ok"]
    assert desk.kit.registrations.attendance(desk.meeting_id).present == 2


def test_a_badge_too_far_away_is_asked_closer(desk: Desk, door: ReceptionPage, sink: QVideoSink) -> None:
    view = door.camera.view
    assert view is not None
    said = set()
    for away in (1.2, 1.4, 1.6, 1.8):  # one of them is near enough to be seen and too far to be read at once
        show(desk, sink, planar(webcam(desk.code(0), away, 0.8)), times=3)
        said.add(view.advice)
    assert "Closer: bring the code nearer to the camera." in said
    show(desk, sink, planar(webcam(desk.code(0), 6, 0.5)))
    assert view.advice == ""
    assert door.verdict.answer == "ok"


def test_advice_is_drawn_on_the_picture(desk: Desk, door: ReceptionPage, sink: QVideoSink) -> None:
    view = door.camera.view
    assert view is not None
    show(desk, sink, planar(drawn_page()))
    plain = view.grab().toImage()
    view.advise("Approchez le code.")
    advised = view.grab().toImage()
    assert advised != plain
    view.advise("")
    assert view.grab().toImage() == plain


def test_a_camera_plugged_in_is_offered_and_the_one_chosen_is_remembered(
    desk: Desk, door: ReceptionPage
) -> None:
    panel, feed = door.camera, feed_of(door.camera)
    assert panel.picker.isHidden()
    feed.plug(FIRST, SECOND)
    assert not panel.picker.isHidden()
    assert feed.started == [""], "the camera that runs goes on"
    panel.picker.setCurrentIndex(panel.picker.findText("Caméra USB"))
    panel.picker.activated.emit(1)
    assert feed.started == ["", "two"]
    feed.plug(FIRST)
    assert (feed.started[-1], feed.key) == ("two", "one"), "unplugged: another one goes on"
    feed.plug(FIRST, SECOND)
    assert feed.key == "two", "it is back, and wanted"
    assert desk.preferences.choices.camera == "two"


def test_the_only_camera_plugged_in_again_goes_on(desk: Desk, door: ReceptionPage, sink: QVideoSink) -> None:
    feed, view = feed_of(door.camera), door.camera.view
    assert view is not None
    feed.plug()
    assert view.problem == no_camera()
    starts = len(feed.started)
    feed.plug(FIRST)
    assert len(feed.started) == starts + 1
    show(desk, sink, planar(webcam(desk.code(0), 6, 0.5)))
    assert (feed.key, view.problem, door.verdict.answer) == ("one", "", "ok")


def test_the_picker_shows_the_camera_that_runs(desk: Desk, door: ReceptionPage) -> None:
    panel, feed = door.camera, feed_of(door.camera)
    feed.plug(SECOND, FIRST)  # a new one, which the system prefers
    assert (feed.key, panel.picker.currentText()) == ("one", FIRST.name)
    feed.plug(SECOND, CameraChoice("three", "Caméra de rechange"))
    assert (feed.key, panel.picker.currentText()) == ("two", SECOND.name)


def test_a_picture_that_freezes_is_told_once_and_until_it_moves(
    desk: Desk, door: ReceptionPage, sink: QVideoSink
) -> None:
    feed, view = feed_of(door.camera), door.camera.view
    assert view is not None
    told: list[str] = []
    feed.problem.connect(told.append)
    for _ in range(12):
        show(desk, sink, planar(drawn_page()))
    assert told == [""]
    for _ in range(3):
        desk.scheduler.advance(NO_PICTURE_MS)
    assert told[1:] == [view.problem]
    assert "gives no picture" in view.problem
    show(desk, sink, planar(drawn_page()))
    assert told[2:] == [view.problem] == [""]
    door.desk.camera_button.setChecked(False)
    for _ in range(3):
        desk.scheduler.advance(NO_PICTURE_MS)
    assert told[3:] == [], "a camera that is off is not expected to show anything"


def test_the_mirror_is_a_choice_that_stays(desk: Desk, door: ReceptionPage, tmp_path: Path) -> None:
    panel = door.camera
    panel.mirror.click()
    assert not desk.preferences.choices.mirror
    assert not Preferences(desk.session.folder).choices.mirror


def test_without_any_camera_the_keyboard_goes_on(desk: Desk, door: ReceptionPage) -> None:
    feed_of(door.camera).plug()
    assert door.camera.picker.isHidden()
    door.presenter.scan(desk.code(3))
    assert door.verdict.answer == "ok"
