"""The form of one practice sheet: written here, or read when others wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.library.files_panel import local_files
from ui.pages.notice import Notice
from ui.pages.page import roomy
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from ui.pages.library.files_panel import FilesPanel
    from ui.pages.library.sheets_presenter import OpenSheet


class SheetForm(Card):
    """``changed`` at every key, ``left`` when a field was left; the rest are what is asked for."""

    changed = Signal()
    left = Signal()
    back_asked = Signal()
    send_asked = Signal()
    take_back_asked = Signal()
    export_asked = Signal()
    delete_asked = Signal()

    def __init__(self, files: FilesPanel) -> None:
        super().__init__(" ", " ")
        self.files = files
        self.takes_files = False
        self.setAcceptDrops(True)
        self.pill = StatusPill()
        self.header.add(self.pill)
        self.back_button = button(tr("All practice sheets"), self.back_asked.emit, "plain", "arrow-left")
        self.header.add(self.back_button)
        self._lines = {name: QLineEdit() for name in ("title", "authors", "audience", "age_range")}
        self._numbers = {"module_number": _number(99), "duration_minutes": _number(999, tr(" min"))}
        self._areas = {
            "objectives": TextArea(3),
            "materials": TextArea(3),
            "steps": TextArea(7, tr("One step a line, with its length if that helps.")),
            "variants": TextArea(3),
            "feedback": TextArea(3),
        }
        for line in self._lines.values():
            line.setMaxLength(200)
            line.textEdited.connect(lambda _: self.changed.emit())
            line.editingFinished.connect(self.left)
        for number in self._numbers.values():
            number.valueChanged.connect(lambda _: self.changed.emit())
        for area in self._areas.values():
            area.textChanged.connect(self.changed)
            area.left.connect(self.left)
        self.returned = Notice()
        self.add(self.returned)
        self._writing = QWidget()
        self._writing.setLayout(self._grid())
        self.add(self._writing)
        self._reading = QWidget()
        self._parts = QVBoxLayout(self._reading)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(theme.SPACE["xs"])
        self.add(self._reading)
        self.add(files)
        licence = tr("Shared under the licence CC BY 4.0: others may use it and name the authors.")
        self.add(label(licence, "muted", wrap=True))
        self.add(self._buttons())
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        authors_help = tr("Those who agreed to be named, separated by commas.")
        fields = {
            "title": FormField(tr("Title"), self._lines["title"]),
            "authors": FormField(tr("Authors"), self._lines["authors"], authors_help),
            "audience": FormField(tr("For whom"), self._lines["audience"]),
            "age_range": FormField(tr("Age"), self._lines["age_range"]),
            "module_number": FormField(tr("Module"), self._numbers["module_number"]),
            "duration_minutes": FormField(tr("Lasts"), self._numbers["duration_minutes"]),
            "objectives": FormField(tr("Objectives"), self._areas["objectives"]),
            "materials": FormField(tr("Material"), self._areas["materials"]),
            "steps": FormField(tr("Steps"), self._areas["steps"]),
            "variants": FormField(tr("Variants"), self._areas["variants"]),
            "feedback": FormField(tr("What we learnt from it"), self._areas["feedback"]),
        }
        rows = (
            (("title", 6), ("authors", 6)),
            (("audience", 4), ("age_range", 3), ("module_number", 2), ("duration_minutes", 3)),
            (("objectives", 6), ("materials", 6)),
            (("steps", 12),),
            (("variants", 6), ("feedback", 6)),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        top = Qt.AlignmentFlag.AlignTop
        if theme.current().is_large:
            for row, name in enumerate(name for line in rows for name, _ in line):
                grid.addWidget(fields[name], row, 0, top)
            return grid
        for column in range(12):
            grid.setColumnStretch(column, 1)
        for row, line in enumerate(rows):
            column = 0
            for name, width in line:
                grid.addWidget(fields[name], row, column, 1, width, top)
                column += width
        return grid

    def _buttons(self) -> QWidget:
        held = QWidget()
        row = FlowLayout(theme.SPACE["m"])
        held.setLayout(row)
        self.delete_button = button(tr("Delete the draft"), self.delete_asked.emit, "quiet", "trash-2")
        self.export_button = button(tr("Export…"), self.export_asked.emit, "plain", "download")
        self.take_back_button = button(
            tr("Take back to correct"), self.take_back_asked.emit, "plain", "undo-2"
        )
        self.send_button = button(tr("Send up"), self.send_asked.emit, "primary", "upload")
        for made in (self.delete_button, self.export_button, self.take_back_button, self.send_button):
            row.add(made)
        return held

    def fields(self) -> dict[str, Any]:
        """Return what the form holds."""
        return {
            **{name: line.text() for name, line in self._lines.items()},
            **{name: number.value() for name, number in self._numbers.items()},
            **{name: area.toPlainText() for name, area in self._areas.items()},
        }

    def show_sheet(self, sheet: OpenSheet) -> None:
        """Fill the form, to write or to read."""
        self.header.set_title(sheet.fields["title"] or tr("Untitled practice sheet"))
        self.pill.show_status(*sheet.pill)
        self.returned.say("warning", sheet.returned)
        for name, line in self._lines.items():
            if line.text().strip() != sheet.fields[name]:
                line.setText(sheet.fields[name])
        for name, number in self._numbers.items():
            was_blocked = number.blockSignals(True)
            number.setValue(sheet.fields[name])
            number.blockSignals(was_blocked)
        for name, area in self._areas.items():
            if area.toPlainText().strip() != sheet.fields[name]:
                area.show_text(sheet.fields[name])
        self.takes_files = sheet.is_draft
        self.files.show_record(sheet.id, may_change=sheet.is_draft)
        self._writing.setVisible(sheet.is_draft)
        self._show_reading(sheet)
        self.send_button.setVisible(sheet.is_draft)
        self.delete_button.setVisible(sheet.is_draft)
        self.take_back_button.setVisible(sheet.can_take_back)

    def _show_reading(self, sheet: OpenSheet) -> None:
        """Show the parts that are written, for whoever may not change them."""
        self._reading.setVisible(not sheet.is_draft)
        while (item := self._parts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for heading, text in () if sheet.is_draft else sheet.parts:
            self._parts.addWidget(label(heading, "strong"))
            self._parts.addWidget(label(text, wrap=True))
            self._parts.addSpacing(theme.SPACE["s"])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files for a draft."""
        if self.takes_files and local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        event.acceptProposedAction()
        self.files.take(local_files(event))

    def start(self) -> None:
        """Give the keyboard to the first field."""
        self._lines["title"].setFocus()

    def type_into(self, name: str, text: str) -> None:
        """Put a text into a field as if it were typed."""
        if name in self._areas:
            self._areas[name].setPlainText(text)
        else:
            self._lines[name].setText(text)
            self.changed.emit()


def _number(most: int, suffix: str = "") -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, most)
    made.setSuffix(suffix)
    made.setSpecialValueText(tr("not said"))
    roomy(made)
    return made
