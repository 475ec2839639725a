"""Passing a group on: first somebody learns to organise it, then they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from organiser_kit.i18n import tr, trn
from ui.widgets.basics import button, keep_narrow, label
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from ui.pages.groups.presenter import GroupState


class HandOverCard(Card):
    """Emits ``mentored`` and ``handed`` with a person's id, ``copied`` when pictures are to be saved."""

    mentored = Signal(str)
    handed = Signal(str)
    copied = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("Hand over"),
            tr("Somebody learns beside you at one meeting, then organises the next ones."),
        )
        self.today = label("", wrap=True)
        self.add(self.today)
        self.person = keep_narrow(QComboBox())
        self.add(FormField(tr("To whom"), self.person))
        self.list = label(
            "\n".join(
                (
                    tr("• The enrolment code of their laptop: on the page Synchronisation."),
                    tr("• The signed sheets and the papers of past meetings."),
                    tr("• The venue’s key, and who opens: on the page Venues."),
                    tr("• The address of the coordinator, and of the group’s pad."),
                )
            ),
            wrap=True,
        )
        self.add(label(tr("What to pass on"), "strong"))
        self.add(self.list)
        self.pictures = label("", wrap=True)
        self.pictures_button = button(tr("Save the pictures…"), self.copied.emit, "plain", "download")
        pictures = FlowLayout()
        pictures.add(self.pictures, grow=True)
        pictures.add(self.pictures_button)
        self.add(pictures)
        acts = FlowLayout()
        self.mentor_button = button(
            tr("Learns at the next meeting"), lambda: self.mentored.emit(self._chosen), "plain", "user-plus"
        )
        self.hand_button = button(
            tr("Organises from now on"), lambda: self.handed.emit(self._chosen), "plain", "user-check"
        )
        acts.add(self.mentor_button)
        acts.add(self.hand_button)
        self.add(acts)

    @property
    def _chosen(self) -> str:
        return str(self.person.currentData() or "")

    def show_group(self, state: GroupState) -> None:
        """Offer the group's people; the person being chosen stays chosen."""
        kept = self.person.currentData()
        self.person.clear()
        staying = [member for member in state.members if not member.has_left]
        for member in staying:
            self.person.addItem(member.name, member.person_id)
        self.person.setCurrentIndex(max(0, self.person.findData(kept)))
        for act in (self.mentor_button, self.hand_button):
            act.setEnabled(bool(staying))
        parts = [
            tr("The next meeting is organised by {name}.", name=state.organiser)
            if state.organiser
            else tr("The next meeting has no organiser yet.")
        ]
        if state.predecessor:
            parts.append(tr("Before: {name}.", name=state.predecessor))
        self.today.setText(" ".join(parts))
        self.pictures.setText(pictures_words(state.pictures))
        for part in (self.pictures, self.pictures_button):
            part.setVisible(bool(state.pictures))


def pictures_words(pictures: int) -> str:
    """Return what to do about pictures of signed sheets that nobody else has."""
    return trn(
        "• {n} picture of a signed sheet is on this laptop alone, and goes if the server lets you out of the "
        "group: save a copy for whoever follows.",
        "• {n} pictures of signed sheets are on this laptop alone, and go if the server lets you out of the "
        "group: save copies for whoever follows.",
        pictures,
    )
