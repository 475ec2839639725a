"""The step "To do" of a meeting: what is to be done, brought, and dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui.pages.checklist.card import ChecklistCard
from ui.pages.equipment.card import EquipmentCard
from ui.pages.needs.card import NeedsCard
from ui.pages.step import StepPage
from ui.widgets.step_list import StepItem, StepList

if TYPE_CHECKING:
    from ui.pages.page import Context

KINDS = (
    "checklist_item",
    "equipment_line",
    "need",
    "kit_edition",
    "meeting",
    "meeting_role",
    "person",
    "registration",
    "venue",
)


class ChecklistStep(StepPage):
    """Three lists of one meeting, one at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.checklist = ChecklistCard(context, self.refuse)
        self.equipment = EquipmentCard(context, self.refuse)
        self.needs = NeedsCard(context, self.refuse)
        self._cards: dict[str, ChecklistCard | EquipmentCard | NeedsCard] = {
            "checklist": self.checklist,
            "equipment": self.equipment,
            "needs": self.needs,
        }
        self._open_card = "checklist"
        self._meeting_id = ""
        self.choice = StepList(tr("What is to be prepared"), across=True)
        self.choice.chosen.connect(self.show_card)
        self.column.addWidget(self.choice)
        self._stack = QStackedWidget()
        for card in self._cards.values():
            held = QWidget()
            column = QVBoxLayout(held)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(card)
            column.addStretch(1)
            self._stack.addWidget(held)
        self.column.addWidget(self._stack, 1)
        context.session.bus.on(KINDS, self, lambda _: self._load() if self.isVisible() else None)

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self.notice.clear()
        self._meeting_id = meeting_id
        self.show_card(self._open_card)

    def show_card(self, name: str) -> None:
        """Show one of the lists: ``checklist``, ``equipment`` or ``needs``."""
        self._open_card = name
        self._stack.setCurrentIndex(list(self._cards).index(name))
        icons = {"checklist": "clipboard-list", "equipment": "hard-drive", "needs": "circle-dot"}
        words = {"checklist": tr("Checklist"), "equipment": tr("Equipment"), "needs": tr("Needs")}
        self.choice.show_steps(
            [
                StepItem(key, words[key], icons[key], "current" if key == name else "todo")
                for key in self._cards
            ]
        )
        self._load()

    def _load(self) -> None:
        self._cards[self._open_card].presenter.open(self._meeting_id)
