"""What the server turned down, each with its sentence and a way on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from ui import theme
from ui.pages.syncing.waiting_card import empty
from ui.widgets.basics import IconLabel, button, label
from ui.widgets.copying import CopyRows, WrittenLines
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.syncing.refused import RefusedLine, RefusedState


class RefusedRow(QFrame):
    """One refusal."""

    retried = Signal(str)

    def __init__(self, line: RefusedLine) -> None:
        super().__init__()
        self.setObjectName("choice")
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 10, 12, 10)
        box.setSpacing(theme.SPACE["m"])
        box.addWidget(IconLabel(line.icon, "muted", 18))
        held = QWidget()
        words = QVBoxLayout(held)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(label(tr("{what} · {time}", what=line.what, time=line.when), "strong", wrap=True))
        words.addWidget(label(line.reason, wrap=True))
        self.retry_button = button(tr("Try again"), lambda: self.retried.emit(line.id), "plain", "refresh-cw")
        self.retry_button.setAccessibleName(
            tr("Try again: {what}. {reason}", what=line.what, reason=line.reason)
        )
        flow = FlowLayout()
        flow.add(held, grow=True)
        flow.add(self.retry_button)
        box.addLayout(flow, 1)


class RefusedCard(Card):
    """Shown only while something stands refused."""

    retried = Signal(str)
    all_retried = Signal()
    exported = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Turned down by the server"),
            tr("The server keeps its own version. Nothing is deleted here."),
            parent,
        )
        self.choose_path: Callable[[QWidget], Path | None] = _choose_path
        self.rows: tuple[RefusedRow, ...] = ()
        self._state: RefusedState | None = None
        self._lines = WrittenLines((tr("What"), tr("When"), tr("Reason")))
        self.copying = CopyRows(self, self._lines)
        self.export_button = button(tr("Export to file…"), self._export, "plain", "download")
        self.all_button = button(tr("Try all again"), self.all_retried.emit, "plain", "refresh-cw")
        self.header.add(self.export_button)
        self.header.add(self.all_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE["s"])
        self.add(self._list)
        self._more = label("", "muted", wrap=True)
        self.add(self._more)
        self.hide()

    def show_state(self, state: RefusedState) -> None:
        """Show what was turned down."""
        self.setVisible(bool(state.count))
        if state == self._state:
            return
        self._state = state
        self._lines.rows = [(line.what, line.when, line.reason) for line in state.lines]
        had_focus = any(row.retry_button.hasFocus() for row in self.rows)
        empty(self._list)
        self.rows = tuple(RefusedRow(line) for line in state.lines)
        for row in self.rows:
            row.retried.connect(self.retried)
            self._list.addWidget(row)
        if had_focus and self.rows:
            self.rows[0].retry_button.setFocus()
        hidden = state.count - len(state.lines)
        self._more.setVisible(hidden > 0)
        self._more.setText(
            trn("And {n} more: the file lists it.", "And {n} more: the file lists them all.", hidden)
        )

    def _export(self) -> None:
        path = self.choose_path(self)
        if path is not None:
            self.exported.emit(path)


def _choose_path(parent: QWidget) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("Export to file"), tr("refused-changes.csv"), tr("Tables (*.csv)")
    )
    return Path(name) if name else None
