"""The forms of one resource: one to add it, one to correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.dialogs.kept import KeptDialog
from ui.pages.library.resources_presenter import ResourceFields
from ui.widgets.basics import spin_box
from ui.widgets.form import FormField
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from ui.widgets.scheduler import Scheduler


class _Inputs:
    """The fields that both forms have."""

    def __init__(self, known: ResourceFields, body: QVBoxLayout) -> None:
        self.title = QLineEdit(known.title)
        self.url = QLineEdit(known.url)
        self.url.setPlaceholderText("https://")
        self.summary = TextArea(4)
        self.summary.setPlainText(known.summary)
        self.licence = QLineEdit(known.licence)
        self.module = spin_box(0, 99)
        self.module.setSpecialValueText(tr("not said"))
        self.module.setValue(known.module_number)
        self.tags = QLineEdit(known.tags)
        for line in (self.title, self.url, self.licence, self.tags):
            line.setMaxLength(200)
        said = tr("What can be read of it without a network.")
        self.fields = {
            "title": FormField(tr("Title"), self.title, required=True),
            "url": FormField(tr("Web address"), self.url),
            "summary": FormField(tr("Summary"), self.summary, said),
            "licence": FormField(tr("Licence"), self.licence),
            "module_number": FormField(tr("Module"), self.module),
            "tags": FormField(tr("Tags"), self.tags, tr("Separated by commas.")),
        }
        for name in ("title", "url", "summary"):
            body.addWidget(self.fields[name])
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.addWidget(self.fields["licence"], 0, 0)
        grid.addWidget(self.fields["module_number"], 0, 1)
        body.addLayout(grid)
        body.addWidget(self.fields["tags"])
        self.title.setFocus()

    def read(self) -> ResourceFields:
        """Return what the fields hold."""
        return ResourceFields(
            self.title.text(),
            self.url.text(),
            self.summary.toPlainText(),
            self.licence.text(),
            self.module.value(),
            self.tags.text(),
        )


class ResourceDialog(FormDialog):
    """Emits ``filled`` with the fields; whoever opened it closes it once they are saved."""

    filled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Add a resource"), "", tr("Add"), parent)
        self.inputs = _Inputs(ResourceFields(), self.body)

    def submit(self) -> None:
        """Hand the fields over."""
        self.show_problem("")
        self.act_button.setEnabled(False)
        self.filled.emit(self.inputs.read())


class KeptResourceDialog(KeptDialog):
    """Emits ``changed`` with the field to keep and what all fields hold."""

    changed = Signal(str, object)

    def __init__(self, known: ResourceFields, scheduler: Scheduler, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correct a resource"), "", scheduler, parent)
        self.inputs = _Inputs(known, self.body)
        for name, field in self.inputs.fields.items():
            self.watch(name, field)
        self.add_foot()

    def keep(self, name: str) -> None:
        """Hand the fields over."""
        self.changed.emit(name, self.inputs.read())
