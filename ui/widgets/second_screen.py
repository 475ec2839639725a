"""Windows for the room: on the projector where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def fill_another_screen(made: QWidget, window: QWidget) -> bool:
    """Show ``made`` whole on a screen where ``window`` is not; return whether there is one."""
    others = [screen for screen in QGuiApplication.screens() if screen is not window.screen()]
    if not others:
        return False
    made.setGeometry(others[0].geometry())
    made.showFullScreen()
    return True
