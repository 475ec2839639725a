"""Every keyboard shortcut of the window in one table, from which the shortcuts dialog is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from organiser_kit.i18n import tr
from ui import icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Shortcut:
    """One command of the window."""

    name: str
    keys: tuple[str, ...]
    icon: str
    page: str = ""
    """The page where it works, '' for all of them: pages that never show together may share a key."""


SHORTCUTS = (
    Shortcut("help", ("F1",), "circle-question-mark"),
    Shortcut("shortcuts", ("Ctrl+/", "Shift+F1"), "keyboard"),
    Shortcut("palette", ("Ctrl+K",), "ellipsis"),
    Shortcut("search", ("Ctrl+F",), "search"),
    Shortcut("open", ("Ctrl+O",), "inbox"),
    Shortcut("copy", ("Ctrl+C",), "copy"),
    Shortcut("copy_table", ("Ctrl+Shift+C",), "copy"),
    Shortcut("new_meeting", ("Ctrl+N",), "calendar-plus", "meetings"),
    Shortcut("import", ("Ctrl+I",), "upload"),
    Shortcut("print", ("Ctrl+P",), "printer"),
    Shortcut("welcome", ("Ctrl+E",), "scan-line"),
    Shortcut("walk_in", ("Ctrl+N", "Ctrl+Shift+N"), "user-plus", "reception"),
    Shortcut("session", ("F6",), "clock", "reception"),
    Shortcut("undo", ("Ctrl+Z",), "undo-2"),
    Shortcut("redo", ("Ctrl+Shift+Z",), "history"),
    Shortcut("keep_first", ("Alt+1",), "check", "sync"),
    Shortcut("keep_second", ("Alt+2",), "check", "sync"),
    Shortcut("sync", ("F5", "Ctrl+R"), "refresh-cw"),
    Shortcut("settings", ("Ctrl+,",), "settings"),
    Shortcut("back", ("Esc", "Alt+Left"), "arrow-left"),
    Shortcut("quit", ("Ctrl+Q",), "log-out"),
)


def words(name: str) -> str:
    """Return what a command is called in menus, tooltips and the shortcuts dialog."""
    return {
        "help": tr("Help for this page"),
        "shortcuts": tr("Keyboard shortcuts"),
        "palette": tr("Go to, or do"),
        "search": tr("Search"),
        "open": tr("Open a file…"),
        "copy": tr("In a list: copy the lines selected"),
        "copy_table": tr("In a list: copy the whole table"),
        "new_meeting": tr("New meeting"),
        "import": tr("Import registrations"),
        "print": tr("Print"),
        "welcome": tr("Welcome people"),
        "walk_in": tr("At the reception: add a walk-in"),
        "session": tr("At the reception: change the session"),
        "undo": tr("Undo"),
        "redo": tr("Do again"),
        "keep_first": tr("Two versions: keep the first"),
        "keep_second": tr("Two versions: keep the second"),
        "sync": tr("Synchronise now"),
        "settings": tr("Settings"),
        "back": tr("Back"),
        "quit": tr("Quit"),
    }[name]


def shortcut(name: str) -> Shortcut:
    """Return the row of the table called ``name``."""
    return next(row for row in SHORTCUTS if row.name == name)


def keys(name: str) -> str:
    """Return the first key sequence of a command, in Qt's portable writing."""
    return shortcut(name).keys[0]


def shown_keys(sequence: str) -> str:
    """Return a key sequence as this system writes it, in the interface's own language for Ctrl and Esc."""
    native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    return native or sequence


def action(name: str, owner: QWidget, triggered: Callable[[], None]) -> QAction:
    """Return the command as a QAction of ``owner``: words, icon and every key of the table."""
    row = shortcut(name)
    made = QAction(words(name), owner)
    made.setObjectName(name)
    made.setShortcuts([QKeySequence(sequence) for sequence in row.keys])
    made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    made.setToolTip(tr("{what} ({keys})", what=words(name), keys=shown_keys(row.keys[0])))
    made.triggered.connect(lambda _checked=False: triggered())
    icons.bind(made, row.icon)
    owner.addAction(made)
    return made


def trigger(owner: QWidget, name: str) -> bool:
    """Do the command called ``name`` if ``owner`` has it and it can be done now; return whether it was."""
    found = next((made for made in owner.actions() if made.objectName() == name and made.isEnabled()), None)
    if found is not None:
        found.trigger()
    return found is not None
