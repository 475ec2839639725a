"""Where a file is written: the system's own dialog, which asks before it replaces one.

The ending belongs to the name before that question: added afterwards, it could name a file that nobody asked
about.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping


def save_as(parent: QWidget, title: str, proposed: str, kinds: Mapping[str, str]) -> Path | None:
    """Ask for a file; ``kinds`` are words as the dialog shows them and their ending, the usual one first."""
    dialog = save_dialog(parent, title, proposed, kinds)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def save_dialog(parent: QWidget, title: str, proposed: str, kinds: Mapping[str, str]) -> QFileDialog:
    """Return the dialog: the name takes the ending of the kind chosen, unless it has one of its own."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters(list(kinds))

    def follow(words: str) -> None:
        dialog.setDefaultSuffix(kinds[words])
        name = Path(proposed)
        if dialog.selectedFiles() and Path(dialog.selectedFiles()[0]).name in _names(name, kinds):
            dialog.selectFile(name.with_suffix(f".{kinds[words]}").name)

    dialog.filterSelected.connect(follow)
    dialog.setDefaultSuffix(next(iter(kinds.values())))
    dialog.selectFile(proposed)
    return dialog


def _names(proposed: Path, kinds: Mapping[str, str]) -> set[str]:
    """Return the names that the dialog itself proposed, in one kind or another."""
    return {proposed.with_suffix(f".{ending}").name for ending in kinds.values()}
