"""Going on together: what is in hand once the training is over, each with the button that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from organiser_kit.i18n import tr
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel, QPushButton

    from ui.pages.groups.going_on import GoingOn


class GoingOnCard(Card):
    """Emits what is wanted; the page knows which group it is about."""

    exported = Signal()
    people_wanted = Signal()
    planned = Signal()
    library_wanted = Signal()
    hand_over_wanted = Signal()
    became = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Going on together"))
        self.standing = label("", "strong", wrap=True)
        self.add(self.standing)
        self.contacts, self.export_button = self._line(
            tr("Save the contact sheet…"), self.exported.emit, "download"
        )
        self.unasked, self.people_button = self._line(
            tr("Note who agrees"), self.people_wanted.emit, "user-check"
        )
        self.meeting, self.plan_button = self._line(
            tr("Plan a free meeting"), self.planned.emit, "calendar-plus"
        )
        self.resources, self.library_button = self._line(
            tr("Library"), self.library_wanted.emit, "graduation-cap"
        )
        self.heir, self.heir_button = self._line(tr("Hand over"), self.hand_over_wanted.emit, "users")
        self.heir.setText(tr("Somebody of the group may organise the next meetings."))
        self._ending = label(
            tr("If the group stops here, choose “Ended” as its status: nothing is asked any more."),
            "muted",
            wrap=True,
        )
        self.become_button = button(tr("Become a community"), self.became.emit, "primary", "circle-check")
        last = FlowLayout()
        last.add(self._ending, grow=True)
        last.add(self.become_button)
        self.add(last)

    def _line(self, words: str, act: Callable[[], None], icon: str) -> tuple[QLabel, QPushButton]:
        said, go = label("", wrap=True), button(words, act, "plain", icon)
        line = FlowLayout()
        line.add(said, grow=True)
        line.add(go)
        self.add(line)
        return said, go

    def show_state(self, state: GoingOn | None) -> None:
        """Say what is ready; nothing to say hides the card."""
        self.setVisible(state is not None)
        if state is None:
            return
        self.standing.setText(state.standing)
        for said, words in (
            (self.contacts, state.contacts),
            (self.unasked, state.unasked),
            (self.meeting, state.meeting),
            (self.resources, state.resources),
        ):
            said.setText(words)
        self.export_button.setEnabled(state.can_export)
        for part in (self.unasked, self.people_button):
            part.setVisible(bool(state.unasked))
        for part in (self.heir, self.heir_button):
            # Only meetings to come have an organiser who can be followed.
            part.setVisible(bool(state.next_meeting))
        if state.is_community and self.become_button.hasFocus():
            # The keyboard would be nowhere once the button is hidden.
            self.plan_button.setFocus()
        for part in (self._ending, self.become_button):
            part.setVisible(not state.is_community)
