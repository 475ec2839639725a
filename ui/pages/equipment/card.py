"""The equipment as a card: each thing with how many, what is there, who brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.equipment import EquipmentDialog
from ui.pages.equipment.presenter import EquipmentPresenter
from ui.widgets.basics import IconLabel, button, icon_button, label, spin_box
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.pages.equipment.presenter import EquipmentState, PieceLine
    from ui.pages.page import Context

_TOKENS = {"success": "success_text", "warning": "warning_text", "neutral": "muted"}


class EquipmentCard(Card):
    """What is needed at one meeting; a pencil opens what is known of a thing."""

    def __init__(self, context: Context, refused: Callable[[KitError], None]) -> None:
        super().__init__(tr("Equipment"), " ")
        self.presenter = EquipmentPresenter(context.session, self, context.notify)
        self.dialog: EquipmentDialog | None = None
        self._refused = refused
        self._scheduler = context.scheduler
        self._state: EquipmentState | None = None
        self.pill = StatusPill()
        self.header.add(self.pill)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SPACE["s"])
        self.add(self._rows)
        self.edit_buttons: dict[str, QToolButton] = {}
        self.remove_buttons: dict[str, QToolButton] = {}
        self._add_form()
        self.removed_button = button("", self._bring_back, "quiet", "undo-2")
        self.add(self.removed_button)

    def _add_form(self) -> None:
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("One more thing to bring…"))
        self.text.setAccessibleName(tr("One more thing to bring"))
        self.text.returnPressed.connect(self._add)
        self.number = spin_box(1, 999)
        self.number.setAccessibleName(tr("How many are needed"))
        self.add_button = button(tr("Add"), self._add, "plain", "plus")
        line = FlowLayout()
        line.add(self.text, grow=True)
        line.add(self.number)
        line.add(self.add_button)
        self.add(line)

    def _add(self) -> None:
        self.presenter.add(self.text.text(), self.number.value())

    def added(self) -> None:
        """Make room for the next thing."""
        self.text.clear()
        self.number.setValue(1)
        self.text.setFocus()

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self._refused(error)

    def show_equipment(self, state: EquipmentState) -> None:
        """Show the list; the focus stays with the thing it was at."""
        focused = next((key for key, made in self.edit_buttons.items() if made.hasFocus()), "")
        self._state = state
        self.header.set_title(tr("Equipment"), state.counted)
        self.pill.show_status(state.tone, state.icon, state.progress)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.edit_buttons, self.remove_buttons = {}, {}
        for line in state.lines:
            self._rows.addWidget(row := self._row(line))
            row.show()  # now: what is not on the screen takes no focus
        if focused in self.edit_buttons:
            self.edit_buttons[focused].setFocus()
        self.removed_button.setText(tr("Put back what was taken off ({n})", n=len(state.removed)))
        self.removed_button.setVisible(bool(state.removed))

    def _row(self, line: PieceLine) -> QWidget:
        row = QWidget()
        row.setAccessibleName(
            tr("{name}: {amount}. {standing}", name=line.name, amount=line.amount, standing=line.standing)
        )
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE["m"])
        top = Qt.AlignmentFlag.AlignTop
        inside.addWidget(IconLabel(line.icon, _TOKENS[line.tone], 20), 0, top)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(
            label(tr("{name}: {amount}", name=line.name, amount=line.amount), "strong", wrap=True)
        )
        if line.standing:
            words.addWidget(label(line.standing, "body", wrap=True))
        if line.note:
            words.addWidget(label(line.note, "caption", wrap=True))
        inside.addLayout(words, 1)
        self.edit_buttons[line.key] = icon_button(
            tr("What is known of: {text}", text=line.name), "pencil", lambda: self.edit(line)
        )
        self.remove_buttons[line.key] = icon_button(
            tr("Take off the list: {text}", text=line.name), "x", lambda: self.presenter.remove(line)
        )
        inside.addWidget(self.edit_buttons[line.key], 0, top)
        inside.addWidget(self.remove_buttons[line.key], 0, top)
        return row

    def edit(self, line: PieceLine) -> None:
        """Ask what is known of a thing."""
        bringers = self._state.bringers if self._state else ()
        self.dialog = EquipmentDialog(line, bringers, self._scheduler, self)
        self.dialog.filled.connect(lambda part, fields: self.presenter.keep(line.key, part, fields))
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that a field is saved."""
        if self.dialog is not None:
            self.dialog.show_kept(part)

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside its field why it is not saved."""
        if self.dialog is not None:
            self.dialog.show_wrong(part, error.sentence)

    def _bring_back(self) -> None:
        if self._state is not None:
            self.presenter.bring_back(*(line.key for line in self._state.removed))
