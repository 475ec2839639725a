"""A few sections of one page, a button each; the one shown is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.widgets.basics import GAP
from ui.widgets.enter import PushButton
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence


class SectionBar(QFrame):
    """``chosen`` carries the key of a section."""

    chosen = Signal(str)

    def __init__(
        self, name: str, sections: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        """Show ``sections``: key, words and icon of each."""
        super().__init__(parent)
        self.setAccessibleName(name)
        row = FlowLayout(theme.SPACE["s"], right=False)
        self.setLayout(row)
        self._icons = {key: icon for key, _, icon in sections}
        self._words = {key: words for key, words, _ in sections}
        self.buttons = {key: self._button(key) for key, _, _ in sections}
        for made in self.buttons.values():
            row.add(made)

    def _button(self, key: str) -> PushButton:
        made = PushButton(self._words[key])
        side = theme.current().scaled(20)
        made.setIconSize(QSize(side + GAP, side))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        return made

    def mark(self, key: str) -> None:
        """Show which section is open."""
        for name, made in self.buttons.items():
            here = name == key
            words = self._words[name]
            made.setProperty("step", "current" if here else "todo")
            made.setAccessibleName(tr("{page}, open", page=words) if here else words)
            icons.bind(made, self._icons[name], "accent_on_soft" if here else "muted", GAP)
            theme.restyle(made)
