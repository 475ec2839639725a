"""The step in which a meeting is run: its kit, read without network, and the timekeeper's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.animation.clock_view import ClockWindow
from ui.pages.animation.now_card import NowCard
from ui.pages.animation.parts import ABOUT
from ui.pages.animation.presenter import AnimationPresenter
from ui.pages.animation.reading_card import ReadingCard
from ui.pages.animation.timeline_combo import TimelineCombo
from ui.pages.animation.timeline_list import TimelineList
from ui.pages.step import StepPage
from ui.widgets.basics import announce
from ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from organiser_kit.errors import KitError
    from organiser_kit.rules.running_clock import Running
    from ui.pages.animation.contents import KitContents
    from ui.pages.animation.face import Face
    from ui.pages.page import Context

TICK_MS = 1_000


class AnimationStep(StepPage):
    """Emits ``papers_asked`` with a paper, and ``date_asked``: that is done in other steps."""

    papers_asked = Signal(str)
    date_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = AnimationPresenter(context.session, self)
        self.clock: ClockWindow | None = None
        self.open_clock: Callable[[ClockWindow], None] = self._on_a_screen
        self._contents: KitContents | None = None
        self._under_way: int | None = None
        self._meeting_id = ""
        self._cancel: Callable[[], None] | None = None
        self._screens = QStackedWidget()
        self.empty = EmptyState(
            "calendar",
            tr("No date yet"),
            tr("The kit of a meeting is told by the clock: give the meeting a date first."),
            tr("Prepare the meeting"),
        )
        self.empty.acted.connect(self.date_asked)
        for screen in (self._kit(), self.empty):
            self._screens.addWidget(screen)
        self.column.addWidget(self._screens, 1)
        context.session.bus.on(
            ("meeting", "registration", "meeting_role"),
            self,
            lambda _: self.presenter.load() if self._is_watched() else None,
        )

    def _kit(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["m"])
        self.now = NowCard(self.presenter)
        self.now.window_asked.connect(self._show_clock)
        column.addWidget(self.now)
        large = theme.current().is_large
        parts = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        parts.setSpacing(theme.SPACE["m"])
        self.timeline: TimelineList | TimelineCombo = TimelineCombo() if large else TimelineList()
        self.timeline.chosen.connect(lambda _part: self._show_part())
        parts.addWidget(self.timeline, 0, Qt.AlignmentFlag(0) if large else Qt.AlignmentFlag.AlignTop)
        self.reading = ReadingCard()
        self.reading.begin_asked.connect(self._begin)
        self.reading.papers_asked.connect(self.papers_asked)
        parts.addWidget(self.reading, 1)
        column.addLayout(parts, 1)
        return held

    def open(self, meeting_id: str) -> None:
        """Show the kit of this meeting; the clock of another one leaves the wall, and goes on counting."""
        self.notice.clear()
        if meeting_id != self._meeting_id:
            self._under_way = None
            if self.clock is not None:
                self.clock.close()
        self._meeting_id = meeting_id
        self.presenter.open(meeting_id)
        self._tick()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on showing the time."""
        super().showEvent(event)
        self._tick()

    # -- time

    def _is_watched(self) -> bool:
        return self.isVisible() or self.clock is not None

    def _tick(self) -> None:
        """Show the clock now, and again in a second for as long as somebody may look at it."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        if self._is_watched():
            self.presenter.tick()
            self._cancel = self.context.scheduler.after(TICK_MS, self, self._tick)

    # -- the window for the room

    def _show_clock(self) -> None:
        if self.clock is None:
            sound = self.context.preferences.choices.clock_sound
            self.clock = ClockWindow(self.presenter, self, sound=sound)
            self.clock.closed.connect(self._clock_closed)
            self.clock.sound_chosen.connect(lambda on: self.context.preferences.save(clock_sound=on))
            self.presenter.show_again()
            self._tick()
        self.open_clock(self.clock)

    def _on_a_screen(self, clock: ClockWindow) -> None:
        clock.open_on_another_screen(self.window())

    def _clock_closed(self) -> None:
        self.clock = None

    # -- what the presenter shows

    def show_kit(self, contents: KitContents) -> None:
        """Show what the kit says."""
        self._contents = contents
        self._screens.setCurrentIndex(0)
        self.timeline.show_kit(contents)
        self._show_part()

    def show_face(self, face: Face, running: Running) -> None:
        """Show the clock, here and to the room; the activity that begins is opened to be read."""
        self.now.show_face(face)
        self.timeline.mark(running)
        if face.activity != self._under_way:
            self._under_way = face.activity
            if face.activity is not None:
                self.timeline.choose(face.activity)
            self._show_part()
        if self.clock is not None:
            self.clock.show_face(face)

    def say(self, sentence: str, *, alarm: bool) -> None:
        """Tell who hears the page, and sound an alarm if that was chosen."""
        announce(self.clock.face if self.clock is not None else self.now, sentence, urgent=alarm)
        if alarm and self.context.preferences.choices.clock_sound:
            self.context.player.play("attention")

    def show_none(self, error: KitError) -> None:
        """Say that there is nothing to run yet."""
        self._contents = None
        self._screens.setCurrentIndex(1)
        self.notice.say("info", error.sentence)

    # -- the part that is read

    def _show_part(self) -> None:
        contents, part = self._contents, self.timeline.part()
        if contents is None or part is None:
            return
        activities = len(contents.activities)
        if part == ABOUT:
            self.reading.show_about(contents)
        elif part < activities:
            self.reading.show_activity(contents.activities[part])
            self.reading.offer_begin(offered=part != self._under_way)
        else:
            self.reading.show_sheet(contents.sheets[part - activities])

    def _begin(self) -> None:
        part = self.timeline.part()
        if part is not None:
            self.presenter.begin(part)
