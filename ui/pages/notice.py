"""A place on a page for one sentence at a time: what was refused, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.panels import Banner

if TYPE_CHECKING:
    from collections.abc import Callable


class Notice(QWidget):
    """Empty until something is said; the next sentence takes the place of the last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._banner: Banner | None = None
        self._said = ("", "")
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what is said, '' for nothing."""
        return self._banner.sentence if self._banner is not None else ""

    def say(self, tone: str, sentence: str, act: tuple[str, Callable[[], None]] | None = None) -> None:
        """Say ``sentence`` in a tone, with something that can be done about it; '' says nothing."""
        if self._banner is not None and self._said == (tone, sentence) and act is None:
            return  # said already: screen readers need not hear it again at every refresh
        self._said = (tone, sentence)
        if self._banner is not None:
            self._column.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        self.setVisible(bool(sentence))
        if sentence:
            self._banner = Banner(tone, sentence)
            self._banner.closed.connect(self.clear)
            if act is not None:
                self._banner.add_action(*act)
            self._column.addWidget(self._banner)
            self._banner.announce()

    def clear(self) -> None:
        """Say nothing."""
        self.say("info", "")
