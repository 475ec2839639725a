"""The venue directory: the list on the left, what is known of one venue on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from organiser_kit.i18n import tr
from organiser_kit.services.exports import Thing
from ui import theme
from ui.dialogs.export_file import choose_export
from ui.dialogs.new_venue import NewVenueDialog
from ui.pages.exporting import ExportPresenter, proposed_name
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.venues.form import VenueForm
from ui.pages.venues.presenter import VenuesPresenter
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card, EmptyState
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from organiser_kit.errors import KitError
    from ui.navigation import Route
    from ui.pages.page import Context
    from ui.pages.venues.presenter import VenuesState

_LIST_WIDTH = 300


class VenuesPage(Page):
    """Search, list, correct: every field is kept as soon as one leaves it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = VenuesPresenter(context.session, self, context.notify)
        self.exports = ExportPresenter(context.session, self, context.notify)
        self.choose_export: Callable[[QWidget, Thing, str], Path | None] = choose_export
        self.dialog: NewVenueDialog | None = None
        self._state: VenuesState | None = None
        head = FlowLayout(theme.SPACE["m"])
        head.add(label(tr("Venues"), "title"))
        self._summary = label("", "muted", wrap=True)
        head.add(self._summary, grow=True)
        self.add_button = button(tr("Add a venue"), self.add, "primary", "plus")
        self.export_button = button(tr("Export…"), self._export, "plain", "download")
        head.add(self.export_button)
        head.add(self.add_button)
        self.column.addLayout(head)
        # Adding is what one comes for: it has the keyboard first.
        self.setTabOrder(self.add_button, self.export_button)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self._empty = EmptyState(
            "map-pin",
            tr("No venue is described yet"),
            tr("Describe once the places where you meet: access, equipment, who holds the key."),
            tr("Add a venue"),
        )
        self._empty.acted.connect(self.add)
        self.column.addWidget(self._empty, 1)
        large = theme.current().is_large
        self._below = QVBoxLayout() if large else QHBoxLayout()
        self._below.setSpacing(theme.SPACE["l"])
        self.list_card = self._list_card()
        self.form = VenueForm()
        self.form.kept.connect(self.presenter.keep)
        self.form.verified.connect(self.presenter.verify)
        self._below.addWidget(self.list_card, 0 if large else 2)
        self._below.addWidget(self.form, 3)
        self.column.addLayout(self._below, 1)
        context.session.bus.on(
            ("venue", "structure", "meeting"),
            self,
            lambda _: self.presenter.load() if self.isVisible() else None,
        )

    def _list_card(self) -> Card:
        card = Card()
        card.setMinimumWidth(theme.current().height(_LIST_WIDTH))
        self.search = SearchField(self.context.scheduler, tr("Search venues"), tr("Name or town…"))
        self.search.asked.connect(self.presenter.search)
        card.add(self.search)
        self.model = QStandardItemModel(0, 2)
        self.table = ListTable(tr("Venues"))
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        card.add(self.table, 1)
        return card

    def enter(self, route: Route) -> None:
        """Read the directory."""
        del route
        self.notice.clear()
        self.presenter.load()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.form.fields.finish()

    def show_venues(self, state: VenuesState) -> None:
        """Show the list and the venue that is open."""
        self._state = None
        nothing = state.open is None and not state.lines and not self.search.text().strip()
        self._empty.setVisible(nothing)
        for shown in (self.list_card, self.add_button, self.export_button):
            shown.setVisible(not nothing)
        self._summary.setText(state.summary)
        self.model.removeRows(0, self.model.rowCount())
        self.model.setHorizontalHeaderLabels([tr("Name"), tr("Town")])
        opened = state.open.venue.id if state.open else ""
        for line in state.lines:
            cells = [QStandardItem(text) for text in (line.name, line.commune)]
            for cell in cells:
                cell.setToolTip(line.checked)
            self.model.appendRow(cells)
            if line.id == opened:
                self.table.selectRow(self.model.rowCount() - 1)
        self.table.stretch(0)
        self.table.set_empty_words(tr("No venue has a name that begins so."))
        self.form.setVisible(state.open is not None)
        if state.open is not None:
            self.form.show_venue(state.open)
        self._state = state

    def _choose(self, row: int) -> None:
        if self._state is not None and 0 <= row < len(self._state.lines):
            self.form.fields.finish()
            self.presenter.choose(self._state.lines[row].id)

    def add(self) -> None:
        """Ask for the name of a new venue."""
        groups = self._state.groups if self._state else ()
        self.dialog = NewVenueDialog(groups, self)
        self.dialog.filled.connect(self.presenter.add)
        self.dialog.open()

    def _export(self) -> None:
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.VENUES, proposed_name(Thing.VENUES, now))
        if path is not None:
            self.exports.write(Thing.VENUES, path)

    def venue_added(self) -> None:
        """Close the form of a new venue."""
        self.search.clear()
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None

    def refuse(self, error: KitError) -> None:
        """Say it in the form if it is open, else on the page."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_problem(error.sentence)
        else:
            self.notice.say("danger", error.sentence)
