"""Going from page to page: where one may go, the side bar, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.widgets.basics import GAP, IconLabel, label
from ui.widgets.enter import PushButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.pages.page import Page

Place = Literal[
    "home",
    "meetings",
    "meeting",
    "ready",
    "reception",
    "groups",
    "people",
    "venues",
    "library",
    "sync",
    "settings",
    "privacy",
    "help",
]
TOP: tuple[tuple[Place, str], ...] = (
    ("home", "house"),
    ("meetings", "calendar"),
    ("groups", "users"),
    ("people", "user"),
    ("library", "archive"),
    ("venues", "map-pin"),
    ("sync", "cloud"),
    ("settings", "settings"),
    ("help", "circle-question-mark"),
)


@dataclass(frozen=True)
class Route:
    """A page, and what it shows; ``step`` may name a paper to print, as in ``print:front-desk``."""

    place: Place
    meeting_id: str = ""
    step: str = ""


def place_words(place: Place) -> str:
    """Return what a page of the side bar is called."""
    return {
        "home": tr("Today"),
        "meetings": tr("Meetings"),
        "people": tr("People"),
        "library": tr("Library"),
        "venues": tr("Venues"),
        "groups": tr("Groups"),
        "sync": tr("Synchronisation"),
        "settings": tr("Settings"),
        "privacy": tr("Privacy"),
        "meeting": tr("Meeting"),
        "ready": tr("Ready for offline?"),
        "reception": tr("Reception"),
        "help": tr("Help"),
    }[place]


WIDE, NARROW = 212, 72


def _place(name: str) -> Place:
    return next(place for place, _ in TOP if place == name)


class SideBar(QFrame):
    """The first pages, one button each."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self.setAccessibleName(tr("Main pages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["m"], theme.SPACE["xl"], theme.SPACE["m"], theme.SPACE["l"])
        column.setSpacing(theme.SPACE["xs"])
        self._brand = _Brand()
        column.addWidget(self._brand)
        column.addSpacing(theme.SPACE["l"])
        self.buttons: dict[str, PushButton] = {}
        for place, icon in TOP:
            self.buttons[place] = self._button(place, icon)
            column.addWidget(self.buttons[place])
        column.addStretch(1)
        self.narrow = False
        self.make_narrow(narrow=False)
        theme.follow(self)

    def retheme(self) -> None:
        """Take the size of the text in force."""
        self.make_narrow(narrow=self.narrow)

    def make_narrow(self, *, narrow: bool) -> None:
        """Keep only the icons in a small window; their words stay as tooltips."""
        self.narrow = narrow
        look = theme.current()
        self.setFixedWidth(look.height(NARROW) if narrow else look.scaled(WIDE))
        self._brand.show_words(shown=not narrow)
        side = look.scaled(20)
        for place, button in self.buttons.items():
            button.setIconSize(QSize(side + GAP, side))
            button.setText("" if narrow else place_words(_place(place)))
            button.setToolTip(place_words(_place(place)) if narrow else "")

    def _button(self, place: Place, icon: str) -> PushButton:
        made = PushButton(place_words(place))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setProperty("iconName", icon)
        made.setAccessibleName(place_words(place))
        made.clicked.connect(lambda _checked=False: self.chosen.emit(place))
        return made

    def mark(self, place: str) -> None:
        """Show which page is open; a meeting belongs to the meetings."""
        open_now = "meetings" if place in ("meeting", "ready", "reception") else place
        open_now = "settings" if place == "privacy" else open_now
        for name, button in self.buttons.items():
            here = name == open_now
            button.setProperty("step", "current" if here else "todo")
            words = place_words(_place(name))
            button.setAccessibleName(tr("{page}, open", page=words) if here else words)
            icons.bind(button, button.property("iconName"), "accent_on_soft" if here else "muted", GAP)
            theme.restyle(button)


class _Brand(QFrame):
    """The product's name."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["s"], 0, 0, 0)
        column.setSpacing(theme.SPACE["xs"])
        column.addWidget(IconLabel("graduation-cap", "accent_text", 30))
        self._words = (label("Organiser Kit", "heading"), label(tr("Class’Code meetings"), "caption"))
        for words in self._words:
            column.addWidget(words)

    def show_words(self, *, shown: bool) -> None:
        """Show the name under the picture, or the picture alone."""
        for words in self._words:
            words.setVisible(shown)


class Navigator:
    """Makes pages when they are first wanted, shows them, and remembers the way back."""

    def __init__(
        self,
        stack: QStackedWidget,
        builders: Mapping[Place, Callable[[], Page]],
        arrived: Callable[[Page], None],
    ) -> None:
        self._stack = stack
        self._builders = builders
        self._arrived = arrived
        self._pages: dict[str, Page] = {}
        self._trail: list[Route] = []

    @property
    def route(self) -> Route | None:
        """Return where we are."""
        return self._trail[-1] if self._trail else None

    @property
    def places(self) -> frozenset[str]:
        """Return every page there is."""
        return frozenset(self._builders)

    @property
    def can_go_back(self) -> bool:
        """Return whether there is somewhere to go back to."""
        return len(self._trail) > 1

    def page(self, place: Place) -> Page:
        """Return the page of ``place``."""
        if place not in self._pages:
            made = self._builders[place]()
            self._pages[place] = made
            self._stack.addWidget(made)
        return self._pages[place]

    def go(self, route: Route) -> None:
        """Open a page; one of the side bar starts the trail anew, but from the help one goes back."""
        if route.place != "help" and any(route.place == place for place, _ in TOP):
            self._trail.clear()
        elif self._trail and self._trail[-1].place == route.place:
            self._trail.pop()
        self._trail.append(route)
        self._show(route)

    def back(self) -> None:
        """Return to where we came from."""
        if self.can_go_back:
            self._trail.pop()
            self._show(self._trail[-1])

    def _show(self, route: Route) -> None:
        here = self._stack.currentWidget()
        page = self.page(route.place)
        for other in self._pages.values():
            if other is here and other is not page:
                other.leave()
        self._stack.setCurrentWidget(page)
        page.enter(route)
        self._arrived(page)
