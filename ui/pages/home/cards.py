"""What the first page is made of: the meeting at hand, a line for each thing that needs somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from ui import theme
from ui.pages.meetings.cards import fact, status
from ui.widgets.basics import IconLabel, button, label, rule
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from ui.pages.home.presenter import Act, Need, NextUp, Way


class NextCard(QFrame):
    """The meeting at hand; emits ``acted`` with what is to be done about it, ``opened`` to look at it."""

    acted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, shown: NextUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        listed = shown.meeting
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xl"]] * 4)
        column.setSpacing(theme.SPACE["s"])
        top = FlowLayout(theme.SPACE["m"], right=False)
        top.add(_moment(shown))
        top.add(label(listed.rank, "muted"))
        top.add(status(listed))
        column.addLayout(top)
        column.addWidget(label(listed.title, "title", wrap=True))
        for icon, text in (
            ("clock", listed.when),
            ("map-pin", listed.where),
            ("users", tr("{group} · {people}", group=listed.group, people=listed.people)),
        ):
            column.addWidget(fact(icon, text))
        column.addSpacing(theme.SPACE["s"])
        icon, words = _ACTS[shown.act], act_words(shown.act)
        self.act_button = button(words, lambda: self.acted.emit(shown.act, listed.id), "big", icon)
        self.open_button = button(tr("Open the meeting"), lambda: self.opened.emit(listed.id))
        acts = FlowLayout(theme.SPACE["m"], right=False)
        acts.add(self.act_button)
        if shown.act != "prepare":
            acts.add(self.open_button)
        column.addLayout(acts)


class PlanCard(Card):
    """Takes the place of the meeting at hand when none is to come; emits ``acted``."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("No meeting is planned."), parent=parent)
        self.act_button = button(act_words("plan"), self.acted.emit, "primary", "calendar-plus")
        acts = FlowLayout(theme.SPACE["m"], right=False)
        acts.add(self.act_button)
        self.add(acts)


def _moment(shown: NextUp) -> StatusPill:
    pill = StatusPill()
    pill.show_status("neutral" if shown.act == "prepare" else "accent", "calendar", shown.moment)
    return pill


_ACTS = {"prepare": "list-checks", "welcome": "scan-line", "close": "clipboard-check"}


def act_words(act: Act) -> str:
    """Return what the one button of the page says."""
    return {
        "plan": tr("Plan a pair of meetings"),
        "prepare": tr("Prepare the meeting"),
        "welcome": tr("Welcome people"),
        "close": tr("Close the meeting"),
    }[act]


class NeedsCard(Card):
    """Everything that needs somebody, a line each.

    Emits ``chosen`` with where it is dealt with and the id of the meeting or group, ``put_off`` for what may
    wait.
    """

    chosen = Signal(str, str)
    put_off = Signal()

    def __init__(self, needs: Sequence[Need], more: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(tr("What needs you"), parent=parent)
        self.buttons: list[QPushButton] = []
        self.later_button: QPushButton | None = None
        if not needs:
            self.add(_nothing())
        for place, need in enumerate(needs):
            if place:
                self.add(rule())
            self.add(self._line(need))
        if more:
            words = trn("And {n} more, less urgent.", "And {n} more, less urgent.", more)
            self.add(label(words, "muted", wrap=True))

    def _line(self, need: Need) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["m"])
        looks = ("circle-alert", "danger_text") if need.urgent else ("info", "warning_text")
        row.addWidget(IconLabel(*looks, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        flow = FlowLayout(theme.SPACE["m"])
        held = QWidget()
        words = QVBoxLayout(held)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(label(need.words, "strong", wrap=True))
        words.addWidget(label(need.about, "muted", wrap=True))
        flow.add(held, grow=True)
        go = button(way_words(need.way), lambda: self.chosen.emit(need.way, need.meeting_id or need.group_id))
        go.setAccessibleName(tr("{way}: {about}", way=way_words(need.way), about=need.about))
        go.setAccessibleDescription(need.words)
        self.buttons.append(go)
        if need.can_wait:
            self.later_button = button(tr("Later"), self.put_off.emit, "quiet")
            self.later_button.setAccessibleName(tr("Later: {about}", about=need.words))
            flow.add(self.later_button)
        flow.add(go)
        row.addLayout(flow, 1)
        return made


def _nothing() -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE["m"])
    row.addWidget(IconLabel("circle-check", "success_text", 20))
    row.addWidget(label(tr("All is in order."), wrap=True), 1)
    return made


def way_words(way: Way) -> str:
    """Return what the button beside a need says."""
    return {
        "sync": tr("Synchronisation"),
        "backup": tr("Back up…"),
        "prepare": tr("Prepare"),
        "registrations": tr("Registrations"),
        "close": tr("Close the meeting"),
        "report": tr("Report back"),
        "group": tr("Go on together"),
    }[way]
