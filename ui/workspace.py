"""The pages over one open copy, wired together: built when the copy is open, and anew in another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from organiser_kit.i18n import tr
from ui.commands import Commands
from ui.navigation import Navigator, Route
from ui.pages.dropping.taker import FileTaker
from ui.pages.groups.page import GroupsPage
from ui.pages.help.page import HelpPage
from ui.pages.home.page import HomePage
from ui.pages.library.page import LibraryPage
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.notice import Notice
from ui.pages.page import Context
from ui.pages.people.page import PeoplePage
from ui.pages.privacy.page import PrivacyPage
from ui.pages.ready.page import ReadyPage
from ui.pages.reception.page import ReceptionPage
from ui.pages.settings.page import SettingsPage
from ui.pages.syncing.courier import Courier, make_service
from ui.pages.syncing.page import SyncPage
from ui.pages.venues.page import VenuesPage
from ui.practice import banner_words
from ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.navigation import Place
    from ui.pages.page import Page
    from ui.pages.syncing.pill import Standing
    from ui.practice import PracticeServer
    from ui.preferences import Preferences
    from ui.session import Session
    from ui.sounds import Player
    from ui.widgets.scheduler import Scheduler

SETTLE_MS = 300
"""After a change, how long to wait for more before the pill counts again."""


@dataclass(frozen=True)
class Tools:
    """What the workspace is built from."""

    session: Session
    scheduler: Scheduler
    player: Player
    preferences: Preferences
    practice: PracticeServer | None = None


class Workspace:
    """Shell, pages and courier."""

    def __init__(self, tools: Tools, preferences_changed: Callable[[str], None]) -> None:
        self._tools = tools
        self._preferences_changed = preferences_changed
        self.shell = Shell(tools.scheduler, banner_words() if tools.practice else "")
        self.courier = Courier(tools.session, self.shell, self._later, make_service)
        self.context = Context(
            session=tools.session,
            scheduler=tools.scheduler,
            player=tools.player,
            preferences=tools.preferences,
            go=self.go,
            back=self.back,
            notify=self.shell.notify,
            renamed=self._renamed,
        )
        self.navigator = Navigator(self.shell.stack, self._builders(), self._arrived)
        self._cancel_count: Callable[[], None] | None = None
        self._sync_page: SyncPage | None = None
        self.files = FileTaker(self.context, self.shell, self.navigator)
        self.commands = Commands(tools.session, self.shell, self.go)
        self._connect()
        tools.session.unread = self._cover

    def _builders(self) -> dict[Place, Callable[[], Page]]:
        context = self.context
        return {
            "home": lambda: HomePage(context),
            "meetings": lambda: MeetingsPage(context),
            "meeting": lambda: MeetingPage(context),
            "ready": lambda: ReadyPage(context),
            "reception": lambda: ReceptionPage(context),
            "people": self._people,
            "library": lambda: LibraryPage(context),
            "groups": self._groups,
            "venues": lambda: VenuesPage(context),
            "sync": self._sync,
            "settings": self._settings,
            "privacy": self._privacy,
            "help": lambda: HelpPage(context),
        }

    def _people(self) -> PeoplePage:
        page = PeoplePage(self.context)
        page.import_asked.connect(self.shell.open_asked)
        return page

    def _groups(self) -> GroupsPage:
        page = GroupsPage(self.context)
        page.import_asked.connect(self.shell.open_asked)
        return page

    def _sync(self) -> SyncPage:
        self._sync_page = SyncPage(self.context, self.courier, self._tools.practice)
        return self._sync_page

    def _settings(self) -> SettingsPage:
        page = SettingsPage(self.context)
        page.changed.connect(self._preferences_changed)
        return page

    def _privacy(self) -> PrivacyPage:
        page = PrivacyPage(self.context)
        page.erase_asked.connect(self.shell.erase_asked)
        page.changed.connect(self._preferences_changed)
        return page

    def _connect(self) -> None:
        shell, bus = self.shell, self._tools.session.bus
        shell.chosen.connect(lambda place: self.go(Route(place)))
        shell.back_asked.connect(self.back)
        shell.again_asked.connect(self._try_again)
        shell.sync_asked.connect(self.courier.sync)
        shell.sync_page_asked.connect(lambda: self.go(Route("sync")))
        shell.settings_asked.connect(lambda: self.go(Route("settings")))
        shell.shortcuts_asked.connect(self._show_shortcuts)
        shell.palette_asked.connect(self.commands.ask)
        shell.undo_asked.connect(self._undo)
        shell.redo_asked.connect(self._redo)
        shell.help_asked.connect(self._show_help)
        shell.news.connect(bus.publish)
        shell.pill_shown.connect(self._refresh_sync_page)
        shell.stepped.connect(self._show_step)
        bus.changed.connect(self._count_later)

    def _later(self, milliseconds: int, call: Callable[[], None]) -> Callable[[], None]:
        return self._tools.scheduler.after(milliseconds, self.shell, call)

    def _count_later(self, _changes: object) -> None:
        """Count what waits again."""
        if self._cancel_count is not None:
            self._cancel_count()
        self._cancel_count = self._later(SETTLE_MS, self.courier.refresh)

    def _refresh_sync_page(self) -> None:
        page = self.shell.stack.currentWidget()
        if isinstance(page, SyncPage):
            page.load()

    def _show_step(self, standing: Standing) -> None:
        page = self.shell.stack.currentWidget()
        if isinstance(page, SyncPage):
            page.status.show_step(standing)

    def _show_help(self) -> None:
        """Open the article that helps here."""
        here = self.navigator.route
        self.go(Route("help", step=here.place if here is not None else ""))

    def _show_shortcuts(self) -> None:
        from ui.widgets.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self.shell).open()

    def _undo(self) -> None:
        """Undo the last edit of this session, and say what it was."""
        self._turn(
            lambda kit: kit.undoing.undo(),
            lambda what: self.shell.notify(tr("Undone: {what}", what=what), icon="undo-2"),
        )

    def _redo(self) -> None:
        self._turn(
            lambda kit: kit.undoing.redo(),
            lambda what: self.shell.notify(tr("Done again: {what}", what=what), icon="history"),
        )

    def _turn(self, turn: Callable[[Kit], str], say: Callable[[str], None]) -> None:
        self._tools.session.ask(
            self.shell, turn, say, lambda error: self.shell.notify(error.sentence, icon="circle-alert")
        )

    def _cover(self, owner: object, error: KitError) -> None:
        """Say why the open page has nothing to show, in the place of an empty one."""
        page = self.shell.stack.currentWidget()
        if page is not None and isinstance(owner, QWidget) and (owner is page or page.isAncestorOf(owner)):
            for notice in page.findChildren(Notice):
                notice.clear()  # said here, it need not stand on the page when that can be read again
            self.shell.cover(error.sentence)

    def _try_again(self) -> None:
        """Open the page anew that could not be read."""
        if self.navigator.route is not None:
            self.go(self.navigator.route)

    def go(self, route: Route) -> None:
        """Open a page."""
        self._leave_page()
        self.navigator.go(route)

    def back(self) -> None:
        """Return to the page before."""
        self._leave_page()
        self.navigator.back()

    def _arrived(self, page: Page) -> None:
        route = self.navigator.route
        if route is not None:
            self.shell.arrive(page, route.place, can_go_back=self.navigator.can_go_back)
            self._hand_over(page, self.shell.side.buttons.get(route.place))

    def _keyboard(self) -> QWidget | None:
        """Return what the keyboard is on, or would be on if this window were the active one."""
        return self.shell.window().focusWidget()

    def _leave_page(self) -> None:
        """Take the keyboard from the page that goes: Qt would put it on whatever control comes next."""
        focused = self._keyboard()
        self.shell.uncover()
        if focused is not None and self.shell.stack.isAncestorOf(focused):
            self.shell.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_over(self, page: Page, pressed: QWidget | None) -> None:
        """Have Tab begin on the page, unless the keyboard is there or on the button that opens it."""
        focused = self._keyboard()
        if not page.isVisible():
            return
        if focused is None or not (focused is pressed or page.isAncestorOf(focused)):
            inside = page.widget()
            if inside is not None:
                inside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renamed(self) -> None:
        route = self.navigator.route
        if route is not None:
            self._arrived(self.navigator.page(route.place))

    def close(self) -> None:
        """Stop what goes on by itself."""
        self.courier.stop()
        if self._sync_page is not None:
            self._sync_page.close_down()
        self._tools.session.bus.changed.disconnect(self._count_later)
        if self._tools.session.unread == self._cover:
            self._tools.session.unread = None
        if self._cancel_count is not None:
            self._cancel_count()
        page = self.shell.stack.currentWidget()
        if page is not None:
            page.leave()  # type: ignore[attr-defined]  # only pages are in this stack
