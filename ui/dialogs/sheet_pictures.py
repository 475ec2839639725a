"""The kept pictures of a signed sheet, one below the other; each can be saved as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.widgets.basics import button, label
from ui.widgets.crop_view import CropView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.pages.closing.pictures import KeptPicture

WIDTH, PICTURE_HEIGHT = 760, 460


class SheetPicturesDialog(FormDialog):
    """Shows what is kept; ``save_asked`` carries a picture and where a copy goes."""

    save_asked = Signal(object, object)

    def __init__(self, pictures: Sequence[KeptPicture], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Pictures of the signed sheet"),
            tr("They are encrypted and stay on this computer. A copy that you save is not encrypted."),
            tr("Close"),
            parent,
        )
        self.setMinimumWidth(theme.current().height(WIDTH))
        self.cancel_button.hide()
        self.choose_file: Callable[[str], Path | None] = self._choose_file
        for picture in pictures:
            self._add(picture)

    def _add(self, picture: KeptPicture) -> None:
        line = QHBoxLayout()
        line.addWidget(label(picture.words, "strong", wrap=True), 1)
        if picture.content:
            save = button(tr("Save a copy…"), lambda: self._save(picture), "plain", "download")
            save.setAccessibleName(tr("Save a copy: {picture}", picture=picture.words))
            line.addWidget(save)
        self.body.addLayout(line)
        if picture.problem:
            self.body.addWidget(label(picture.problem, "error", wrap=True))
            return
        if picture.preview:
            view = CropView(PICTURE_HEIGHT)
            view.show_picture(picture.preview, picture.words)
            self.body.addWidget(view)
        else:
            self.body.addWidget(label(tr("A PDF file: save a copy to look at it."), "muted", wrap=True))

    def _save(self, picture: KeptPicture) -> None:
        path = self.choose_file(picture.name)
        if path is not None:
            self.save_asked.emit(picture, path)

    def _choose_file(self, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save a copy…"), name)
        return Path(chosen) if chosen else None

    def submit(self) -> None:
        """Close."""
        self.accept()
