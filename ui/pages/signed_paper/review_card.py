"""What was read of the signed sheet, row by row, and the one button that records it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from ui import theme
from ui.pages.notice import Notice
from ui.pages.page import scrolled
from ui.pages.signed_paper.line_panel import LinePanel
from ui.pages.signed_paper.models import ReviewModel
from ui.widgets.answer_list import AnswerList
from ui.widgets.basics import button
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card, EmptyState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.papers.sheet_review import Place, WalkIn
    from ui.pages.signed_paper.presenter import SignedPaperPresenter
    from ui.pages.signed_paper.view import ReviewState


class ReviewCard(Card):
    """The chosen row on top, the list under it, then the confirmation."""

    def __init__(self, presenter: SignedPaperPresenter) -> None:
        super().__init__(tr("What the paper says"), " ")
        self._presenter = presenter
        self._state: ReviewState | None = None
        self._told: str | None = None
        self.trouble = Notice()
        self.add(self.trouble)
        self._rows = self._make_rows()
        self.sure = EmptyState(
            "circle-check",
            tr("Nothing is in doubt"),
            tr("Every row was read without doubt. Confirm, or look at every row first."),
        )
        inside = self.sure.layout()
        assert inside is not None
        inside.setContentsMargins(0, 0, 0, 0)  # the card has its own
        self._sure = scrolled(self.sure)
        self.add(self._rows, 1)
        self.add(self._sure, 1)
        self.add(self._foot())

    def _make_rows(self) -> QWidget:
        made = QWidget()
        parts = QVBoxLayout(made)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(theme.SPACE["m"])
        self.panel = LinePanel()
        self.panel.answered.connect(self._answer)
        self.panel.guest.filled.connect(self._name)
        self.panel.guest.typed.connect(self._presenter.search)
        self.panel.guest.left.connect(self.to_list)
        self.model = ReviewModel()
        self.list = AnswerList(tr("Rows of the signed sheet"), self.panel.letters())
        self.list.setModel(self.model)
        self.list.stretch(1)
        self.list.answered.connect(self._answer)
        self.list.went_on.connect(self._go_on)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        parts.addWidget(self.panel)
        parts.addWidget(self.list, 1)
        return made

    def _foot(self) -> FlowLayout:
        foot = FlowLayout(theme.SPACE["m"])
        self.every = QCheckBox(tr("Show every row"))
        self.every.toggled.connect(self._presenter.show_all)
        self.confirm_button = button(" ", self._confirm, "primary", "shield-check")
        foot.add(self.every, grow=True)
        foot.add(self.confirm_button)
        return foot

    def show_state(self, state: ReviewState, walk_ins: Mapping[Place, WalkIn]) -> None:
        """Show what was read and what is said of it so far."""
        self._state = None  # what follows moves the list: nobody chose
        self.header.set_title(tr("What the paper says"), state.headline)
        self._show_trouble(state)
        self.model.show_lines(state.lines)
        if state.at is not None and state.line is not None:
            self._mark(state.at)
            self.panel.show_line(state.line, walk_ins.get(state.line.place))
        # Not a stack of two: it would be as high as the higher one.
        self._rows.setVisible(bool(state.lines))
        self._sure.setVisible(not state.lines)
        self.every.blockSignals(True)
        self.every.setChecked(state.shows_all)
        self.every.blockSignals(False)
        n = state.to_record
        self.confirm_button.setText(
            trn("Confirm {n} new presence", "Confirm {n} new presences", n) if n else tr("Confirm")
        )
        self._state = state

    def _show_trouble(self, state: ReviewState) -> None:
        stopped = (tr("The reading was stopped: the pages after it were not looked at."),) * state.stopped
        sentence = "\n".join((*stopped, *state.problems, *state.missing))
        if sentence != self._told:  # closed by whoever has read it, it does not come back at each answer
            self._told = sentence
            self.trouble.say("warning", sentence)

    def _mark(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.list.scrollTo(index)

    def forget(self) -> None:
        """Take what comes next for a reading of its own."""
        self._told = None
        self.panel.forget()

    def to_list(self) -> None:
        """Put the keyboard where the next answer is given."""
        if self._state is not None and self._state.lines:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if self._state is not None and index.isValid():
            self._presenter.choose(self.model.line(index.row()).place)

    def _confirm(self) -> None:
        """Confirm; with rows in doubt, say first what becomes of them."""
        n = self._state.open if self._state else 0
        if not n:
            self._presenter.confirm()
            return
        self._told = None
        self.trouble.say(
            "warning",
            trn(
                "{n} row is still in doubt: nothing would be recorded for it.",
                "{n} rows are still in doubt: nothing would be recorded for them.",
                n,
            ),
            (tr("Confirm all the same"), self._presenter.confirm),
        )

    def _answer(self, answer: str) -> None:
        line = self._state.line if self._state else None
        if line is not None and line.is_walk_in and answer == "signed":
            self.panel.guest.family_name.setFocus()
            return
        self._presenter.decide(answer == "signed")
        self.to_list()

    def _name(self, guest: WalkIn) -> None:
        self._presenter.name(guest)
        self.to_list()

    def _go_on(self) -> None:
        """Answer Enter: go into the form of a blank line, to the next row in doubt, at last to the button."""
        state = self._state
        if state is None:
            return
        if state.line is not None and state.line.is_walk_in and state.line.answer == "open":
            self.panel.guest.family_name.setFocus()
        elif state.open:
            self._presenter.next_open()
        else:
            self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)
