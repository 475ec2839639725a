"""Who hears the keyboard once a dialog is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def give_keyboard_back(dialog: QDialog) -> None:
    """Have the window under ``dialog`` take the keyboard when it closes: not every system manages windows."""

    def give() -> None:
        under = dialog.parentWidget()
        if under is not None and under.isVisible():
            under.activateWindow()

    dialog.finished.connect(give)
