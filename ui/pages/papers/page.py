"""The step in which papers are looked at and printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.errors import KitError
from organiser_kit.i18n import tr
from organiser_kit.stocks.library import shipped, stocks_in
from ui import theme
from ui.dialogs.choose_people import ChoosePeopleDialog
from ui.dialogs.scanner_test import ScannerTestDialog
from ui.pages.papers.descriptions import Option, described, offered
from ui.pages.papers.options import PaperOptions
from ui.pages.papers.paper_list import PaperCombo, PaperList
from ui.pages.papers.presenter import PapersPresenter
from ui.pages.step import StepPage
from ui.widgets.basics import button
from ui.widgets.busy import BusyOverlay
from ui.widgets.panels import Card
from ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.page import Context
    from ui.pages.papers.descriptions import PaperDescription
    from ui.pages.papers.presenter import PaperState, PersonLine

WHOLE = "kit"
LONG_MS = 700
"""A paper that takes longer than this covers the preview, with a way to stop waiting for it."""


class PapersStep(StepPage):
    """Papers on the left, by when they are used; on the right the page as it will be printed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PapersPresenter(context.session, self, context.notify)
        self.dialog: ChoosePeopleDialog | ScannerTestDialog | None = None
        self.choose_path: Callable[[QWidget, str], Path | None] = _choose_path
        self.print_pdf: Callable[[bytes, str, QWidget], None] = _print
        self._cancel_cover: Callable[[], None] | None = None
        self._stocks = shipped()
        large = theme.current().is_large
        self._parts = QVBoxLayout() if large else QHBoxLayout()
        self._parts.setSpacing(theme.SPACE["l"])
        self._parts.addLayout(self._choices(large=large))
        self._parts.addWidget(self._paper_card(), 1)
        self.column.addLayout(self._parts, 1)
        self.busy = BusyOverlay(self.card)
        self.busy.stopped.connect(self.presenter.stop)

    def _choices(self, *, large: bool) -> QVBoxLayout:
        papers = offered()
        self.choices: PaperList | PaperCombo = (
            PaperCombo(papers) if large else PaperList(self.context.scheduler, papers)
        )
        self.choices.chosen.connect(self.presenter.choose)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE["s"])
        self.whole_button = button(tr("The whole kit"), self._choose_whole, "primary", "archive")
        self.whole_button.setToolTip(tr("All the papers of this meeting, in the order of their use"))
        self.whole_button.setVisible(any(paper.name == WHOLE for paper in papers))
        column.addWidget(self.whole_button)
        column.addWidget(self.choices, 1)
        return column

    def _paper_card(self) -> Card:
        self.card = Card(" ")
        self.options = PaperOptions(self.presenter.language)
        self.options.large_print.connect(self.presenter.large_print)
        self.options.language.connect(self.presenter.speak)
        self.options.stock.connect(self.presenter.stock)
        self.options.first_label.connect(self.presenter.first_label)
        self.options.people_asked.connect(self.presenter.ask_people)
        self.try_button = button(tr("Test the scanner"), self._try_scanner, "plain", "scan-line")
        self.card.header.add(self.try_button)
        self.card.add(self.options)
        self.preview = PdfPreview()
        self.preview.print_asked.connect(self._print)
        self.preview.save_asked.connect(self._save)
        self.card.add(self.preview, 1)
        return self.card

    def _choose_whole(self) -> None:
        self.presenter.choose(WHOLE)

    def open(self, meeting_id: str) -> None:
        """Show this meeting's documents."""
        self.notice.clear()
        # Read again each time: somebody may just have added a file of labels.
        self._stocks = stocks_in(self.context.session.folder)
        self.options.offer(self._stocks.all)
        self.presenter.open(meeting_id)

    def want_for(self, name: str, person_id: str) -> None:
        """Have the step open with a document for one person."""
        self.presenter.want_for(name, person_id)

    # -- what the presenter shows

    def show_chosen(self, paper: PaperDescription, for_whom: str) -> None:
        """Show which paper it is about, and what can be chosen for it."""
        self._uncover()
        self.notice.clear()
        self.choices.mark(paper.name)
        self._say(tr("Being prepared…"))
        self.options.show_for(paper, for_whom)
        self.try_button.setVisible(paper.name == "scanner-test")
        self.preview.can_leave(wanted=False)

    def _say(self, length: str) -> None:
        paper = described(self.presenter.name)
        self.card.header.set_title(paper.title, " ".join(filter(None, (paper.sentence, length))))

    def ask_first(self, paper: PaperDescription) -> None:
        """Ask before a paper is made whose making cannot be taken back."""
        self._say("")
        self.preview.clear()
        self.notice.say("info", paper.consequence, (tr("Make it"), self.presenter.make))

    def show_working(self, paper: PaperDescription) -> None:
        """Say that a document is being made."""
        self.notice.clear()
        self._say(tr("Being prepared…"))
        self._cancel_cover = self.context.scheduler.after(
            LONG_MS, self, lambda: self.busy.begin(tr("{paper}: being prepared…", paper=paper.title))
        )

    def show_paper(self, state: PaperState) -> None:
        """Show a document."""
        self._uncover()
        try:
            self.preview.show_pdf(state.pdf)
        except KitError as error:
            self.show_none(error)
            return
        self._say(state.remark)
        labels = Option.STOCK in described(state.name).options
        self.notice.say("warning", "\n".join((*state.notes, *(self._stocks.problems if labels else ()))))

    def show_stopped(self) -> None:
        """Say that nothing is being made any more."""
        self._uncover()
        self.preview.clear()
        self._say(tr("Stopped."))
        self.choices.setFocus()

    def show_none(self, error: KitError) -> None:
        """Say why there is no document."""
        self._uncover()
        self.preview.clear()
        self._say("")
        self.refuse(error)

    def _uncover(self) -> None:
        if self._cancel_cover is not None:
            self._cancel_cover()
            self._cancel_cover = None
        if self.busy.isVisible():
            self.busy.end()
            self.choices.setFocus()

    # -- what is chosen

    def ask_people(self, lines: tuple[PersonLine, ...], chosen: frozenset[str] | None) -> None:
        """Ask whom the paper is for."""
        self.dialog = ChoosePeopleDialog(self.context.scheduler, lines, chosen, self)
        self.dialog.chosen.connect(self.presenter.people)
        self.dialog.open()

    def _try_scanner(self) -> None:
        self.dialog = ScannerTestDialog(self.context.scheduler, self)
        self.dialog.open()

    def _save(self) -> None:
        path = self.choose_path(self, described(self.presenter.name).file_name + ".pdf")
        if path is not None:
            self.presenter.save(path)

    def _print(self) -> None:
        try:
            self.print_pdf(self.preview.pdf, described(self.presenter.name).title, self)
        except KitError as error:
            self.refuse(error)


def _choose_path(parent: QWidget, proposed: str) -> Path | None:
    kinds = (tr("PDF documents (*.pdf)"), tr("Pages for screen readers (*.html)"))
    name, kind = QFileDialog.getSaveFileName(parent, tr("Save"), proposed, ";;".join(kinds))
    if not name:
        return None
    path = Path(name)
    return path.with_suffix(".html") if kind == kinds[1] and path.suffix.lower() == ".pdf" else path


def _print(pdf: bytes, title: str, parent: QWidget) -> None:
    from ui.printing import print_pdf

    print_pdf(pdf, title, parent)
