"""The checklist as a card: progress in words, the lines of each phase, and a field for one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.checklist.presenter import WHEN, ChecklistPresenter, when_words
from ui.pages.checklist.task_row import TaskRow
from ui.pages.notice import Notice
from ui.widgets.basics import announce, button, keep_narrow
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.panels import Card, SectionHeader
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.pages.checklist.presenter import ChecklistState, PhaseLines, TaskLine
    from ui.pages.page import Context


class ChecklistCard(Card):
    """What is to be done around a meeting, ticked with a click or with Space."""

    def __init__(self, context: Context, refused: Callable[[KitError], None]) -> None:
        super().__init__(tr("Checklist"), tr("Space ticks a line, the arrows go from line to line."))
        self.presenter = ChecklistPresenter(context.session, self, context.notify)
        self._refused = refused
        self.rows: dict[str, TaskRow] = {}
        self._lines: dict[str, TaskLine] = {}
        self._progress = ""
        self.news = Notice()
        self.add(self.news)
        self.pill = StatusPill()
        self.header.add(self.pill)
        self.ticker = keep_narrow(QComboBox())
        self.add(FormField(tr("Ticked in the name of"), self.ticker))
        self._phases = QVBoxLayout()
        self._phases.setSpacing(theme.SPACE["m"])
        self._headers: dict[str, SectionHeader] = {}
        self.add(self._phases)
        self._add_form()
        self._removed: tuple[str, ...] = ()
        self.removed_button = button("", self._bring_back, "quiet", "undo-2")
        self.add(self.removed_button)

    def _add_form(self) -> None:
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("One more thing to do…"))
        self.text.setAccessibleName(tr("One more thing to do"))
        self.text.returnPressed.connect(self._add)
        self.when = QComboBox()
        self.when.setAccessibleName(tr("When"))
        self.when.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for phase, days in WHEN:
            self.when.addItem(when_words(phase, days), (phase, days))
        self.when.setCurrentIndex(2)
        self.add_button = button(tr("Add"), self._add, "plain", "plus")
        line = FlowLayout()
        line.add(self.text, grow=True)
        line.add(self.when)
        line.add(self.add_button)
        self.add(line)

    def _add(self) -> None:
        phase, days = WHEN[self.when.currentIndex()]
        self.presenter.add(self.text.text(), phase, days)

    def added(self) -> None:
        """Make room for the next line."""
        self.text.clear()
        self.text.setFocus()

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self._refused(error)

    def show_checklist(self, state: ChecklistState) -> None:
        """Show the list; as long as its lines are the same ones, they stay where they are."""
        self._show_tickers(state)
        self._show_news(state)
        self.pill.show_status(state.tone, state.icon, state.progress)
        if self._progress and self._progress != state.progress:
            announce(self.pill, state.progress)
        self._progress = state.progress
        shown = [line.key for phase in state.phases for line in phase.lines]
        if shown != list(self.rows) or [p.title for p in state.phases] != list(self._headers):
            self._rebuild(state)
        for phase in state.phases:
            self._headers[phase.title].set_title(phase.title, phase.progress)
            for line in phase.lines:
                self._lines[line.key] = line
                self.rows[line.key].show_line(line)
        self._removed = tuple(line.key for line in state.removed)
        self.removed_button.setText(tr("Put back what was taken off ({n})", n=len(self._removed)))
        self.removed_button.setVisible(bool(self._removed))

    def _show_news(self, state: ChecklistState) -> None:
        if state.refused:
            self.news.say("warning", state.refused)
        elif state.news != self.news.sentence:
            self.news.say("info", state.news, (tr("Got it"), self.presenter.seen) if state.news else None)

    def _show_tickers(self, state: ChecklistState) -> None:
        kept = self.ticker.currentData() if self.ticker.count() else None
        self.ticker.clear()
        for one in state.tickers:
            self.ticker.addItem(one.name, one.person_id)
        self.ticker.addItem(tr("Nobody in particular"), "")
        self.ticker.setCurrentIndex(max(0, self.ticker.findData(kept)) if kept is not None else 0)

    def _rebuild(self, state: ChecklistState) -> None:
        focused = next((key for key, row in self.rows.items() if row.box.hasFocus()), "")
        while (item := self._phases.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self._headers = {}, {}
        for phase in state.phases:
            self._add_phase(phase)
        if focused in self.rows:
            self.rows[focused].box.setFocus()

    def _add_phase(self, phase: PhaseLines) -> None:
        self._headers[phase.title] = SectionHeader(phase.title, phase.progress)
        self._phases.addWidget(self._headers[phase.title])
        for line in phase.lines:
            self.rows[line.key] = row = TaskRow()
            row.ticked.connect(lambda on, key=line.key: self._tick(key, on))
            row.box.moved.connect(lambda step, key=line.key: self._move(key, step))
            row.removed.connect(lambda key=line.key: self.presenter.remove(self._lines[key]))
            self._phases.addWidget(row)
            row.show()  # now: what is not on the screen takes no focus

    def _move(self, key: str, step: int) -> None:
        keys = list(self.rows)
        at = keys.index(key) + step
        if 0 <= at < len(keys):
            self.rows[keys[at]].box.setFocus(Qt.FocusReason.TabFocusReason)

    def _tick(self, key: str, done: bool) -> None:
        self.presenter.tick(key, self.ticker.currentData(), done=done)

    def _bring_back(self) -> None:
        self.presenter.bring_back(*self._removed)
