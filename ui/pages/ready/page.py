"""The page "Ready for the venue?": one line a check, each with what to do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from organiser_kit.rules.readiness import Standing
from ui import theme
from ui.machine_facts import cameras_here, printers_here, read_machine
from ui.navigation import Route
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.ready.presenter import ReadyPresenter
from ui.widgets.basics import IconLabel, announce, button, label, rule
from ui.widgets.form import FormField
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from organiser_kit.rules.readiness import Machine
    from ui.pages.page import Context
    from ui.pages.ready.presenter import Probe, ReadyLine, ReadyState, Way
    from ui.session import Session

_LOOKS = {
    Standing.OK: ("circle-check", "success_text"),
    Standing.TODO: ("triangle-alert", "warning_text"),
    Standing.UNKNOWN: ("circle-question-mark", "muted"),
}


class SystemProbe:
    """This laptop's own cameras, printers, disk and battery."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def on_screen(self) -> Machine:
        """Return the cameras and what costs nothing."""
        return replace(read_machine(self._session.folder, self._session.environment), cameras=cameras_here())

    def aside(self, machine: Machine) -> Machine:
        """Return ``machine`` with its printers."""
        return replace(machine, printers=printers_here())


class ReadyPage(Page):
    """The list for one meeting, with a field for the test scan."""

    def __init__(self, context: Context, probe: Probe | None = None) -> None:
        super().__init__(context)
        self.presenter = ReadyPresenter(context.session, self, probe or SystemProbe(context.session))
        self._meeting_id = ""
        self.column.addWidget(label(tr("Ready for offline?"), "title"))
        self._meeting = label("", "muted", wrap=True)
        self.column.addWidget(self._meeting)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addWidget(self._list_card())
        self.column.addWidget(self._trial_card())
        self.column.addStretch(1)
        self.ways: dict[str, QWidget] = {}

    def _list_card(self) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE["m"])
        self._mark = IconLabel("circle", "muted", 28)
        self.headline = label("", "heading", wrap=True)
        self.again_button = button(tr("Look again"), self.presenter.load, "plain", "refresh-cw")
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.headline, 1)
        head.addWidget(self.again_button)
        card.add(head)
        card.add(rule())
        self._lines = QWidget()
        self._lines.setAccessibleName(tr("What was checked"))
        self._rows = QVBoxLayout(self._lines)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.SPACE["s"])
        card.add(self._lines)
        return card

    def _trial_card(self) -> Card:
        card = Card(
            tr("Try a badge"),
            tr("Scan a printed badge with the scanner you will use. Nobody is marked as present."),
        )
        self.trial = QLineEdit()
        self.trial.setMaxLength(400)
        self.trial.returnPressed.connect(self._try)
        card.add(FormField(tr("The scanner types here"), self.trial))
        self.trial_notice = Notice()
        card.add(self.trial_notice)
        return card

    def enter(self, route: Route) -> None:
        """Look at a meeting."""
        self._meeting_id = route.meeting_id
        self.notice.clear()
        self.trial_notice.clear()
        self.trial.clear()
        self.presenter.open(route.meeting_id)
        self.trial.setFocus()

    def crumb(self) -> str:
        """Return where the way back leads."""
        return tr("Meeting")

    def _try(self) -> None:
        text = self.trial.text()
        self.trial.clear()
        self.presenter.try_code(text)

    def show_ready(self, state: ReadyState) -> None:
        """Show the list, and say aloud how it came out."""
        self._meeting.setText(state.meeting)
        self._mark.show_icon(*_LOOKS[Standing.TODO if state.missing else Standing.OK])
        if self.headline.text() != state.headline:
            announce(self.headline, state.headline)
        self.headline.setText(state.headline)
        self._empty()
        for line in state.lines:
            self._rows.addWidget(self._row(line))

    def _empty(self) -> None:
        self.ways = {}
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _row(self, line: ReadyLine) -> QWidget:
        row = QWidget()
        row.setObjectName("readyLine")
        row.setAccessibleName(
            tr("{title}: {standing}. {detail}", title=line.title, standing=_said(line), detail=line.detail)
        )
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE["m"])
        icon, token = _LOOKS[line.standing]
        inside.addWidget(IconLabel(icon, token, 20), 0, Qt.AlignmentFlag.AlignTop)
        name = label(line.title, "strong", wrap=True)
        name.setFixedWidth(theme.current().scaled(190))
        inside.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(label(line.detail, "body", wrap=True), 1, Qt.AlignmentFlag.AlignTop)
        if line.way:
            self.ways[line.name] = button(_way_words(line.way), lambda: self._go(line.way))
            inside.addWidget(self.ways[line.name], 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _go(self, way: Way) -> None:
        if way == "try":
            self.trial.setFocus()
            self.ensureWidgetVisible(self.trial)
        elif way == "sync":
            self.context.go(Route("sync"))
        else:
            self.context.go(Route("meeting", self._meeting_id, way))

    def show_trial(self, tone: str, sentence: str) -> None:
        """Say what a test scan came to; the field is ready for the next one."""
        self.trial_notice.say(tone, sentence)
        self.trial.setFocus()

    def refuse(self, error: KitError) -> None:
        """Say why nothing can be shown."""
        self.notice.say("danger", error.sentence)


def _said(line: ReadyLine) -> str:
    return {
        Standing.OK: tr("in order"),
        Standing.TODO: tr("to do"),
        Standing.UNKNOWN: tr("not known"),
    }[line.standing]


def _way_words(way: Way) -> str:
    return {
        "sync": tr("Synchronisation"),
        "registrations": tr("Registrations"),
        "print": tr("Print"),
        "try": tr("Try a badge"),
    }[way]
