"""A meeting in the list: a wide card for the one at hand, a low one for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.pages.meetings.presenter import Listed


def fact(icon: str, words: str) -> QWidget:
    """Return a small picture and words beside it."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.SPACE["s"])
    line.addWidget(IconLabel(icon, "muted", 18))
    text = label(words, wrap=True)
    line.addWidget(text, 1)
    return made


def status(listed: Listed) -> StatusPill:
    """Return the meeting's status as a pill."""
    pill = StatusPill()
    pill.show_status(listed.tone, listed.icon, listed.status)
    return pill


class NextMeeting(QFrame):
    """The meeting at hand, with what one does next."""

    opened = Signal(str)
    welcomed = Signal(str)

    def __init__(self, listed: Listed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        sideways = QBoxLayout.Direction.LeftToRight
        box = QBoxLayout(QBoxLayout.Direction.TopToBottom if theme.current().is_large else sideways, self)
        box.setContentsMargins(*[theme.SPACE["xl"]] * 4)
        box.setSpacing(theme.SPACE["xl"])
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE["s"])
        top = FlowLayout(theme.SPACE["m"], right=False)
        top.add(label(tr("Next · {rank}", rank=listed.rank), "muted"))
        top.add(status(listed))
        words.addLayout(top)
        title = label(listed.title, "title", wrap=True)
        words.addWidget(title)
        words.addSpacing(theme.SPACE["xs"])
        for icon, text in (
            ("clock", listed.when),
            ("map-pin", listed.where),
            ("users", tr("{group} · {people}", group=listed.group, people=listed.people)),
        ):
            words.addWidget(fact(icon, text))
        box.addLayout(words, 1)
        acts = QVBoxLayout()
        acts.setSpacing(theme.SPACE["s"])
        acts.addStretch(1)
        self.welcome_button = button(
            tr("Welcome people"), lambda: self.welcomed.emit(listed.id), "big", "scan-line"
        )
        self.welcome_button.setEnabled(listed.open)
        self.open_button = button(tr("Prepare the meeting"), lambda: self.opened.emit(listed.id))
        acts.addWidget(self.welcome_button)
        acts.addWidget(self.open_button)
        acts.addStretch(1)
        box.addLayout(acts)


class MeetingRow(QFrame):
    """One other meeting; a click or Enter opens it."""

    opened = Signal(str)

    def __init__(self, listed: Listed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetingRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(
            tr(
                "{title}, {rank}, {when}, {where}, {status}",
                title=listed.title,
                rank=listed.rank,
                when=listed.when,
                where=listed.where,
                status=listed.status,
            )
        )
        self._id = listed.id
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 12, 14, 12)
        box.setSpacing(theme.SPACE["l"])
        flow = FlowLayout(theme.SPACE["l"], right=False)
        held = QWidget()
        words = QVBoxLayout(held)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(
            label(tr("{title} · {rank}", title=listed.title, rank=listed.rank), "strong", wrap=True)
        )
        words.addWidget(
            label(tr("{when} · {where}", when=listed.when, where=listed.where), "muted", wrap=True)
        )
        flow.add(held, grow=True)
        people = label(listed.people, "muted")
        people.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        flow.add(people)
        flow.add(status(listed))
        box.addLayout(flow, 1)
        box.addWidget(IconLabel("chevron-right", "muted", 20))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the meeting."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the meeting."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._id)
        else:
            super().keyPressEvent(event)


def section(words: str) -> QLabel:
    """Return the heading of a group of rows."""
    return label(words, "heading")
