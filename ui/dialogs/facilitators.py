"""Find a facilitator: whom to ask, what they answer, how long it took them, and the coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import HOLDING, RoleState
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.notices.panel import open_in_mail_program
from ui.pages.prepare.facilitators import FacilitatorPresenter
from ui.widgets.basics import button, keep_narrow, label, rule
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.kept_fields import KeptFields
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.pages.page import Context
    from ui.pages.prepare.facilitators import CandidateLine, FacilitatorState

_WIDTH = 760
_HEIGHT = 150


class FacilitatorDialog(FormDialog):
    """Keeps every answer at once."""

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Find a facilitator"), tr("Choose somebody, ask, then note the answer."), tr("Close"), parent
        )
        self.setMinimumWidth(theme.current().height(_WIDTH))
        self.cancel_button.hide()
        self.open_mail: Callable[[str], bool] = open_in_mail_program
        self._notify = context.notify
        self._state: FacilitatorState | None = None
        self.presenter = FacilitatorPresenter(context.session, self, context.notify)
        self._pool()
        self.body.addWidget(rule())
        self._newcomers()
        self.body.addWidget(rule())
        self._coordinator()
        self.presenter.open(meeting_id)
        self.table.setFocus()

    def _pool(self) -> None:
        self.model = QStandardItemModel(0, 4)
        self.table = ListTable(tr("People who may be asked"))
        self.table.setModel(self.model)
        self.table.setMinimumHeight(theme.current().height(_HEIGHT))
        self.table.set_empty_words(tr("Nobody to ask yet: say below who works in computing."))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.body.addWidget(self.table, 1)
        self.mail_button = button(tr("Write the request"), self._write, "plain", "mail")
        self.answers = {
            RoleState.ASKED: button(tr("Asked"), lambda: self._note(RoleState.ASKED)),
            RoleState.ACCEPTED: button(
                tr("Accepts"), lambda: self._note(RoleState.ACCEPTED), "plain", "check"
            ),
            RoleState.DECLINED: button(tr("Declines"), lambda: self._note(RoleState.DECLINED), "plain", "x"),
            RoleState.CAME: button(tr("Came"), lambda: self._note(RoleState.CAME), "plain", "user-check"),
        }
        acts = FlowLayout()
        for act in (self.mail_button, *self.answers.values()):
            acts.add(act)
        self.body.addLayout(acts)
        self.fields = KeptFields(self)
        self.minutes = self.fields.number("minutes", 0, 6_000, tr("Not recorded"))
        self.minutes.setSingleStep(15)
        self.minutes.setSuffix(tr(" min"))
        self.fields.kept.connect(self._record)
        self.body.addWidget(
            FormField(
                tr("Time given for this meeting"), self.minutes, tr("Preparation included; a proof of hours.")
            )
        )

    def _newcomers(self) -> None:
        self.other = keep_narrow(QComboBox())
        self.other.setAccessibleName(tr("Person"))
        self.availability = QLineEdit()
        self.availability.setMaxLength(200)
        self.availability.setPlaceholderText(tr("When they can come"))
        self.availability.setAccessibleName(tr("When they can come"))
        self.join_button = button(tr("May be asked"), self._join, "plain", "user-plus")
        self.body.addWidget(label(tr("Who works in computing?"), "strong"))
        line = FlowLayout()
        line.add(self.other)
        line.add(self.availability, grow=True)
        line.add(self.join_button)
        self.body.addLayout(line)

    def _coordinator(self) -> None:
        self.coordinator = label("", wrap=True)
        self.copy_button = button(tr("Copy the letter"), self._copy, "plain", "copy")
        self.ask_button = button(tr("Write to the coordinator"), self._ask_coordinator, "plain", "mail")
        line = FlowLayout()
        line.add(self.coordinator, grow=True)
        line.add(self.copy_button)
        line.add(self.ask_button)
        self.body.addLayout(line)

    def show_facilitators(self, state: FacilitatorState) -> None:
        """Show the pool; the person selected stays selected."""
        kept = self._selected()
        self._state = state
        self.model.setRowCount(0)
        self.model.setHorizontalHeaderLabels(
            [tr("Name"), tr("Can come"), tr("Answer"), tr("Time given in all")]
        )
        for row, line in enumerate(state.lines):
            texts = (line.name, line.available, line.state_words, line.total)
            self.model.appendRow([QStandardItem(text) for text in texts])
            if kept is None or line.person_id == kept.person_id:
                self.table.selectRow(row)
                kept = line
        self.table.stretch(1)
        self.other.clear()
        for name, person_id in state.others:
            self.other.addItem(name, person_id)
        self.join_button.setEnabled(bool(state.others))
        self.coordinator.setText(
            tr("Coordinator: {who}", who=state.coordinator)
            if state.coordinator
            else tr("The group’s coordinator is not known yet.")
        )
        self._enable()

    def _selected(self) -> CandidateLine | None:
        row = self.table.selected_row()
        if self._state is None or row is None or row >= len(self._state.lines):
            return None
        return self._state.lines[row]

    def _enable(self) -> None:
        line = self._selected()
        self.mail_button.setEnabled(line is not None and bool(line.mail))
        for state, act in self.answers.items():
            act.setEnabled(line is not None and line.state is not state)
        self.minutes.setEnabled(line is not None and line.state in HOLDING)
        self.fields.fill({"minutes": line.minutes if line else None}, anew=True)

    def _note(self, state: RoleState) -> None:
        line = self._selected()
        if line is not None:
            self.presenter.note(line.person_id, state)

    def _record(self, _field: str, minutes: int | None) -> None:
        line = self._selected()
        if line is not None:
            self.presenter.record(line.person_id, minutes)

    def _write(self) -> None:
        line = self._selected()
        if line is not None and self._open(line.mail) and line.state is None:
            self.presenter.note(line.person_id, RoleState.ASKED)

    def _join(self) -> None:
        person_id = self.other.currentData()
        if person_id:
            self.presenter.join(person_id, self.availability.text().strip(), None)
            self.availability.clear()

    def _copy(self) -> None:
        if self._state is not None:
            QApplication.clipboard().setText(self._state.letter)
            self._notify(tr("The text was copied."))

    def _ask_coordinator(self) -> None:
        if self._state is not None:
            self._open(self._state.coordinator_mail)

    def _open(self, mail: str) -> bool:
        opened = self.open_mail(mail)
        self.show_problem(
            "" if opened else tr("No mail program answers on this computer: copy the text instead.")
        )
        return opened

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.show_problem(error.sentence)

    def submit(self) -> None:
        """Close: nothing is left to be saved."""
        self.fields.finish()
        self.accept()
