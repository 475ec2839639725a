"""What the window shows until the copy is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.opening.first_start import FirstStartCard
from ui.pages.page import scrolled
from ui.widgets.basics import IconLabel, button, label
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.opening.join_card import JoinServerCard
    from ui.pages.opening.presenter import Trouble


class OpeningPage(QWidget):
    """One calm card in the middle: opening, passphrase, first run, or trouble."""

    passphrase_given = Signal(str)
    creation_asked = Signal(str, object)
    practice_asked = Signal()
    step_reached = Signal(str)
    charter_accepted = Signal()
    language_chosen = Signal(str)
    restore_asked = Signal(object)
    backup_passphrase_given = Signal(str)
    retried = Signal()
    quit_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.choose_backup: Callable[[QWidget], Path | None] = _choose_backup
        self._cards = QStackedWidget()
        self._cards.setFixedWidth(theme.current().height(540))
        inside = QWidget()
        inside.setObjectName("page")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scrolled(inside))
        line = QHBoxLayout(inside)
        line.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(self._cards)
        column.addStretch(3)
        line.addLayout(column)
        line.addStretch(1)
        self.show_opening()

    def show_opening(self) -> None:
        """Say that the copy is being opened."""
        self._show(_Card("graduation-cap", "Organiser Kit", tr("Opening…")))

    def show_passphrase(self, problem: str) -> None:
        """Ask for the passphrase."""
        card = _Card("lock", tr("Hello"), tr("Type the passphrase of this laptop’s copy."))
        self._ask_secret(card, problem, tr("Open"), self._give)

    def show_backup_passphrase(self, problem: str) -> None:
        """Ask for the passphrase of the backup that was chosen."""
        sentence = tr("Type the passphrase that the copy had when the backup was made.")
        self._ask_secret(
            _Card("lock", tr("The backup"), sentence), problem, tr("Put back"), self._give_backup
        )

    def _ask_secret(self, card: _Card, problem: str, act: str, give: Callable[[], None]) -> None:
        self.passphrase = _secret()
        field = FormField(tr("Passphrase"), self.passphrase)
        card.column.addWidget(field)
        self.open_button = button(act, give, "big")
        self.passphrase.returnPressed.connect(give)
        card.column.addWidget(self.open_button)
        self._show(card)
        field.show_error(problem)
        self.passphrase.setFocus()

    def _give(self) -> None:
        self.open_button.setEnabled(False)
        self.passphrase_given.emit(self.passphrase.text())

    def _give_backup(self) -> None:
        self.open_button.setEnabled(False)
        self.backup_passphrase_given.emit(self.passphrase.text())

    def _ask_backup(self) -> None:
        path = self.choose_backup(self)
        if path is not None:
            self.restore_asked.emit(path)

    def show_first_run(self, problem: str, kept: str = "") -> None:
        """Offer to create the copy, from the step that was ``kept`` on; what was typed stays."""
        if not problem:
            self.first = FirstStartCard(kept)
            self.first.created.connect(self.creation_asked)
            self.first.reached.connect(self.step_reached)
            self.first.accepted.connect(self.charter_accepted)
            self.first.language_chosen.connect(self.language_chosen)
            self.first.practice_asked.connect(self.practice_asked)
            self.first.restore_asked.connect(self._ask_backup)
            self._show(self.first)
            self.first.focus_first()
        else:
            self.first.show_problem(problem)

    def show_join(self, card: JoinServerCard) -> None:
        """Offer to join a server, now that the copy is made."""
        self._show(card)
        card.focus_first()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why the copy cannot be opened, and what to do."""
        card = _Card("triangle-alert", trouble.title, trouble.sentence)
        card.column.addWidget(label(trouble.advice, "strong", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["s"])
        self.restore_button = button(tr("Put a backup back…"), self._ask_backup, "quiet", "hard-drive")
        line.addWidget(self.restore_button)
        line.addStretch(1)
        line.addWidget(button(tr("Quit"), self.quit_asked.emit))
        self.retry_button = button(tr("Try again"), self.retried.emit, "primary")
        line.addWidget(self.retry_button)
        card.column.addLayout(line)
        self._show(card)

    def _show(self, card: QWidget) -> None:
        while (old := self._cards.currentWidget()) is not None:
            self._cards.removeWidget(old)
            old.deleteLater()
        self._cards.addWidget(card)


class _Card(QFrame):
    """Icon, title, sentence; the rest is added under them."""

    def __init__(self, icon: str, title: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[theme.SPACE["xxl"]] * 4)
        self.column.setSpacing(theme.SPACE["m"])
        self.column.addWidget(IconLabel(icon, "accent_text", 44), 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(label(title, "title", wrap=True))
        self.column.addWidget(label(sentence, "lead", wrap=True))
        self.column.addSpacing(theme.SPACE["s"])


def _secret() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def _choose_backup(parent: QWidget) -> Path | None:
    kinds = tr("Backups of Organiser Kit (*{ending});;All files (*)", ending=".okbackup")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Put a backup back"), "", kinds)
    return Path(name) if name else None
