"""A picture on a soft round ground: what an empty page, or the state of something, looks like from afar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui import theme
from ui.widgets.basics import IconLabel


class Medallion(QFrame):
    """``side`` pixels wide; the tone gives both the ground and the picture."""

    def __init__(self, icon: str, tone: str = "accent", side: int = 88) -> None:
        super().__init__()
        self.setStyleSheet(f"border-radius: {side // 2}px;")
        self.setFixedSize(side, side)
        self._icon = IconLabel(icon, f"{tone}_on_soft", round(side * 0.45))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignCenter)
        self.show_picture(icon, tone)

    def show_picture(self, icon: str, tone: str) -> None:
        """Change picture and tone."""
        self.setProperty("tone", tone)
        self._icon.show_icon(icon, f"{tone}_on_soft")
        theme.restyle(self)
