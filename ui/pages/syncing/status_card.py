"""The first card of the synchronisation's page: how things stand, how far it is, what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import keys, shown_keys
from ui.pages.syncing.headline import progress_words
from ui.pages.syncing.pill import Line
from ui.widgets.basics import announce, button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.medallion import Medallion

if TYPE_CHECKING:
    from ui.pages.syncing.pill import Standing
    from ui.pages.syncing.presenter import SyncPageState


class StatusCard(QFrame):
    """Emits what was pressed."""

    synced = Signal()
    paused = Signal()
    resumed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = label("", "title", wrap=True)
        self._sentence = label("", wrap=True)
        self._caption = label("", "muted", wrap=True)
        self._picture = Medallion("cloud", "neutral", 56)
        self._was_busy = False
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xl"]] * 4)
        column.setSpacing(theme.SPACE["l"])
        column.addLayout(self._top())
        column.addWidget(self._bar())

    def _top(self) -> QHBoxLayout:
        held = QWidget()
        words = QVBoxLayout(held)
        words.setContentsMargins(0, 0, theme.SPACE["s"], 0)
        words.setSpacing(theme.SPACE["xs"])
        for line in (self._title, self._sentence, self._caption):
            words.addWidget(line)
        self.sync_button = button(tr("Synchronise now"), self.synced.emit, "primary", "refresh-cw")
        self.sync_button.setToolTip(shown_keys(keys("sync")))
        self.pause_button = button(tr("Pause"), self.paused.emit)
        self.pause_button.setToolTip(tr("Exchange nothing until you resume."))
        self.resume_button = button(tr("Resume"), self.resumed.emit, "primary", "refresh-cw")
        self.stop_button = button(tr("Stop"), self.paused.emit)
        self.stop_button.setToolTip(tr("Stop here: what came is kept, the rest comes when you resume."))
        flow = FlowLayout()
        flow.add(held, grow=True)
        flow.add(self._acts())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["l"])
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(flow, 1)
        return row

    def _acts(self) -> QWidget:
        """Return the buttons, which stay together when the row becomes two."""
        held = QWidget()
        direction = QBoxLayout.Direction
        large = theme.current().is_large
        row = QBoxLayout(direction.TopToBottom if large else direction.LeftToRight, held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["s"])
        for made in (self.pause_button, self.stop_button, self.sync_button, self.resume_button):
            row.addWidget(made)
        return held

    def _bar(self) -> QWidget:
        self.progress = QWidget()
        column = QVBoxLayout(self.progress)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["xs"])
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far the exchange is"))
        self._how_far = label("", "muted", wrap=True)
        column.addWidget(self.bar)
        column.addWidget(self._how_far)
        self.progress.hide()
        return self.progress

    @property
    def title(self) -> str:
        """Return the first line."""
        return self._title.text()

    @property
    def sentence(self) -> str:
        """Return the sentence under it."""
        return self._sentence.text()

    @property
    def how_far(self) -> str:
        """Return the words under the bar, '' when no long exchange is under way."""
        return self._how_far.text() if self.progress.isVisibleTo(self) else ""

    def show_state(self, state: SyncPageState) -> None:
        """Show how things stand."""
        shown = state.headline
        self._picture.show_picture(shown.icon, shown.tone)
        self._title.setText(shown.title)
        self._sentence.setText(shown.sentence)
        self._caption.setText(shown.caption)
        self._caption.setVisible(bool(shown.caption))
        self._show_buttons(state)
        self.show_step(state.standing)
        busy = state.standing.line is Line.BUSY
        if self._was_busy and not busy:
            announce(self, tr("{title}. {sentence}", title=shown.title, sentence=shown.sentence))
        self._was_busy = busy

    def _show_buttons(self, state: SyncPageState) -> None:
        standing = state.standing
        busy = standing.line is Line.BUSY
        wanted = {
            self.sync_button: state.paired and not busy and not standing.paused,
            self.pause_button: state.paired and not busy and not standing.paused,
            self.stop_button: state.paired and busy,
            self.resume_button: state.paired and not busy and standing.paused,
        }
        had_focus = any(made.hasFocus() for made in wanted)
        for made, shown in wanted.items():
            made.setVisible(shown)
        if had_focus:
            # The button that was pressed may have gone: the keyboard stays on what takes its place.
            next(
                made for made, shown in reversed(wanted.items()) if shown or made is self.sync_button
            ).setFocus()

    def show_step(self, standing: Standing) -> None:
        """Show how far a long exchange is."""
        self.progress.setVisible(standing.is_long)
        if standing.is_long and standing.step is not None:
            words = progress_words(standing.step)
            self.bar.setRange(0, standing.step.total)
            self.bar.setValue(standing.step.done)
            self.bar.setAccessibleDescription(words)
            self._how_far.setText(words)
