"""Where an export goes: the system's own dialog of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from organiser_kit.i18n import tr
from organiser_kit.services.exports import FORMATS
from ui.dialogs.save_as import save_as
from ui.pages.exporting import format_words

if TYPE_CHECKING:
    from organiser_kit.services.exports import Thing


def choose_export(parent: QWidget, thing: Thing, proposed: str) -> Path | None:
    """Ask for a file; one without an ending gets that of the format chosen."""
    kinds = {format_words(form): form.value for form in FORMATS[thing]}
    return save_as(parent, tr("Export to a file"), proposed, kinds)


def choose_folder(parent: QWidget) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, tr("The folder to write into"))
    return Path(name) if name else None
