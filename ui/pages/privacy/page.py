"""The page of privacy: what is kept until when, what people may ask, and erasing this laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from ui import theme
from ui.dialogs.erase_laptop import EraseLaptopDialog
from ui.dialogs.export_file import choose_folder
from ui.navigation import Route
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.privacy.presenter import PrivacyPresenter, kept_lines
from ui.widgets.basics import IconLabel, button, label
from ui.widgets.form import FormField
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from organiser_kit.errors import KitError
    from ui.pages.page import Context
    from ui.pages.privacy.presenter import PrivacyState

LOCKS = (0, 5, 15, 30)
"""Minutes without a touch; 0 for never."""


class PrivacyPage(Page):
    """Emits ``erase_asked`` when this laptop's copy is to go for good, ``changed`` with a choice's name."""

    erase_asked = Signal()
    changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PrivacyPresenter(context.session, self, context.notify)
        self.dialog: EraseLaptopDialog | None = None
        self.choose_folder: Callable[[QWidget], Path | None] = choose_folder
        self._unsent = 0
        self.column.addWidget(label(tr("Privacy"), "title"))
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addWidget(self._kept_card())
        self.column.addWidget(self._groups_card())
        self.column.addWidget(self._rights_card())
        self.column.addWidget(self._lock_card())
        self.column.addWidget(self._erase_card())
        self.column.addStretch(1)

    def _kept_card(self) -> Card:
        card = Card(tr("What is kept, where, until when"))
        for title, sentence in kept_lines():
            card.add(_line("info", "muted", title, sentence))
        return card

    def _groups_card(self) -> Card:
        card = Card(tr("Your groups on this laptop"), tr("What is due goes by itself at the next start."))
        self._groups = QVBoxLayout()
        self._groups.setSpacing(theme.SPACE["s"])
        card.add(self._groups)
        self.let_go_button = button(tr("Let go of it now"), self.presenter.let_go, "plain", "archive")
        card.add(_left(self.let_go_button))
        self.pictures = label("", wrap=True)
        self.pictures_button = button(tr("Save the pictures…"), self._save_pictures, "plain", "download")
        card.add(self.pictures)
        card.add(_left(self.pictures_button))
        return card

    def _save_pictures(self) -> None:
        folder = self.choose_folder(self)
        if folder is not None:
            self.presenter.save_pictures(folder)

    def _rights_card(self) -> Card:
        card = Card(
            tr("When somebody asks about their own data"),
            tr(
                "Choose the person in the list: “Export their data” writes it all into files to hand over, "
                "“Correct” changes it, “Erase this person” erases it everywhere, for good."
            ),
        )
        self.people_button = button(
            tr("Open the list of people"), lambda: self.context.go(Route("people")), "plain", "users"
        )
        card.add(_left(self.people_button))
        return card

    def _lock_card(self) -> Card:
        card = Card(
            tr("When you leave the laptop"),
            tr("A copy with a passphrase closes by itself, but never during the reception."),
        )
        self.lock = QComboBox()
        for minutes in LOCKS:
            words = trn("After {n} minute", "After {n} minutes", minutes) if minutes else tr("Never")
            self.lock.addItem(words, minutes)
        self.lock.setCurrentIndex(max(0, self.lock.findData(self.context.preferences.choices.lock_minutes)))
        self.lock.activated.connect(self._keep_lock)
        card.add(FormField(tr("Ask for the passphrase again"), self.lock))
        return card

    def _keep_lock(self) -> None:
        self.context.preferences.save(lock_minutes=self.lock.currentData())
        self.changed.emit("lock_minutes")

    def _erase_card(self) -> Card:
        card = Card(
            tr("Erase this laptop’s copy"),
            tr(
                "Before the laptop changes hands. The copy and its key are removed; nothing brings them back."
            ),
        )
        self.erase_button = button(tr("Erase this laptop’s copy…"), self.ask_erase, "danger", "trash-2")
        card.add(_left(self.erase_button))
        return card

    def enter(self, route: Route) -> None:
        """Read what is kept."""
        del route
        self.notice.clear()
        self.presenter.load()

    def crumb(self) -> str:
        """Return where the way back leads."""
        return tr("Settings")

    def show_privacy(self, state: PrivacyState) -> None:
        """Show the groups and how long each is kept."""
        self._unsent = state.unsent
        self.pictures.setText(state.pictures)
        for part in (self.pictures, self.pictures_button):
            part.setVisible(bool(state.pictures))
        while (item := self._groups.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for group in state.groups:
            icon, token = ("clock", "warning_text") if group.is_over else ("users", "muted")
            self._groups.addWidget(_line(icon, token, group.name, group.until))
        if not state.groups:
            self._groups.addWidget(label(tr("No group is kept here."), "muted", wrap=True))
        self.let_go_button.setEnabled(any(group.is_over for group in state.groups))

    def ask_erase(self) -> None:
        """Ask for the word."""
        self.dialog = EraseLaptopDialog(self._unsent, self)
        self.dialog.agreed.connect(self.erase_asked.emit)
        self.dialog.open()

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.notice.say("danger", error.sentence)


def _line(icon: str, token: str, title: str, sentence: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE["m"])
    row.addWidget(IconLabel(icon, token, 20), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title, "strong", wrap=True))
    words.addWidget(label(sentence, wrap=True))
    row.addLayout(words, 1)
    return made


def _left(made: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(made)
    line.addStretch(1)
    return line
