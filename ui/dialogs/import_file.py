"""Import a file of people: columns, progress, result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.save_as import save_as
from ui.pages.importing.presenter import ImportPresenter, field_words
from ui.pages.page import scrolled
from ui.widgets.basics import IconLabel, button, label
from ui.widgets.busy import ProgressPanel
from ui.widgets.keyboard import give_keyboard_back
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from organiser_kit.errors import KitError
    from ui.jobs import Step
    from ui.pages.asking import Asker
    from ui.pages.importing.presenter import ColumnLine, MappingState, ResultState

_FIELDS = (
    "",
    "family_name",
    "given_name",
    "full_name",
    "email",
    "phone",
    "structure",
    "commune",
    "profession_kind",
    "external_ref",
)


class ImportDialog(QDialog):
    """Three screens: what each column is, how far it is, what became of the lines."""

    def __init__(
        self, asker: Asker, path: Path, group_id: str, meeting_id: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import people from a file"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(theme.current().height(820), 600)
        self.presenter = ImportPresenter(asker, self, path, group_id, meeting_id)
        self.choose_export = _choose_export
        self.combos: dict[int, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xl"]] * 4)
        column.setSpacing(theme.SPACE["m"])
        self._title = label(self.windowTitle(), "title")
        self._sentence = label(path.name, "muted", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        self._screens = QStackedWidget()
        column.addWidget(self._screens, 1)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addLayout(self._buttons())
        give_keyboard_back(self)
        self.presenter.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard."""
        super().showEvent(event)
        self.activateWindow()

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["s"])
        self.export_button = button(tr("Save the list of refused lines"), self._export, "quiet", "download")
        self.export_button.hide()
        self.close_button = button(tr("Cancel"), self.reject)
        self.run_button = button(tr("Import these people"), self._run, "primary", "upload")
        self.run_button.setEnabled(False)
        line.addWidget(self.export_button)
        line.addStretch(1)
        line.addWidget(self.close_button)
        line.addWidget(self.run_button)
        return line

    def show_mapping(self, state: MappingState) -> None:
        """Show the columns."""
        focused = next((number for number, combo in self.combos.items() if combo.hasFocus()), None)
        self._sentence.setText(tr("{file}: check what each column is read as, then import.", file=state.file))
        self._swap(scrolled(self._columns(state.columns)))
        self.run_button.setEnabled(state.ready)
        self._say(state.problem)
        if state.ready and focused is None:
            self.run_button.setFocus()
        if focused in self.combos:
            self.combos[focused].setFocus()

    def _columns(self, columns: tuple[ColumnLine, ...]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, theme.SPACE["s"], 0)
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["s"])
        grid.setColumnStretch(2, 1)
        for place, words in enumerate((tr("Column of the file"), tr("Is read as"), tr("First lines"))):
            grid.addWidget(label(words, "caption"), 0, place)
        self.combos = {}
        for line, column in enumerate(columns, start=1):
            grid.addWidget(label(column.heading, "strong"), line, 0)
            self.combos[column.number] = self._combo(column)
            grid.addWidget(self.combos[column.number], line, 1)
            samples = label(column.samples, "muted", wrap=True)
            samples.setMinimumWidth(60)
            samples.setToolTip(column.samples)
            grid.addWidget(samples, line, 2)
        grid.setRowStretch(len(columns) + 1, 1)
        return made

    def _combo(self, column: ColumnLine) -> QComboBox:
        combo = QComboBox()
        combo.setMinimumWidth(200)
        combo.setAccessibleName(tr("What column “{heading}” is read as", heading=column.heading))
        fields = _FIELDS if column.field in _FIELDS else (*_FIELDS, column.field)
        for field in fields:
            combo.addItem(field_words(field), field)
        combo.setCurrentIndex(combo.findData(column.field))
        combo.activated.connect(lambda _: self.presenter.read_as(column.number, combo.currentData()))
        return combo

    def _run(self) -> None:
        panel = ProgressPanel(tr("Importing…"))
        panel.stopped.connect(self.presenter.stop)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addStretch(1)
        column.addWidget(panel)
        column.addStretch(2)
        self._panel = panel
        self._swap(holder)
        self.run_button.setEnabled(False)
        self.close_button.setEnabled(False)
        self.presenter.run()

    def show_progress(self, step: Step) -> None:
        """Show how far it is."""
        self._panel.show_step(step)

    def show_result(self, state: ResultState) -> None:
        """Show what became of the lines."""
        self._sentence.setText(state.headline)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["s"])
        for fact in state.facts:
            line = QHBoxLayout()
            line.setSpacing(theme.SPACE["s"])
            icon, token = (
                ("circle-check", "success_text") if fact.well else ("triangle-alert", "warning_text")
            )
            line.addWidget(IconLabel(icon, token, 20))
            line.addWidget(label(fact.words, "strong"), 1)
            column.addLayout(line)
        if state.rejected:
            column.addSpacing(theme.SPACE["s"])
            column.addWidget(label(tr("Correct these lines in the file, then import it again."), "strong"))
            column.addWidget(_rejected_table(state), 1)
        else:
            column.addStretch(1)
        self._swap(made)
        self.export_button.setVisible(bool(state.rejected))
        self.run_button.hide()
        self.close_button.setText(tr("Close"))
        self.close_button.setEnabled(True)
        self.close_button.setFocus()

    def refuse(self, error: KitError) -> None:
        """Say why it cannot be done."""
        self._swap(QWidget())
        self._say(error.sentence)
        self.run_button.setEnabled(False)
        self.close_button.setText(tr("Close"))
        self.close_button.setEnabled(True)

    def reject(self) -> None:
        """Close; during an import, stop it first and wait for its word: what was written must be told."""
        if self.presenter.running:
            self.presenter.stop()
        else:
            super().reject()

    @property
    def problem(self) -> str:
        """Return the sentence that says what went wrong."""
        return self._problem.text()

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _swap(self, screen: QWidget) -> None:
        while (old := self._screens.currentWidget()) is not None:
            self._screens.removeWidget(old)
            old.deleteLater()
        self._screens.addWidget(screen)

    def _export(self) -> None:
        path = self.choose_export(self)
        if path is not None:
            self.presenter.export_rejected(path)


def _rejected_table(state: ResultState) -> ListTable:
    model = QStandardItemModel(0, 2)
    model.setHorizontalHeaderLabels([tr("Line"), tr("Reason")])
    for number, reason in state.rejected:
        model.appendRow([QStandardItem(str(number)), QStandardItem(reason)])
    table = ListTable(tr("Lines that did not go in"))
    model.setParent(table)
    table.setModel(model)
    table.stretch(1)
    return table


def _choose_export(parent: ImportDialog) -> Path | None:
    return save_as(parent, tr("Save the list of refused lines"), "", {tr("Spreadsheet text (*.csv)"): "csv"})
