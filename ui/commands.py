"""Any command of the table, from anywhere: the window first goes to the page that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError
from ui.actions import SHORTCUTS, keys, shown_keys, words
from ui.navigation import TOP, Route, place_words
from ui.pages.meetings.page import NEW
from ui.pages.palette.dialog import PaletteDialog
from ui.pages.palette.presenter import Offer
from ui.pages.people.page import PeoplePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.kit import Kit
    from ui.navigation import Place
    from ui.pages.page import Page
    from ui.session import Session
    from ui.shell import Shell

_OF_A_MEETING: dict[str, tuple[Place, str]] = {
    "import": ("meeting", "registrations"),
    "print": ("meeting", "print"),
    "welcome": ("reception", ""),
    "walk_in": ("reception", ""),
}
"""Commands that need a meeting, and the page that has them."""
_ELSEWHERE = {
    "new_meeting": Route("meetings", step=NEW),
    "search": Route("people"),
    "keep_first": Route("sync"),
    "keep_second": Route("sync"),
}
_NOT_OFFERED = {"palette", "settings", "copy", "copy_table"}
"""Itself, a page that is offered already, and what needs the list where the keyboard is."""
_THEN = {"import", "walk_in", "search"}
"""Commands of which going to the page is only the beginning."""


class Commands:
    """Opens the palette, and does what was chosen in it."""

    def __init__(self, session: Session, shell: Shell, go: Callable[[Route], None]) -> None:
        self._session = session
        self._shell = shell
        self._go = go
        self.dialog: PaletteDialog | None = None

    def ask(self) -> None:
        """Open the palette."""
        self.dialog = PaletteDialog(self._session, offers(), self._shell)
        self.dialog.chosen.connect(self.take)
        self.dialog.open()

    def take(self, offer: Offer) -> None:
        """Go to, or do, what was chosen."""
        if offer.kind == "page":
            self._go(Route(offer.key))  # type: ignore[arg-type]  # pages are offered by their place
        elif offer.kind == "meeting":
            self._go(Route("meeting", offer.key))
        elif offer.kind == "person":
            self._go(Route("people"))
            page = self._page()
            if isinstance(page, PeoplePage):
                page.look_for(offer.key, offer.words)
        else:
            self.run(offer.key)

    def run(self, name: str) -> None:
        """Do a command here if this page or the window has it, else where it is at home."""
        if self._shell.run(name) or self._page().run(name):
            return
        if name in _OF_A_MEETING:
            self._session.ask(self._shell, _next_meeting, lambda meeting: self._run_at(name, meeting))
        elif name in _ELSEWHERE:
            self._go_on(name, _ELSEWHERE[name])

    def _run_at(self, name: str, meeting_id: str) -> None:
        place, step = _OF_A_MEETING[name]
        if meeting_id:
            self._go_on(name, Route(place, meeting_id, step))
        else:
            self._go(Route("meetings"))

    def _go_on(self, name: str, route: Route) -> None:
        self._go(route)
        if name in _THEN:
            self._page().run(name)

    def _page(self) -> Page:
        page: Page = self._shell.stack.currentWidget()  # type: ignore[assignment]  # only pages are there
        return page


def offers() -> tuple[Offer, ...]:
    """Return the pages of the side bar and every command of the table."""
    pages = tuple(Offer("page", place, place_words(place), "", icon) for place, icon in TOP)
    commands = tuple(
        Offer("command", row.name, words(row.name), shown_keys(keys(row.name)), row.icon)
        for row in SHORTCUTS
        if row.name not in _NOT_OFFERED
    )
    return pages + commands


def _next_meeting(kit: Kit) -> str:
    for reference in ("next", "last"):
        try:
            return kit.meetings.resolve(reference)
        except NotFoundError:
            continue
    return ""
