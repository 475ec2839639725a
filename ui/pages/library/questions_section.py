"""The section of questions: the list, and the answer to the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.library.question_dialog import QuestionDialog
from ui.pages.library.questions_presenter import QuestionsPresenter, QuestionsState
from ui.pages.notice import Notice
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card, EmptyState
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.library.questions_presenter import QuestionLine
    from ui.pages.page import Context


class QuestionsSection(QWidget):
    """List and answer."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.presenter = QuestionsPresenter(context.session, self, context.notify)
        self.dialog: QuestionDialog | None = None
        self._state = QuestionsState((), "", ())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["m"])
        self.notice = Notice()
        column.addWidget(self.notice)
        self.empty = EmptyState(
            "circle-question-mark",
            tr("No question yet"),
            tr(
                "Write a question whenever it comes up, even without a network: it leaves with the next "
                "exchange, and the answer is shown here when it comes."
            ),
            tr("Ask a question"),
        )
        self.empty.acted.connect(self._ask)
        column.addWidget(self.empty, 1)
        column.addWidget(self._list_card(), 1)
        column.addWidget(self._details_card())
        context.session.bus.on(
            ("help_request",), self, lambda _: self.presenter.load() if self.isVisible() else None
        )

    def _list_card(self) -> Card:
        self.card = card = Card(tr("Questions to the help desk"), " ")
        self.ask_button = button(tr("Ask a question"), self._ask, "primary", "plus")
        card.header.add(self.ask_button)
        self.model = QStandardItemModel(0, 3)
        self.table = ListTable(tr("Questions to the help desk"))
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        card.add(self.table, 1)
        return card

    def _details_card(self) -> Card:
        self.details = card = Card(" ", " ")
        self.pill = StatusPill()
        card.header.add(self.pill)
        self._question = label("", wrap=True)
        self._answer_title = label(tr("Answer"), "strong")
        self._answer = label("", wrap=True)
        for words in (self._question, self._answer_title, self._answer):
            card.add(words)
        row = FlowLayout()
        self.delete_button = button(tr("Take off the list"), self._delete, "quiet", "trash-2")
        row.add(self.delete_button)
        card.add(row)
        return card

    def load(self) -> None:
        """Read the list again."""
        self.presenter.load()

    def show_questions(self, state: QuestionsState) -> None:
        """Show the list; what was chosen stays chosen."""
        kept = self._chosen()
        self._state = state
        self.empty.setVisible(not state.lines)
        self.card.setVisible(bool(state.lines))
        self.card.header.set_title(tr("Questions to the help desk"), state.summary)
        self.model.setRowCount(0)
        self.model.setHorizontalHeaderLabels([tr("What it is about"), tr("Meeting"), tr("State")])
        for line in state.lines:
            cells = (line.subject, line.about, line.pill[2])
            self.model.appendRow([QStandardItem(text) for text in cells])
        self.table.stretch(0)
        ids = [line.id for line in state.lines]
        if ids:
            self.table.selectRow(ids.index(kept.id) if kept and kept.id in ids else 0)
        self._show_details()

    def _chosen(self) -> QuestionLine | None:
        row = self.table.selected_row()
        return self._state.lines[row] if row is not None and row < len(self._state.lines) else None

    def _show_details(self) -> None:
        line = self._chosen()
        self.details.setVisible(line is not None)
        if line is None:
            return
        self.details.header.set_title(line.subject, line.about)
        self.pill.show_status(*line.pill)
        self._question.setText(line.question)
        self._answer.setText(line.answer)
        for words in (self._answer_title, self._answer):
            words.setVisible(bool(line.answer))

    def _ask(self) -> None:
        self.notice.clear()
        self.dialog = QuestionDialog(self._state.meetings, self)
        self.dialog.filled.connect(self.presenter.ask)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _delete(self) -> None:
        line = self._chosen()
        if line is not None:
            self.presenter.delete(line)

    def saved(self) -> None:
        """Close the form."""
        if self.dialog is not None:
            self.dialog.accept()

    def refuse(self, error: KitError) -> None:
        """Say it in the form if it is open, else on the page."""
        if self.dialog is not None:
            self.dialog.show_problem(error.sentence)
        else:
            self.notice.say("danger", error.sentence)
