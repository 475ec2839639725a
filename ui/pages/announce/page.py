"""The step in which a meeting is made known: the text, the poster, the calendar file, the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from organiser_kit.i18n import tr
from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import Thing
from organiser_kit.services.notices import INVITATION, REMINDER
from ui import theme
from ui.dialogs.export_file import choose_export
from ui.pages.announce.presenter import PURPOSES, AnnouncePresenter
from ui.pages.exporting import ExportPresenter
from ui.pages.notices.panel import NoticesPanel
from ui.pages.notices.presenter import purpose_words
from ui.pages.step import StepPage
from ui.widgets.autosave import Autosave
from ui.widgets.basics import button
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.kept_fields import KeptFields
from ui.widgets.panels import Card
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.pages.announce.presenter import AnnounceState
    from ui.pages.page import Context

_LINES = 12


class AnnounceStep(StepPage):
    """Emits ``poster_asked`` when the poster is wanted."""

    poster_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = AnnouncePresenter(context.session, self, context.notify)
        self.exports = ExportPresenter(context.session, self, context.notify)
        self.choose_export: Callable[[QWidget, Thing, str], Path | None] = choose_export
        self._state: AnnounceState | None = None
        self.autosave = Autosave(context.scheduler, self)
        self.autosave.due.connect(lambda _: self._keep_drafts())
        self.column.setSpacing(theme.SPACE["l"])
        self.column.addWidget(self._text_card())
        self.column.addWidget(self._messages_card())
        self.column.addStretch(1)
        context.session.bus.on(
            ("meeting", "venue", "module", "meeting_role"),
            self,
            lambda _: self.presenter.load() if self.isVisible() else None,
        )

    def _text_card(self) -> Card:
        card = Card(
            tr("What you write"),
            tr("The facts of the meeting are filled in; change the text as you like before you use it."),
        )
        self.fields = KeptFields(self)
        self.words = self.fields.lines("public_text")
        self.fields.kept.connect(self._keep)
        card.add(FormField(tr("A few words of your own"), self.words, tr("They stand on the poster too.")))
        self.purpose = QComboBox()
        for purpose in PURPOSES:
            self.purpose.addItem(purpose_words(purpose), purpose)
        self.purpose.currentIndexChanged.connect(lambda _: self._show_text())
        card.add(FormField(tr("Which message"), self.purpose))
        self.text = TextArea(_LINES)
        self.text.textChanged.connect(self._typed)
        self.text.left.connect(self.autosave.flush)
        card.add(FormField(tr("Text"), self.text))
        acts = FlowLayout()
        self.again_button = button(tr("Write it again"), self._again, "quiet", "undo-2")
        self.copy_button = button(tr("Copy the text"), self._copy, "plain", "copy")
        self.poster_button = button(tr("Poster"), self.poster_asked.emit, "plain", "printer")
        self.calendar_button = button(tr("Calendar file…"), self._calendar, "plain", "calendar")
        self.announce_button = button(
            tr("The meeting is announced"), self.presenter.announce, "primary", "bell"
        )
        for act in (
            self.again_button,
            self.copy_button,
            self.poster_button,
            self.calendar_button,
            self.announce_button,
        ):
            acts.add(act)
        card.add(acts)
        return card

    def _messages_card(self) -> Card:
        card = Card(
            tr("Messages to people"),
            tr("The list is made without a network; your mail program sends, and you say what has left."),
        )
        self.panel = NoticesPanel(self.context, PURPOSES)
        self.queue_button = button("", self._queue, "plain", "users")
        line = FlowLayout()
        line.add(self.queue_button)
        card.add(line)
        card.add(self.panel)
        return card

    def open(self, meeting_id: str) -> None:
        """Show this meeting, with its texts as the facts make them."""
        self.notice.clear()
        self.autosave.flush()
        if self._state is not None and self._state.meeting_id != meeting_id:
            self._state = None
            self.panel.presenter.own_words = {}
        self.presenter.open(meeting_id)
        self.panel.presenter.open(meeting_id)

    @property
    def _chosen(self) -> str:
        return str(self.purpose.currentData())

    def show_announcement(self, state: AnnounceState) -> None:
        """Show the texts; one that was changed by hand stays."""
        anew = self._state is None or self._state.meeting_id != state.meeting_id
        self._state = state
        if anew and state.drafts:
            self.panel.presenter.own_words = dict(state.drafts)
            self.panel.presenter.load()
        self.fields.fill({"public_text": state.words or None}, anew=anew)
        self.fields.enable(enabled=not state.is_over)
        self.announce_button.setVisible(state.can_announce)
        self._show_text()

    def _show_text(self) -> None:
        if self._state is None:
            return
        text = self.panel.presenter.own_words.get(self._chosen) or self._state.texts[self._chosen]
        if text != self.text.toPlainText():
            blocked = self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(blocked)
        self.again_button.setEnabled(self._chosen in self.panel.presenter.own_words)
        self.queue_button.setText(
            tr("Put the group on the list of invitations")
            if self._chosen == INVITATION
            else tr("Put those registered on the list of reminders")
        )

    def _typed(self) -> None:
        """Let messages say what is written here; they are made anew after a pause, and before one leaves."""
        self.panel.presenter.own_words[self._chosen] = self.text.toPlainText()
        self.again_button.setEnabled(True)
        self.autosave.touch()

    def _again(self) -> None:
        self.panel.presenter.own_words.pop(self._chosen, None)
        self._show_text()
        self.autosave.drop()
        self._keep_drafts()

    def _keep_drafts(self) -> None:
        if self._state is not None:
            self.presenter.keep_drafts(self._state.meeting_id, self.panel.presenter.own_words)
            self.panel.presenter.load()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.fields.finish()
        self.autosave.flush()

    def _keep(self, _field: str, words: str | None) -> None:
        if self._state is not None:
            self.presenter.keep_words(self._state.meeting_id, words)
            self.panel.presenter.load()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.context.notify(tr("The text was copied."))

    def _queue(self) -> None:
        self.panel.presenter.queue(INVITATION if self._chosen == INVITATION else REMINDER)

    def _calendar(self) -> None:
        if self._state is None:
            return
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.MEETINGS, f"organiser-kit-meeting-{now:%Y-%m-%d}.ics")
        if path is not None:
            self.exports.write(Thing.MEETINGS, path, Selection(meeting_id=self._state.meeting_id))
