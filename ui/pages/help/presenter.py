"""What the help shows: which articles answer a search, and which one is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current
from ui.pages.help.articles import FOR_PLACE, ORDER, Article, articles, matching

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEME = "help:"
"""How one article names another in a link."""


class HelpView(Protocol):
    """What the presenter needs of the page."""

    def show_list(self, found: Sequence[Article], opened: str) -> None:
        """Offer these articles; ``opened`` is the key of the one shown."""

    def show_article(self, article: Article) -> None:
        """Show an article from its beginning."""


class HelpPresenter:
    """Searches and opens articles."""

    def __init__(self, view: HelpView) -> None:
        self._view = view
        self._every = articles(current().language)
        self._found = self._every
        self.opened = ORDER[0]

    def enter(self, place: str) -> None:
        """Open the article that helps on the page called ``place``, or the one that was open."""
        self.open(FOR_PLACE.get(place, self.opened))

    def search(self, asked: str) -> None:
        """Offer what answers ``asked``, and open the first of it unless the open one answers too."""
        self._found = matching(self._every, asked)
        if self._found and self.opened not in {one.key for one in self._found}:
            self.open(self._found[0].key)
        else:
            self._view.show_list(self._found, self.opened)

    def open(self, key: str) -> None:
        """Show one article; a search that does not find it ends."""
        self.opened = key
        if key not in {one.key for one in self._found}:
            self._found = self._every
        self._view.show_list(self._found, key)
        self._view.show_article(next(one for one in self._every if one.key == key))

    def follow(self, address: str) -> None:
        """Open what a link of an article names."""
        self.open(address.removeprefix(SCHEME))
