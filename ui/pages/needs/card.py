"""The pad as a card: needs with their votes, a box for those chosen, a field for one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.needs.presenter import NeedsPresenter
from ui.widgets.basics import button, icon_button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.pages.needs.presenter import NeedLine, NeedsState
    from ui.pages.page import Context


class NeedsCard(Card):
    """What the group would like this meeting to deal with."""

    def __init__(self, context: Context, refused: Callable[[KitError], None]) -> None:
        super().__init__(tr("Needs of the group"), " ")
        self.presenter = NeedsPresenter(context.session, self, context.notify)
        self._refused = refused
        self.controls: dict[tuple[str, str], QWidget] = {}
        self._empty = label(
            tr("Nothing yet. Ask the group what it needs, write it here, then count the hands raised."),
            "muted",
            wrap=True,
        )
        self.add(self._empty)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SPACE["s"])
        self.add(self._rows)
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("What somebody needs, without a name…"))
        self.text.setAccessibleName(tr("What somebody needs"))
        self.text.returnPressed.connect(self._add)
        self.add_button = button(tr("Add"), self._add, "plain", "plus")
        line = FlowLayout()
        line.add(self.text, grow=True)
        line.add(self.add_button)
        self.add(line)

    def _add(self) -> None:
        self.presenter.add(self.text.text())

    def added(self) -> None:
        """Make room for the next need."""
        self.text.clear()
        self.text.setFocus()

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self._refused(error)

    def show_needs(self, state: NeedsState) -> None:
        """Show the pad; the focus stays with the button it was at, wherever its need went."""
        focused = next((name for name, made in self.controls.items() if made.hasFocus()), None)
        self.header.set_title(
            tr("Needs of the group"),
            state.summary or tr("Collect them before the meeting, or at its beginning, and choose together."),
        )
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.controls = {}
        self._empty.setVisible(not state.lines)
        for line in state.lines:
            self._rows.addWidget(row := self._row(line))
            row.show()  # now: what is not on the screen takes no focus
        if focused in self.controls:
            self.controls[focused].setFocus()

    def _row(self, line: NeedLine) -> QWidget:
        row = QWidget()
        row.setAccessibleName(tr("{text}: {votes}", text=line.text, votes=line.votes_words))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE["m"])
        inside.addWidget(label(line.text, "strong" if line.chosen else "body", wrap=True), 1)
        fewer = icon_button(
            tr("One vote fewer: {text}", text=line.text),
            "minus",
            lambda: self.presenter.count(line, line.votes - 1),
        )
        more = icon_button(
            tr("One vote more: {text}", text=line.text),
            "plus",
            lambda: self.presenter.count(line, line.votes + 1),
        )
        votes = label(line.votes_words)
        votes.setMinimumWidth(theme.current().scaled(64))
        votes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        chosen = QCheckBox(tr("Chosen"))
        chosen.setAccessibleName(tr("Chosen: {text}", text=line.text))
        chosen.setChecked(line.chosen)
        chosen.clicked.connect(lambda: self.presenter.choose(line, chosen=chosen.isChecked()))
        remove = icon_button(
            tr("Take off the list: {text}", text=line.text), "x", lambda: self.presenter.remove(line)
        )
        for name, made in (("fewer", fewer), ("more", more), ("chosen", chosen), ("remove", remove)):
            self.controls[line.need_id, name] = made
        shown: tuple[QWidget, ...] = (fewer, votes, more, chosen, remove)
        for widget in shown:
            inside.addWidget(widget)
        return row
