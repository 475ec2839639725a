"""Several widgets in one place, one of them shown: as high as that one, not as the highest."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class CurrentStack(QWidget):
    """The first widget added is shown until another one is.

    Qt's own stack asks for the height of its highest part, whichever is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None

    def add(self, widget: QWidget) -> None:
        """Put a widget into the place."""
        self._column.addWidget(widget, 1)
        if self._shown is None:
            self._shown = widget
        else:
            widget.hide()

    @property
    def shown(self) -> QWidget | None:
        """Return the widget that is shown, ``None`` before the first was added."""
        return self._shown

    def show_only(self, widget: QWidget) -> None:
        """Show one of the widgets added instead of the other."""
        if self._shown is not widget:
            if self._shown is not None:
                self._shown.hide()
            self._shown = widget
        # The first of them too: what joins a visible layout is shown by Qt only a turn later.
        widget.show()
