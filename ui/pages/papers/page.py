"""The step in which papers are looked at and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.errors import KitError
from organiser_kit.i18n import tr
from organiser_kit.stocks.library import shipped, stocks_in
from ui import theme
from ui.calibrations import Calibrations
from ui.dialogs.calibrate import CalibrateDialog
from ui.dialogs.choose_people import ChoosePeopleDialog
from ui.dialogs.save_as import save_as
from ui.dialogs.scanner_test import ScannerTestDialog
from ui.pages.papers.descriptions import Option, described, offered
from ui.pages.papers.options import PaperOptions
from ui.pages.papers.paper_list import PaperCombo, PaperList
from ui.pages.papers.presenter import PapersPresenter
from ui.pages.papers.print_presenter import PrintOrder, PrintPresenter
from ui.pages.step import StepPage
from ui.widgets.basics import button
from ui.widgets.busy import BusyOverlay
from ui.widgets.panels import Card
from ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ui.jobs import Progress, Step
    from ui.pages.page import Context
    from ui.pages.papers.descriptions import PaperDescription
    from ui.pages.papers.presenter import PaperState, PersonLine
    from ui.pages.papers.print_presenter import Chosen
    from ui.printing.order import PrintOutcome

CALIBRATION = "calibration"
LONG_MS = 700
"""A paper that takes longer than this covers the preview, with a way to stop waiting for it."""


class PapersStep(StepPage):
    """Papers on the left, by when they are used; on the right the page as it will be printed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PapersPresenter(context.session, self, context.notify)
        self.dialog: CalibrateDialog | ChoosePeopleDialog | ScannerTestDialog | None = None
        self.choose_path: Callable[[QWidget, str], Path | None] = _choose_path
        self.choose_printer: Callable[[bytes, PaperDescription, QWidget], Chosen | None] = _choose_printer
        self.printer_names: Callable[[], Sequence[str]] = _printer_names
        self.calibrations = Calibrations(context.session.folder)
        self.printing = PrintPresenter(context.session, self, context.notify, LateHands(), self.calibrations)
        self._cancel_cover: Callable[[], None] | None = None
        self._cancel_way: Callable[[], None] | None = None
        self._stocks = shipped()
        large = theme.current().is_large
        self._parts = QVBoxLayout() if large else QHBoxLayout()
        self._parts.setSpacing(theme.SPACE["l"])
        self._parts.addWidget(self._choices(large=large))
        self._parts.addWidget(self._paper_card(), 1)
        self.column.addLayout(self._parts, 1)
        self.busy = BusyOverlay(self.card)
        self.busy.stopped.connect(self.presenter.stop)
        self.on_its_way = BusyOverlay(self.card)
        self.on_its_way.stopped.connect(self.printing.stop)

    def _choices(self, *, large: bool) -> QWidget:
        papers = offered()
        self.choices: PaperList | PaperCombo = (
            PaperCombo(papers) if large else PaperList(self.context.scheduler, papers)
        )
        self.choices.chosen.connect(self.presenter.choose)
        return self.choices

    def _paper_card(self) -> Card:
        self.card = Card(" ")
        self.options = PaperOptions(self.presenter.language)
        self.options.large_print.connect(self.presenter.large_print)
        self.options.language.connect(self.presenter.speak)
        self.options.stock.connect(self.presenter.stock)
        self.options.trainer.connect(self.presenter.trainer)
        self.options.two_sided.connect(self.presenter.two_sided)
        self.options.first_label.connect(self.presenter.first_label)
        self.options.people_asked.connect(self.presenter.ask_people)
        self.try_button = button(tr("Test the scanner"), self._try_scanner, "plain", "scan-line")
        self.card.header.add(self.try_button)
        self.measure_button = button(tr("Enter what you measured"), self._measure, "plain", "printer")
        self.card.header.add(self.measure_button)
        self.card.add(self.options)
        self.preview = PdfPreview()
        self.preview.print_asked.connect(self._print)
        self.preview.save_asked.connect(self._save)
        self.card.add(self.preview, 1)
        return self.card

    def open(self, meeting_id: str) -> None:
        """Show this meeting's documents."""
        self.notice.clear()
        # Read again each time: somebody may just have added a file of labels.
        self._stocks = stocks_in(self.context.session.folder)
        self.options.offer(self._stocks.all)
        self.presenter.open(meeting_id)

    def want_for(self, name: str, person_id: str) -> None:
        """Have the step open with a document for one person, '' for all."""
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
        self.measure_button.setVisible(paper.name == CALIBRATION)
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
        otherwise = described(self.presenter.name).unless_chosen
        self.dialog = ChoosePeopleDialog(
            self.context.scheduler, lines, chosen, self, otherwise=otherwise or tr("Everybody expected")
        )
        self.dialog.chosen.connect(self.presenter.people)
        self.dialog.open()

    def _try_scanner(self) -> None:
        self.dialog = ScannerTestDialog(self.context.scheduler, self)
        self.dialog.open()

    def _save(self) -> None:
        path = self.choose_path(self, described(self.presenter.name).file_name + ".pdf")
        if path is not None:
            self.presenter.save(path)

    def _measure(self) -> None:
        stock = self._stocks.called(self.presenter.stock_wanted)
        self.dialog = CalibrateDialog(self.printer_names(), stock, self.calibrations, self)
        self.dialog.accepted.connect(
            lambda: self.context.notify(tr("The calibration was kept for this printer and these sheets."))
        )
        self.dialog.open()

    # -- printing

    def _print(self) -> None:
        paper = self.presenter.paper
        try:
            chosen = self.choose_printer(self.preview.pdf, paper, self)
        except KitError as error:
            self.refuse(error)
            return
        if chosen is not None:
            self.notice.clear()
            self.printing.print(PrintOrder(self.preview.pdf, paper.title, self._calibrated(paper)), chosen)

    def _calibrated(self, paper: PaperDescription) -> str:
        """Return the labels whose calibration counts: none for the page by which it is measured."""
        if Option.STOCK not in paper.options or paper.name == CALIBRATION:
            return ""
        return self._stocks.called(self.presenter.stock_wanted).name

    def show_printing(self, title: str) -> None:
        """Say that a document is on its way to the printer, and offer to stop it."""
        self.preview.can_leave(wanted=False)
        self._cancel_way = self.context.scheduler.after(
            LONG_MS, self, lambda: self.on_its_way.begin(tr("{paper}: being printed…", paper=title))
        )

    def show_print_step(self, step: Step) -> None:
        """Show how far it is."""
        self.on_its_way.panel.show_step(step)

    def show_printed(self, remark: str) -> None:
        """Say that nothing is being printed any more."""
        if self._cancel_way is not None:
            self._cancel_way()
            self._cancel_way = None
        if self.on_its_way.isVisible():
            self.on_its_way.end()
            self.preview.setFocus()
        self.preview.can_leave(wanted=True)
        if remark:
            self.notice.say("warning", remark)


def _choose_path(parent: QWidget, proposed: str) -> Path | None:
    kinds = {tr("PDF documents (*.pdf)"): "pdf", tr("Pages for screen readers (*.html)"): "html"}
    return save_as(parent, tr("Save"), proposed, kinds)


def _choose_printer(pdf: bytes, paper: PaperDescription, parent: QWidget) -> Chosen | None:
    from ui.printing.dialog import choose_printer

    return choose_printer(pdf, paper.title, parent, one_sided=paper.one_sided)


def _printer_names() -> Sequence[str]:
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


class LateHands:
    """Loads what prints when something is printed: the window opens without it."""

    def send(self, pdf: bytes, title: str, chosen: Any, progress: Progress) -> PrintOutcome:
        """Print a document."""
        from ui.printing.hands import Hands

        return Hands().send(pdf, title, chosen, progress)
