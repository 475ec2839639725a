"""The step in which the coordinator is told how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from organiser_kit.rules.impressions import impression_words
from organiser_kit.services.reports import IMPRESSIONS, Standing
from ui import theme
from ui.pages.reporting.presenter import Answers, ReportPresenter
from ui.pages.step import StepPage
from ui.widgets.autosave import Autosave
from ui.widgets.basics import button, label
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.panels import Card, EmptyState
from ui.widgets.status_pill import StatusPill
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from ui.pages.page import Context
    from ui.pages.reporting.presenter import ReportState

_LINES = 4


class ReportStep(StepPage):
    """Three questions and an impression, kept as they are written; ``close_asked`` goes one step back."""

    close_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = ReportPresenter(context.session, self, context.notify)
        self.autosave = Autosave(context.scheduler, self)
        self.autosave.due.connect(lambda _: self.presenter.save(self.answers()))
        self._is_open = False
        self.early = EmptyState(
            "clipboard-check",
            tr("The report comes after the sheet"),
            tr("Validate the sign-in sheet first: the report then tells the coordinator how it went."),
            tr("Close the meeting"),
        )
        self.early.acted.connect(self.close_asked)
        self.early.hide()
        self.column.addWidget(self.early, 3)
        self.column.addWidget(self._form())
        self.column.addStretch(1)
        context.session.bus.on(
            ("report", "meeting", "sign_in_sheet"),
            self,
            lambda _: self.presenter.load() if self.isVisible() else None,
        )

    def _form(self) -> Card:
        self.card = Card(tr("Report of the meeting"), " ")
        self.pill = StatusPill()
        self.card.header.add(self.pill)
        question = tr("How did the meeting go?")
        self.card.add(label(question, "strong"))
        self.impression = ChoiceRow(question, {value: impression_words(value) for value in IMPRESSIONS})
        self.impression.chosen.connect(self.autosave.touch)
        self.card.add(self.impression)
        self.worked = self._area(_LINES, tr("The welcome, the activities, the pace, helping one another…"))
        self.difficulties = self._area(
            _LINES, tr("Equipment or network, the venue, the time, too few people…")
        )
        self.help_wanted = self._area(2, tr("To find a facilitator, a venue, participants; advice…"))
        pair = QVBoxLayout() if theme.current().is_large else QHBoxLayout()
        pair.setSpacing(theme.SPACE["l"])
        pair.addWidget(FormField(tr("What went well?"), self.worked))
        pair.addWidget(FormField(tr("What got in the way?"), self.difficulties))
        self.card.add(pair)
        self.card.add(FormField(tr("Help wanted"), self.help_wanted))
        self.card.add(self._buttons())
        return self.card

    def _area(self, lines: int, hint: str) -> TextArea:
        made = TextArea(lines, hint)
        made.textChanged.connect(self.autosave.touch)
        made.left.connect(self.autosave.flush)
        return made

    def _buttons(self) -> QWidget:
        held = QWidget()
        row = FlowLayout(theme.SPACE["m"])
        held.setLayout(row)
        self._after = label("", "muted", wrap=True)
        self.correct_button = button(tr("Correct the report"), self.presenter.correct, "plain", "pencil")
        self.finish_button = button(tr("Finish the report"), self._finish, "primary", "check")
        row.add(self._after, grow=True)
        row.add(self.correct_button)
        row.add(self.finish_button)
        return held

    def open(self, meeting_id: str) -> None:
        """Show this meeting; what was typed about another one is kept first."""
        self.autosave.flush()
        self.notice.clear()
        self._is_open = False
        self.presenter.open(meeting_id)

    def answers(self) -> Answers:
        """Return what the form holds."""
        return Answers(
            self.worked.toPlainText(),
            self.difficulties.toPlainText(),
            self.help_wanted.toPlainText(),
            self.impression.value,
        )

    def show_report(self, state: ReportState) -> None:
        """Show what is kept; what is being typed is left alone."""
        early = state.standing is Standing.TOO_EARLY
        self.early.setVisible(early)
        self.card.setVisible(not early)
        self.card.header.set_title(tr("Report of the meeting"), state.sentence)
        self.pill.setVisible(state.pill is not None)
        if state.pill is not None:
            self.pill.show_status(*state.pill)
        if not (self._is_open and self._is_same(state.answers)) and not self.autosave.is_due:
            self._fill(state.answers)
        self._is_open = state.is_open
        for area in (self.worked, self.difficulties, self.help_wanted):
            area.setReadOnly(not state.is_open)
        self.impression.setEnabled(state.is_open)
        self.finish_button.setVisible(state.is_open)
        self.correct_button.setVisible(state.can_correct)
        self._after.setText(
            tr("Once finished, it leaves with the next exchange; it can be corrected until it is read.")
            if state.is_open
            else ""
        )

    def _is_same(self, kept: Answers) -> bool:
        return not self.answers().changes(kept)

    def _fill(self, answers: Answers) -> None:
        self.worked.show_text(answers.what_worked)
        self.difficulties.show_text(answers.difficulties)
        self.help_wanted.show_text(answers.help_wanted)
        self.impression.show_value(answers.satisfaction)

    def _finish(self) -> None:
        self.autosave.drop()
        self.notice.clear()
        self.presenter.finish(self.answers())

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when one leaves the page."""
        super().hideEvent(event)
        self.autosave.flush()
