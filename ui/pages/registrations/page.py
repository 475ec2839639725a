"""The step in which the list of people is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from organiser_kit.i18n import tr
from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import Thing
from ui.dialogs.attention import AttentionDialog
from ui.dialogs.export_file import choose_export
from ui.dialogs.import_file import ImportDialog
from ui.dialogs.lost_badge import LostBadgeDialog
from ui.dialogs.person import PersonDialog
from ui.pages.exporting import ExportPresenter, proposed_name
from ui.pages.registrations.models import RosterModel
from ui.pages.registrations.presenter import RosterPresenter
from ui.pages.step import StepPage
from ui.widgets.basics import button, icon_button
from ui.widgets.flow import FlowLayout
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.pages.page import Context
    from ui.pages.registrations.presenter import RosterState

KINDS = ("registration", "person", "meeting", "meeting_role", "structure")


class RegistrationsStep(StepPage):
    """Search field, buttons and the list; ``badge_asked`` carries the person whose badge is to be printed."""

    badge_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = RosterPresenter(context.session, self, context.notify)
        self.dialog: PersonDialog | ImportDialog | LostBadgeDialog | AttentionDialog | None = None
        self.choose_file: Callable[[QWidget], Path | None] = _choose_file
        self.exports = ExportPresenter(context.session, self, context.notify)
        self.choose_export: Callable[[QWidget, Thing, str], Path | None] = choose_export
        self.card = Card(tr("People expected"), " ")
        self.import_button = button(tr("Import a file"), self.import_file, "plain", "upload")
        self.add_button = button(tr("Add a person"), self.add_person, "primary", "user-plus")
        self.export_button = icon_button(tr("Export…"), "download", self._export)
        self.card.header.add(self.export_button)
        self.card.header.add(self.import_button)
        self.card.header.add(self.add_button)
        self.search = SearchField(
            context.scheduler, tr("Search the list"), tr("Name or structure, from the first letter…")
        )
        self.search.asked.connect(self.presenter.search)
        self.withdraw_button = button(tr("Take off the list"), self._withdraw, "plain", "user-x")
        self.badge_button = button(tr("Print the badge"), self._print_badge, "plain", "id-card")
        self.lost_button = button(tr("Badge lost"), self._ask_lost, "plain", "refresh-cw")
        self.note_button = button(tr("Good to know…"), self._ask_note, "plain", "eye")
        line = FlowLayout(right=False)
        for made in (self.badge_button, self.lost_button, self.note_button, self.withdraw_button):
            line.add(made)
        self.card.add(self.search)
        self.card.add(line)
        self.model = RosterModel()
        self.table = ListTable(tr("People expected"))
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.card.add(self.table, 1)
        self.column.addWidget(self.card, 1)
        context.session.bus.on(KINDS, self, lambda _: self.presenter.load() if self.isVisible() else None)

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self.notice.clear()
        self.presenter.open(meeting_id)

    def show_roster(self, state: RosterState) -> None:
        """Show the list."""
        kept = self._selected_id()
        self.model.show_lines(state.lines)
        self.card.header.set_title(tr("People expected"), state.summary)
        searched = bool(self.search.text().strip())
        self.table.set_empty_words(
            tr("Nobody on the list has a name that begins so.")
            if searched
            else tr("Nobody is registered yet: import a file, or add people one by one.")
        )
        for row, line in enumerate(state.lines):
            if line.person_id == kept:
                self.table.selectRow(row)
        self.import_button.setEnabled(not state.locked)
        self.add_button.setEnabled(not state.locked)
        self._enable()

    def _selected_id(self) -> str:
        row = self.table.selected_row()
        return self.model.line(row).person_id if row is not None else ""

    def _enable(self) -> None:
        row = self.table.selected_row()
        expected = row is not None and not self.model.line(row).withdrawn
        for of_a_person in (self.withdraw_button, self.badge_button, self.lost_button, self.note_button):
            of_a_person.setEnabled(expected)

    def _withdraw(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.presenter.withdraw(self.model.line(row))

    def _print_badge(self) -> None:
        self.print_badge(self._selected_id())

    def print_badge(self, person_id: str) -> None:
        """Show somebody's badge, ready to be printed."""
        self.badge_asked.emit(person_id)

    def _ask_lost(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            line = self.model.line(row)
            self.dialog = LostBadgeDialog(line.name, self)
            self.dialog.agreed.connect(lambda: self.presenter.reissue(line))
            self.dialog.open()

    def _ask_note(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            line = self.model.line(row)
            self.dialog = AttentionDialog(line.name, line.attention, self.context.scheduler, self)
            self.dialog.given.connect(lambda note: self.presenter.note(line, note))
            self.dialog.open()

    def add_person(self) -> None:
        """Ask for somebody new."""
        self.dialog = PersonDialog(tr("Add a person"), tr("Add and register"), self)
        self.dialog.filled.connect(self.presenter.add)
        self.dialog.open()

    def added(self) -> None:
        """Close the dialog."""
        if self.dialog is not None:
            self.dialog.accept()

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that the note is saved."""
        if isinstance(self.dialog, AttentionDialog):
            self.dialog.show_kept(part)

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside the note why it is not saved."""
        if isinstance(self.dialog, AttentionDialog):
            self.dialog.show_wrong(part, error.sentence)

    def _export(self) -> None:
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.ATTENDANCE, proposed_name(Thing.ATTENDANCE, now))
        if path is not None:
            self.exports.write(Thing.ATTENDANCE, path, Selection(meeting_id=self.presenter.meeting_id))

    def import_file(self) -> None:
        """Choose a file and show what would be read."""
        path = self.choose_file(self)
        if path is not None:
            self.dialog = ImportDialog(
                self.context.session, path, self.presenter.group_id, self.presenter.meeting_id, self
            )
            self.dialog.finished.connect(lambda _: self.presenter.load())
            self.dialog.open()

    def refuse(self, error: KitError) -> None:
        """Say it in the dialog if it is open, else on the page."""
        if isinstance(self.dialog, PersonDialog) and self.dialog.isVisible():
            self.dialog.show_problem(error.sentence)
        else:
            super().refuse(error)


def _choose_file(parent: QWidget) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(
        parent,
        tr("Import people from a file"),
        "",
        tr("Lists of people (*.csv *.txt *.tsv *.xlsx);;All files (*)"),
    )
    return Path(name) if name else None
