"""The section of resources: the list, and what is known of the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.library.files_panel import FilesPanel
from ui.pages.library.files_presenter import Holder
from ui.pages.library.resource_dialog import KeptResourceDialog, ResourceDialog
from ui.pages.library.resources_presenter import ResourcesPresenter
from ui.pages.notice import Notice
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card, EmptyState
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.pages.library.resources_presenter import ResourceLine
    from ui.pages.page import Context


class ResourcesSection(QWidget):
    """Search, list, details."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.presenter = ResourcesPresenter(context.session, self, context.notify)
        self.dialog: ResourceDialog | None = None
        self._scheduler = context.scheduler
        self.correcting: KeptResourceDialog | None = None
        self.open_address: Callable[[str], object] = lambda address: QDesktopServices.openUrl(QUrl(address))
        self._lines: tuple[ResourceLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["m"])
        self.notice = Notice()
        column.addWidget(self.notice)
        self.empty = EmptyState(
            "graduation-cap",
            tr("Nothing to go further with yet"),
            tr(
                "Keep here the pages, books and activities that your group may go on with. Their summaries "
                "can be read without a network, and other laptops of the group get them too."
            ),
            tr("Add a resource"),
        )
        self.empty.acted.connect(lambda: self._ask(None))
        column.addWidget(self.empty, 1)
        column.addWidget(self._list_card(context), 1)
        column.addWidget(self._details_card())
        context.session.bus.on(
            ("resource", "attachment"), self, lambda _: self.presenter.load() if self.isVisible() else None
        )

    def _list_card(self, context: Context) -> Card:
        self.card = card = Card(tr("To go further"), " ")
        self.add_button = button(tr("Add a resource"), lambda: self._ask(None), "primary", "plus")
        card.header.add(self.add_button)
        self.search = SearchField(
            context.scheduler, tr("Search the resources"), tr("Words of the title, the summary, the tags…")
        )
        self.search.asked.connect(self.presenter.search)
        card.add(self.search)
        self.model = QStandardItemModel(0, 4)
        self.table = ListTable(tr("Resources"))
        self.table.setModel(self.model)
        self.table.opened.connect(lambda row: self._ask(self._lines[row]))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        self.table.set_empty_words(tr("No resource has these words."))
        card.add(self.table, 1)
        return card

    def _details_card(self) -> Card:
        self.details = card = Card(" ", " ")
        self._summary = label("", wrap=True)
        card.add(self._summary)
        self.files = FilesPanel(self._context, Holder.RESOURCE)
        card.add(self.files)
        row = FlowLayout()
        self._offline = label("", "muted", wrap=True)
        row.add(self._offline, grow=True)
        self.delete_button = button(tr("Take off the list"), self._delete, "quiet", "trash-2")
        self.edit_button = button(tr("Correct"), lambda: self._ask(self._chosen()), "plain", "pencil")
        self.link_button = button(tr("Open the page"), self._open_link, "plain", "external-link")
        for made in (self.delete_button, self.edit_button, self.link_button):
            row.add(made)
        card.add(row)
        return card

    def load(self) -> None:
        """Read the list again."""
        self.presenter.load()

    def show_resources(self, lines: tuple[ResourceLine, ...], summary: str, *, searched: bool) -> None:
        """Show the list."""
        kept = self._chosen()
        self._lines = lines
        nothing = not lines and not searched
        self.empty.setVisible(nothing)
        self.card.setVisible(not nothing)
        self.card.header.set_title(tr("To go further"), summary)
        self.model.setRowCount(0)
        self.model.setHorizontalHeaderLabels([tr("Title"), tr("Tags"), tr("Module"), tr("Licence")])
        for line in lines:
            known = line.fields
            cells = (known.title, known.tags, str(known.module_number or ""), known.licence)
            self.model.appendRow([QStandardItem(text) for text in cells])
        self.table.stretch(0)
        ids = [line.id for line in lines]
        if lines:
            self.table.selectRow(ids.index(kept.id) if kept and kept.id in ids else 0)
        self._show_details()

    def _chosen(self) -> ResourceLine | None:
        row = self.table.selected_row()
        return self._lines[row] if row is not None and row < len(self._lines) else None

    def _show_details(self) -> None:
        line = self._chosen()
        self.details.setVisible(line is not None)
        if line is not None:
            self.details.header.set_title(line.fields.title, line.fields.url)
            self._summary.setText(line.fields.summary)
            self._summary.setVisible(bool(line.fields.summary))
            self._offline.setText(line.offline)
            self.files.show_record(line.id, may_change=True)
            self.link_button.setVisible(bool(line.fields.url))

    def _open_link(self) -> None:
        line = self._chosen()
        if line is not None:
            self.open_address(line.fields.url)

    def _delete(self) -> None:
        line = self._chosen()
        if line is not None:
            self.presenter.delete(line)

    def _ask(self, line: ResourceLine | None) -> None:
        self.notice.clear()
        if line is None:
            self.dialog = ResourceDialog(self)
            self.dialog.filled.connect(self.presenter.add)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()
        else:
            self.correcting = KeptResourceDialog(line.fields, self._scheduler, self)
            self.correcting.changed.connect(lambda part, fields: self.presenter.keep(line.id, part, fields))
            self.correcting.finished.connect(self._forget)
            self.correcting.open()

    def _forget(self) -> None:
        self.dialog = self.correcting = None

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that a field is saved."""
        if self.correcting is not None:
            self.correcting.show_kept(part)

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside its field why it is not saved."""
        if self.correcting is not None:
            self.correcting.show_wrong(part, error.sentence)

    def saved(self) -> None:
        """Close the form in which a resource was added."""
        if self.dialog is not None:
            self.dialog.accept()

    def refuse(self, error: KitError) -> None:
        """Say it in the form if it is open, else on the page."""
        if self.dialog is not None:
            self.dialog.show_problem(error.sentence)
        else:
            self.notice.say("danger", error.sentence)
