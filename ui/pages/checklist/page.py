"""The step "To do" of a meeting: what is to be done, brought, and dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.checklist.card import ChecklistCard
from ui.pages.step import StepPage

if TYPE_CHECKING:
    from ui.pages.page import Context

KINDS = ("checklist_item", "meeting", "meeting_role", "person")


class ChecklistStep(StepPage):
    """The checklist of one meeting."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.checklist = ChecklistCard(context, self.refuse)
        self.column.addWidget(self.checklist)
        self.column.addStretch(1)
        context.session.bus.on(KINDS, self, lambda _: self._reload_if_open())

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self.notice.clear()
        self.checklist.presenter.open(meeting_id)

    def _reload_if_open(self) -> None:
        if self.isVisible():
            self.checklist.presenter.load()
