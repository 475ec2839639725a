"""Who does what at a meeting: the roles given, and giving one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import current, tr
from organiser_kit.model.meetings import Role
from organiser_kit.rules.roles import role_label
from ui import theme
from ui.widgets.basics import IconLabel, button, icon_button, keep_narrow, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.prepare.presenter import PersonChoice, RoleLine


class RolesCard(Card):
    """Emits ``given`` with a person's id and a role, ``taken`` with the line of a role to take away."""

    given = Signal(str, object)
    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Who does what"), tr("Roles hold for this meeting only."))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add(self._lines)
        self.body.addStretch(1)
        self.person = keep_narrow(QComboBox())
        self.person.setAccessibleName(tr("Person"))
        self.role = QComboBox()
        self.role.setAccessibleName(tr("Role"))
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        words = current()
        for role in Role:
            self.role.addItem(role_label(role, words), role.value)
        self.give_button = button(tr("Give this role"), self._give, "plain", "user-check")
        self.add(self.person)
        last = FlowLayout()
        last.add(self.role, grow=True)
        last.add(self.give_button)
        self.add(last)

    def show_roles(self, roles: Sequence[RoleLine], people: Sequence[PersonChoice]) -> None:
        """Show who does what, and who may take a role; the person being chosen stays chosen."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in roles:
            self._lines.addWidget(self._line(line))
        if not roles:
            self._lines.addWidget(label(tr("Nobody yet: a meeting needs an organiser."), "muted", wrap=True))
        kept = self.person.currentData()
        self.person.clear()
        for person in people:
            self.person.addItem(person.name, person.id)
        self.person.setCurrentIndex(max(0, self.person.findData(kept)))
        self.give_button.setEnabled(bool(people))

    def _line(self, line: RoleLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["s"])
        words = FlowLayout(right=False)
        words.add(label(line.name, "strong", wrap=True))
        words.add(label(line.words, "muted"))
        row.addWidget(IconLabel("user", "muted", 18))
        row.addLayout(words, 1)
        row.addWidget(
            icon_button(
                tr("Take the role away: {role}, {name}", role=line.words, name=line.name),
                "x",
                lambda: self.taken.emit(line),
            )
        )
        return made

    def _give(self) -> None:
        self.given.emit(self.person.currentData(), Role(self.role.currentData()))
