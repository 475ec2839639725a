"""The few things a person sets: language, colours, size of text, sound; and the backup of the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from organiser_kit.i18n import current, tr
from ui import theme
from ui.actions import keys, shown_keys
from ui.dialogs.new_passphrase import NewPassphraseDialog
from ui.dialogs.save_as import save_as
from ui.dialogs.scanner_test import ScannerTestDialog
from ui.navigation import Route
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.settings.presenter import SUFFIX, BackupPresenter, proposed_name
from ui.widgets.basics import button, label
from ui.widgets.form import FormField
from ui.widgets.panels import Card
from ui.widgets.shortcuts_dialog import ShortcutsDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.errors import KitError
    from ui.pages.page import Context

BACK_UP = "backup"
"""The step of a route that leads to the backup's button."""
SIZES = (1.0, 1.25, 1.5, 2.0)


class SettingsPage(Page):
    """Each choice takes effect at once and is kept."""

    changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        choices = context.preferences.choices
        self.backups = BackupPresenter(context.session, self, context.notify)
        self.choose_backup: Callable[[QWidget, str], Path | None] = _choose_backup
        self.column.addWidget(label(tr("Settings"), "title"))
        self.notice = Notice()
        self.column.addWidget(self.notice)
        card = Card(tr("This laptop"), tr("These choices stay on this laptop."))
        self.language = _combo((("fr", "Français"), ("en", "English")), current().language)
        self.theme = _combo(
            (
                ("system", tr("As the system")),
                ("light", tr("Light")),
                ("dark", tr("Dark")),
                ("contrast", tr("High contrast")),
            ),
            choices.theme,
        )
        self.text_size = QComboBox()
        for size in SIZES:
            self.text_size.addItem(tr("{percent} %", percent=round(size * 100)), size)
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(choices.text_scale)))
        self.sound = QCheckBox(tr("A sound for every scan"))
        self.sound.setChecked(choices.sound)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        for place, field in enumerate(
            (
                FormField(tr("Language"), self.language),
                FormField(tr("Colours"), self.theme),
                FormField(tr("Size of text"), self.text_size),
            )
        ):
            grid.addWidget(field, 0, place)
            grid.setColumnStretch(place, 1)
        card.add(grid)
        card.add(self.sound)
        self.column.addWidget(card)
        self.column.addWidget(self._backup_card())
        self.column.addWidget(self._privacy_card())
        self.column.addWidget(self._scanner_card())
        self.column.addWidget(self._help_card())
        self.column.addStretch(1)
        self._connect()

    def _backup_card(self) -> Card:
        card = Card(
            tr("Backup"),
            tr(
                "The whole copy in one file, opened by its passphrase: keep it elsewhere than this laptop. "
                "On a new or repaired laptop, the first page offers to put it back."
            ),
        )
        self.backup_button = button(tr("Back up…"), self.back_up, "plain", "hard-drive")
        line = QHBoxLayout()
        line.addWidget(self.backup_button)
        line.addStretch(1)
        card.add(line)
        return card

    def enter(self, route: Route) -> None:
        """Put the keyboard on the backup's button for whoever comes for that."""
        if route.step == BACK_UP:
            self.ensureWidgetVisible(self.backup_button)
            self.backup_button.setFocus()

    def back_up(self) -> None:
        """Choose a file and write everything into it."""
        self.notice.clear()
        path = self.choose_backup(self, proposed_name(self.context.session.environment.now()))
        if path is not None:
            self.backups.write(path)

    def backup_busy(self, busy: bool) -> None:
        """Say whether a backup is being written."""
        self.backup_button.setEnabled(not busy)
        self.backup_button.setText(tr("Writing…") if busy else tr("Back up…"))

    def ask_backup_passphrase(self, path: Path) -> None:
        """Ask for a passphrase for the backup, for the copy itself has none."""
        self.passphrase_dialog = NewPassphraseDialog(
            tr("A passphrase for the backup"),
            tr("This computer keeps the key of the copy. The backup must open without this computer."),
            tr("Back up"),
            self,
        )
        self.passphrase_dialog.given.connect(lambda text: self.backups.write(path, text))
        self.passphrase_dialog.open()

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.notice.say("danger", error.sentence)

    def _privacy_card(self) -> Card:
        card = Card(tr("Privacy"), tr("What is kept about people, until when, and what anybody may ask."))
        self.privacy_button = button(
            tr("Open the page of privacy"), lambda: self.context.go(Route("privacy")), "plain", "shield-check"
        )
        line = QHBoxLayout()
        line.addWidget(self.privacy_button)
        line.addStretch(1)
        card.add(line)
        return card

    def _scanner_card(self) -> Card:
        card = Card(
            tr("Badge scanner"),
            tr(
                "A USB scanner types like a keyboard. See which one it takes itself for, "
                "and what arrives here."
            ),
        )
        self.scanner_button = button(tr("Test the scanner"), self.test_scanner, "plain", "scan-line")
        line = QHBoxLayout()
        line.addWidget(self.scanner_button)
        line.addStretch(1)
        card.add(line)
        return card

    def _help_card(self) -> Card:
        card = Card(tr("Keyboard"), tr("Everything can be done without a mouse."))
        self.shortcuts_button = button(tr("Show the shortcuts"), self.show_shortcuts, "plain", "keyboard")
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["m"])
        line.addWidget(self.shortcuts_button)
        line.addWidget(label(shown_keys(keys("shortcuts")), "key"))
        line.addStretch(1)
        card.add(line)
        return card

    def _connect(self) -> None:
        self.language.activated.connect(lambda _: self._keep("language", self.language.currentData()))
        self.theme.activated.connect(lambda _: self._keep("theme", self.theme.currentData()))
        self.text_size.activated.connect(
            lambda _: self._keep("text_scale", float(self.text_size.currentData()))
        )
        self.sound.toggled.connect(lambda on: self._keep("sound", on))

    def _keep(self, name: str, value: object) -> None:
        self.context.preferences.save(**{name: value})
        self.changed.emit(name)

    def test_scanner(self) -> None:
        """Ask for a scan of the test page."""
        self.scanner_dialog = ScannerTestDialog(self.context.scheduler, self)
        self.scanner_dialog.open()

    def show_shortcuts(self) -> None:
        """Show the table of shortcuts."""
        ShortcutsDialog(self).open()


def _combo(choices: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    made = QComboBox()
    for key, words in choices:
        made.addItem(words, key)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def _choose_backup(parent: QWidget, proposed: str) -> Path | None:
    kinds = {tr("Backups of Organiser Kit (*{ending})", ending=SUFFIX): SUFFIX.removeprefix(".")}
    return save_as(parent, tr("Back the copy up"), proposed, kinds)
