"""The form of one resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.library.resources_presenter import ResourceFields
from ui.widgets.basics import spin_box
from ui.widgets.form import FormField
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from ui.pages.library.resources_presenter import ResourceLine


class ResourceDialog(FormDialog):
    """Emits ``filled`` with the fields; whoever opened it closes it once they are saved."""

    filled = Signal(object)

    def __init__(self, known: ResourceLine | None, parent: QWidget | None = None) -> None:
        title = tr("Correct a resource") if known else tr("Add a resource")
        super().__init__(title, "", tr("Save") if known else tr("Add"), parent)
        fields = known.fields if known else ResourceFields()
        self.title = QLineEdit(fields.title)
        self.url = QLineEdit(fields.url)
        self.url.setPlaceholderText("https://")
        self.summary = TextArea(4)
        self.summary.setPlainText(fields.summary)
        self.licence = QLineEdit(fields.licence)
        self.module = spin_box(0, 99)
        self.module.setSpecialValueText(tr("not said"))
        self.module.setValue(fields.module_number)
        self.tags = QLineEdit(fields.tags)
        for line in (self.title, self.url, self.licence, self.tags):
            line.setMaxLength(200)
        self.body.addWidget(FormField(tr("Title"), self.title, required=True))
        self.body.addWidget(FormField(tr("Web address"), self.url))
        self.body.addWidget(
            FormField(tr("Summary"), self.summary, tr("What can be read of it without a network."))
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.addWidget(FormField(tr("Licence"), self.licence), 0, 0)
        grid.addWidget(FormField(tr("Module"), self.module), 0, 1)
        self.body.addLayout(grid)
        self.body.addWidget(FormField(tr("Tags"), self.tags, tr("Separated by commas.")))
        self.title.setFocus()

    def submit(self) -> None:
        """Hand the fields over."""
        self.show_problem("")
        self.act_button.setEnabled(False)
        self.filled.emit(
            ResourceFields(
                self.title.text(),
                self.url.text(),
                self.summary.toPlainText(),
                self.licence.text(),
                self.module.value(),
                self.tags.text(),
            )
        )
