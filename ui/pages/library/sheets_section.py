"""The section of practice sheets: the list, or the sheet that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from organiser_kit.rules.text import fold
from ui import theme
from ui.dialogs.save_as import save_as
from ui.pages.library.files_panel import FilesPanel
from ui.pages.library.files_presenter import Holder
from ui.pages.library.sheet_form import SheetForm
from ui.pages.library.sheets_presenter import SheetsPresenter
from ui.pages.notice import Notice
from ui.widgets.autosave import Autosave
from ui.widgets.basics import button
from ui.widgets.current_stack import CurrentStack
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card, EmptyState
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QHideEvent

    from organiser_kit.errors import KitError
    from ui.pages.library.sheets_presenter import OpenSheet, SheetLine
    from ui.pages.page import Context


class SheetsSection(QWidget):
    """List and form share one place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.presenter = SheetsPresenter(context.session, self, context.notify)
        self.choose_file: Callable[[QWidget, str], Path | None] = _choose_file
        self._lines: tuple[SheetLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["m"])
        self.notice = Notice()
        column.addWidget(self.notice)
        self._stack = CurrentStack()
        column.addWidget(self._stack, 1)
        self.empty = EmptyState(
            "file-text",
            tr("No practice sheet yet"),
            tr(
                "A practice sheet tells an activity so that others can do it again. Write one while it is "
                "fresh; those of other groups come here with the exchanges and can be read without a network."
            ),
            tr("Write a practice sheet"),
        )
        self.empty.acted.connect(self.presenter.begin)
        self._list = self._list_card(context)
        self.form = SheetForm(FilesPanel(context, Holder.SHEET))
        for widget in (self._list, self.empty, self.form):
            self._stack.add(widget)
        self.autosave = Autosave(context.scheduler, self)
        self.autosave.due.connect(lambda _: self.presenter.save(self.form.fields()))
        self._join_form()
        context.session.bus.on(("practice_sheet",), self, lambda _: self._reload())

    def _list_card(self, context: Context) -> Card:
        self.card = card = Card(tr("Practice sheets"), " ")
        self.new_button = button(tr("Write a practice sheet"), self.presenter.begin, "primary", "plus")
        card.header.add(self.new_button)
        self.search = SearchField(
            context.scheduler,
            tr("Search the practice sheets"),
            tr("Words of the title, the steps, the authors…"),
        )
        self.search.asked.connect(self.presenter.search)
        card.add(self.search)
        self.model = QStandardItemModel(0, 4)
        self.table = ListTable(tr("Practice sheets"))
        self.table.setModel(self.model)
        self.table.opened.connect(lambda row: self.presenter.open(self._lines[row].id))
        self.table.clicked.connect(lambda index: self.presenter.open(self._lines[index.row()].id))
        self.table.set_empty_words(tr("No practice sheet has these words."))
        card.add(self.table, 1)
        return card

    def _join_form(self) -> None:
        form, presenter = self.form, self.presenter
        form.changed.connect(self.autosave.touch)
        form.left.connect(self.autosave.flush)
        form.back_asked.connect(lambda: self._after_saving(presenter.close))
        form.send_asked.connect(lambda: self._after_saving(presenter.send))
        form.take_back_asked.connect(presenter.take_back)
        form.delete_asked.connect(lambda: self._after_saving(presenter.delete))
        form.export_asked.connect(lambda: self._after_saving(self._export))

    def _after_saving(self, act: Callable[[], None]) -> None:
        self.notice.clear()
        self.autosave.flush()
        act()

    def _export(self) -> None:
        title = fold(self.form.fields()["title"]).replace(" ", "-") or "fiche"
        path = self.choose_file(self, f"{title}.md")
        if path is not None:
            self.presenter.export(path)

    def load(self) -> None:
        """Read everything again."""
        self.presenter.load()

    def _reload(self) -> None:
        if self.isVisible() and not self.autosave.is_due:
            self.presenter.load()

    def show_list(self, lines: tuple[SheetLine, ...], summary: str, *, searched: bool) -> None:
        """Show the list, unless a sheet is open over it."""
        self._lines = lines
        self.card.header.set_title(tr("Practice sheets"), summary)
        self.model.clear()
        self.model.setHorizontalHeaderLabels([tr("Title"), tr("Authors"), tr("Module"), tr("State")])
        for line in lines:
            cells = (line.title, line.authors, line.module, line.state)
            self.model.appendRow([QStandardItem(text) for text in cells])
        self.table.stretch(0)
        if not self.presenter.is_open:
            nothing = not lines and not searched
            self._stack.show_only(self.empty if nothing else self._list)

    def show_sheet(self, sheet: OpenSheet) -> None:
        """Show one sheet; a new one waits for its title."""
        fresh = self._stack.shown is not self.form
        if not self.autosave.is_due:
            self.form.show_sheet(sheet)
        self._stack.show_only(self.form)
        if fresh:
            self.form.start()

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.notice.say("danger", error.sentence)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when one leaves."""
        super().hideEvent(event)
        self.autosave.flush()


def _choose_file(parent: QWidget, proposed: str) -> Path | None:
    kinds = {tr("Text with headings, Markdown (*.md)"): "md", tr("Page to read (*.html)"): "html"}
    return save_as(parent, tr("Export to a file"), proposed, kinds)
