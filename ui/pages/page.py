"""What every page is given, and what the window expects of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.actions import trigger
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.navigation import Route
    from ui.pages.asking import Notify
    from ui.preferences import Preferences
    from ui.session import Session
    from ui.sounds import Player
    from ui.widgets.scheduler import Scheduler


@dataclass(frozen=True)
class Context:
    """What pages work with."""

    session: Session
    scheduler: Scheduler
    player: Player
    preferences: Preferences
    go: Callable[[Route], None]
    back: Callable[[], None]
    notify: Notify
    renamed: Callable[[], None]
    """Tells the window that the page's :meth:`Page.crumb` has changed."""


class Page(QScrollArea):
    """One screen of the window; it scrolls when the window is too low for what it holds."""

    full = False
    """Whether the page wants the whole window, without the side bar."""

    own_undo = False
    """Whether Ctrl+Z means something of the page's own: a presence, a choice."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("page")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(
            theme.SPACE["xxl"], theme.SPACE["l"], theme.SPACE["xxl"], theme.SPACE["xl"]
        )
        self.column.setSpacing(theme.SPACE["l"])
        self.setWidget(inside)

    def enter(self, route: Route) -> None:
        """Show what ``route`` asks for."""

    def leave(self) -> None:
        """Let go of what should not stay on, for instance a camera."""

    def takes_files(self) -> bool:
        """Return whether files dropped now are for a form of this page, which takes them itself."""
        return False

    def group_at_hand(self) -> str:
        """Return the id of the group that is open on this page, '' where none is."""
        return ""

    def run(self, name: str) -> bool:
        """Do a command of the table that this page has; return whether it did."""
        if name == "search":
            for field in self.findChildren(SearchField):
                if field.isVisible():
                    field.take_focus()
                    return True
        return trigger(self, name)

    def crumb(self) -> str:
        """Return the words that tell, on the top bar, where we are; '' on a first page."""
        return ""


def scrolled(inside: QWidget) -> QScrollArea:
    """Return ``inside`` in a frame that scrolls when the window is too low for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def roomy(spin: QAbstractSpinBox) -> None:
    """Keep the text of a spin box off its edge: a style sheet cannot."""
    inside = spin.findChild(QLineEdit)
    if isinstance(inside, QLineEdit):
        inside.setTextMargins(9, 0, 0, 0)
