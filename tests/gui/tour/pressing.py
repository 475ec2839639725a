"""Which windows call for more than one thing at once: a page has one primary action at most."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

PRIMARY = ("primary", "big")


def rivals(root: QWidget) -> list[str]:
    """Return the primary buttons of ``root`` when there are several, '' for those without words."""
    found = [
        made.text()
        for made in root.findChildren(QPushButton)
        if made.isVisibleTo(root) and made.property("look") in PRIMARY
    ]
    return found if len(found) > 1 else []
