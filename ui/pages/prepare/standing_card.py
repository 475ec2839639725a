"""The card that says what a meeting still lacks, and what to know about its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.prepare.standing import StandingPresenter
from ui.widgets.basics import IconLabel, label
from ui.widgets.panels import ICONS, Card

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.page import Context
    from ui.pages.prepare.standing import StandingLine, StandingState


class StandingCard(Card):
    """Reads by itself what it shows; hidden where there is nothing to say."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("What is missing, what to know"))
        self.presenter = StandingPresenter(context.session, self)
        held = QWidget()
        held.setAccessibleName(tr("What is missing, what to know"))
        self._lines = QVBoxLayout(held)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE["s"])
        self.add(held)
        self.words: tuple[str, ...] = ()
        context.session.bus.on(
            ("meeting", "meeting_role", "venue", "registration", "group"),
            self,
            lambda _: self.presenter.load() if self.isVisibleTo(self.window()) else None,
        )

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self.presenter.open(meeting_id)

    def show_standing(self, state: StandingState) -> None:
        """Show the sentences."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.words = tuple(line.words for line in state.lines)
        for line in state.lines:
            self._lines.addWidget(_line(line))
        self.setVisible(bool(state.lines))

    def refuse(self, error: KitError) -> None:
        """Hide: the step itself says why the meeting cannot be read."""
        del error
        self.hide()


def _line(line: StandingLine) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE["s"])
    token = "muted" if line.tone == "info" else f"{line.tone}_text"
    row.addWidget(IconLabel(ICONS[line.tone], token, 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(line.words, wrap=True), 1)
    return made
