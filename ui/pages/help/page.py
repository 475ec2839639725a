"""The page of the help: a search, the list of articles, and the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QListWidget, QListWidgetItem, QTextBrowser

from organiser_kit.i18n import tr, trn
from ui import icons, theme
from ui.actions import SHORTCUTS, shown_keys, words
from ui.pages.help.presenter import HelpPresenter
from ui.pages.page import Page
from ui.widgets.basics import announce, label
from ui.widgets.panels import Card
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QUrl

    from ui.navigation import Route
    from ui.pages.help.articles import Article
    from ui.pages.page import Context

_LIST_WIDTH, _ROW, _FEW_ROWS = 392, 40, 4
_KEY = Qt.ItemDataRole.UserRole


class HelpPage(Page):
    """Everything on it is in the program: it needs no network."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.column.addWidget(label(tr("Help"), "title"))
        self.column.addWidget(label(tr("Everything here can be read without a network."), "muted", wrap=True))
        self.search = SearchField(context.scheduler, tr("Search the help"), tr("A word, e.g. badge…"))
        self.list = QListWidget()
        self.list.setObjectName("paperList")
        self.list.setAccessibleName(tr("Articles"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = label(tr("No article has these words: try one word, or its beginning."), wrap=True)
        self.reader = QTextBrowser()
        self.reader.setFrameShape(QFrame.Shape.NoFrame)
        self.reader.setObjectName("reader")
        self.reader.setOpenLinks(False)
        self.reader.anchorClicked.connect(self._follow)
        self.presenter = HelpPresenter(self)
        self.search.asked.connect(self.presenter.search)
        self.list.currentItemChanged.connect(self._choose)
        self._lay_out()

    def _lay_out(self) -> None:
        large = theme.current().is_large
        across = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        line = QBoxLayout(across)
        line.setSpacing(theme.SPACE["l"])
        choice = Card()
        choice.add(self.search)
        choice.add(self.nothing)
        choice.add(self.list, 1)
        article = Card()
        article.add(self.reader, 1)
        row = theme.current().height(_ROW)
        if large:
            self.list.setFixedHeight(_FEW_ROWS * row)
            self.reader.setMinimumHeight(2 * _FEW_ROWS * row)
        else:
            choice.setFixedWidth(theme.current().scaled(_LIST_WIDTH))
        line.addWidget(choice)
        line.addWidget(article, 1)
        self.column.addLayout(line, 1)

    def enter(self, route: Route) -> None:
        """Open the article that helps on the page one comes from."""
        self.presenter.enter(route.step)
        self.search.setFocus()

    def crumb(self) -> str:
        """Return the name of the page."""
        return tr("Help")

    def show_list(self, found: Sequence[Article], opened: str) -> None:
        """Offer these articles."""
        keys = [article.key for article in found]
        with QSignalBlocker(self.list):
            if keys != [self.list.item(row).data(_KEY) for row in range(self.list.count())]:
                self._fill(found)
            self.list.setCurrentRow(keys.index(opened) if opened in keys else -1)
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        if self.search.text():
            announce(self.list, trn("{n} article", "{n} articles", len(found)))

    def _fill(self, found: Sequence[Article]) -> None:
        self.list.clear()
        for article in found:
            item = QListWidgetItem(article.short_title)
            item.setData(_KEY, article.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, article.title)
            item.setToolTip(article.title)
            item.setIcon(icons.row_icon("circle-question-mark" if article.is_card else "file-text"))
            self.list.addItem(item)

    def show_article(self, article: Article) -> None:
        """Show an article from its beginning."""
        more = f"\n\n{_shortcuts()}" if article.key == "keyboard" else ""
        self.reader.setMarkdown(article.markdown + more)
        self.reader.setAccessibleName(article.title)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.presenter.open(item.data(_KEY))

    def _follow(self, address: QUrl) -> None:
        self.presenter.follow(address.toString())


def _shortcuts() -> str:
    """Return the table of every key, as the window has it."""
    head = tr("| Keys | What they do |")
    rows = [f"| {' · '.join(map(shown_keys, row.keys))} | {words(row.name)} |" for row in SHORTCUTS]
    return "\n".join((head, "|---|---|", *rows))
