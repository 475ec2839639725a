"""Everybody of the group, with what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from organiser_kit.i18n import tr
from organiser_kit.services.exports import Thing
from ui import theme
from ui.dialogs.erase_person import ErasePersonDialog
from ui.dialogs.export_file import choose_export, choose_folder
from ui.dialogs.person import KeptPersonDialog, PersonDialog
from ui.pages.exporting import ExportPresenter, proposed_name
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.people.erasing import ErasingPresenter
from ui.pages.people.model import PeopleModel
from ui.pages.people.presenter import PeoplePresenter
from ui.pages.people.same_person import SamePersonCard
from ui.pages.people.suspects import SuspectsPresenter
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from organiser_kit.errors import KitError
    from ui.navigation import Route
    from ui.pages.page import Context
    from ui.pages.people.erasing import Erasing
    from ui.pages.people.presenter import PeopleState, PersonLine
    from ui.pages.people.suspects import SuspectPair


class PeoplePage(Page):
    """Search, list, correct."""

    import_asked = Signal()

    _wanted = ""
    """Whose row is to be chosen once it is there."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PeoplePresenter(context.session, self, context.notify)
        self.suspects = SuspectsPresenter(context.session, self, context.notify, self.presenter.load)
        self.exports = ExportPresenter(context.session, self, context.notify)
        self.erasing = ErasingPresenter(context.session, self, context.notify, self._load)
        self.choose_export: Callable[[QWidget, Thing, str], Path | None] = choose_export
        self.choose_folder: Callable[[QWidget], Path | None] = choose_folder
        self.dialog: PersonDialog | ErasePersonDialog | None = None
        self.correcting: KeptPersonDialog | None = None
        self._lines: tuple[PersonLine, ...] = ()
        self._groups: tuple[tuple[str, str], ...] = ()
        self._add_head()
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.same_person = SamePersonCard()
        self.same_person.same.connect(self.suspects.same)
        self.same_person.different.connect(self.suspects.different)
        self.column.addWidget(self.same_person)
        self.column.addWidget(self._list_card(), 1)
        context.session.bus.on(
            ("person", "structure", "consent"),
            self,
            lambda _: self._load() if self.isVisible() else None,
        )

    def _add_head(self) -> None:
        head = FlowLayout(theme.SPACE["m"])
        head.add(label(tr("People"), "title"))
        self._summary = label("", "muted", wrap=True)
        head.add(self._summary, grow=True)
        self.add_button = button(tr("Add a person"), self._add, "primary", "user-plus")
        self.export_button = button(tr("Export…"), self._export, "plain", "download")
        self.contacts_button = button(tr("Contact sheet…"), self._export_contacts, "plain", "id-card")
        self.contacts_button.setAccessibleDescription(
            tr("Writes the contacts of those who agreed to share them with the group, and of nobody else.")
        )
        self.contacts_button.setToolTip(self.contacts_button.accessibleDescription())
        self.import_button = button(tr("Import…"), self.import_asked.emit, "plain", "upload")
        head.add(self.contacts_button)
        head.add(self.import_button)
        head.add(self.export_button)
        head.add(self.add_button)
        self.column.addLayout(head)
        # Adding is what one comes for: it has the keyboard first.
        self.setTabOrder(self.add_button, self.export_button)

    def _list_card(self) -> Card:
        card = Card()
        self.search = SearchField(
            self.context.scheduler, tr("Search people"), tr("Name, from the first letter…")
        )
        self.search.asked.connect(self.presenter.search)
        self.edit_button = button(tr("Correct"), self._edit_selected, "plain", "pencil")
        card.add(self.search)
        line = FlowLayout(right=False)
        self.kept_button = button(tr("Export their data…"), self._write_kept, "plain", "file-text")
        self.kept_button.setAccessibleDescription(
            tr("Writes all that is kept about the person selected to a folder, for that person.")
        )
        self.kept_button.setToolTip(self.kept_button.accessibleDescription())
        self.agrees_button = button(" ", self._switch_agrees, "plain", "user-check")
        line.add(self.agrees_button)
        line.add(self.kept_button)
        line.add(self.edit_button)
        self.erase_button = button(tr("Erase this person…"), self._erase_selected, "plain", "trash-2")
        line.add(self.erase_button)
        card.add(line)
        self.model = PeopleModel()
        self.table = ListTable(tr("People"))
        self.table.setModel(self.model)
        self.table.opened.connect(self._edit)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        card.add(self.table, 1)
        return card

    def enter(self, route: Route) -> None:
        """Read everybody."""
        del route
        self._load()

    def group_at_hand(self) -> str:
        """Return the only group there is: with several, it takes a question."""
        return self._groups[0][1] if len(self._groups) == 1 else ""

    def _load(self) -> None:
        self.presenter.load()
        self.suspects.load()

    def show_suspects(self, pairs: tuple[SuspectPair, ...]) -> None:
        """Show who may be in the list twice."""
        self.same_person.show_pairs(pairs)

    def look_for(self, person_id: str, name: str) -> None:
        """Look for somebody, and choose their row."""
        self._wanted = person_id
        self.search.look_for(name)

    def show_people(self, state: PeopleState) -> None:
        """Show the list."""
        self._lines = state.lines
        self._groups = state.groups
        self._summary.setText(state.summary)
        self.model.show_lines(state.lines)
        self.table.stretch(1)
        self.table.set_empty_words(
            tr("Nobody has a name that begins so.")
            if self.search.text().strip()
            else tr("Nobody yet: import a file, drop one here, or add people one by one.")
        )
        self._choose_wanted()
        self._enable()

    def _choose_wanted(self) -> None:
        row = next((row for row, line in enumerate(self._lines) if line.id == self._wanted), None)
        if row is not None:
            self._wanted = ""
            self.table.selectRow(row)
            self.table.setFocus()

    def _enable(self) -> None:
        row = self.table.selected_row()
        for of_a_person in (self.edit_button, self.kept_button, self.agrees_button, self.erase_button):
            of_a_person.setEnabled(row is not None)
        agrees = row is not None and self._lines[row].agrees
        words = tr("Take off the contact sheet") if agrees else tr("Agreed to share their contact")
        self.agrees_button.setText(words)

    def _switch_agrees(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.presenter.set_agrees(self._lines[row], agrees=not self._lines[row].agrees)

    def _export_contacts(self) -> None:
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.CONTACTS, proposed_name(Thing.CONTACTS, now))
        if path is not None:
            self.exports.write(Thing.CONTACTS, path)

    def _export(self) -> None:
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.PEOPLE, proposed_name(Thing.PEOPLE, now))
        if path is not None:
            self.exports.write(Thing.PEOPLE, path)

    def _write_kept(self) -> None:
        row = self.table.selected_row()
        folder = self.choose_folder(self) if row is not None else None
        if row is not None and folder is not None:
            self.exports.write_person(self._lines[row].id, folder)

    def _add(self) -> None:
        dialog = PersonDialog(tr("Add a person"), tr("Add"), self, groups=self._groups)
        dialog.filled.connect(self.presenter.add)
        self._ask(dialog)

    def _edit_selected(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self._edit(row)

    def _edit(self, row: int) -> None:
        person = self._lines[row]
        self.correcting = KeptPersonDialog(person.fields, self.context.scheduler, self)
        self.correcting.changed.connect(lambda part, fields: self.presenter.keep(person.id, part, fields))
        self.correcting.finished.connect(self._forget)
        self.correcting.open()

    def _forget(self) -> None:
        self.correcting = None

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that a field is saved."""
        if self.correcting is not None:
            self.correcting.show_kept(part)

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside its field why it is not saved."""
        if self.correcting is not None:
            self.correcting.show_wrong(part, error.sentence)

    def _erase_selected(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.erasing.begin(self._lines[row].id, self._lines[row].name)

    def ask_to_erase(self, erasing: Erasing) -> None:
        """Explain, and ask for the word."""
        dialog = ErasePersonDialog(erasing, self)
        dialog.agreed.connect(lambda reason: self.erasing.erase(erasing.person_id, reason))
        self._ask(dialog)

    def erased(self) -> None:
        """Close the question."""
        self.saved()

    def _ask(self, dialog: PersonDialog | ErasePersonDialog) -> None:
        self.dialog = dialog
        dialog.open()

    def saved(self) -> None:
        """Close the form in which somebody was added."""
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None

    def refuse(self, error: KitError) -> None:
        """Say it in the form if it is open, else on the page."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_problem(error.sentence)
        else:
            self.notice.say("danger", error.sentence)
