"""The step in which the signed sheet is read back: pictures in, what is in doubt, one confirmation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui.pages.dropping.kinds import PICTURE_ENDINGS
from ui.pages.signed_paper.presenter import SignedPaperPresenter
from ui.pages.signed_paper.review_card import ReviewCard
from ui.pages.step import StepPage
from ui.widgets.basics import button
from ui.widgets.busy import ProgressPanel
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card, EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from organiser_kit.papers.sheet_review import PaperSeen
    from ui.jobs import Progress, Step
    from ui.pages.page import Context
    from ui.pages.reception.state import Found
    from ui.pages.signed_paper.view import Looks, ReviewState


class SignedPaperStep(StepPage):
    """Asks for pictures, reads them, and shows what is to be looked at."""

    closed = Signal()
    recorded = Signal(str, object, str)
    """The meeting, its :class:`PaperSeen`, and what was recorded as a sentence."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = SignedPaperPresenter(context.session, self, LateHands())
        self.choose_files: Callable[[QWidget], Sequence[Path]] = _choose_files
        self.column.addLayout(self._head())
        self._screens = QStackedWidget()
        self.start_card, self.reading_card = self._start(), self._progress()
        self.review = ReviewCard(self.presenter)
        for screen in (self.start_card, self.reading_card, self.review):
            self._screens.addWidget(screen)
        self.column.addWidget(self._screens, 1)
        context.session.bus.on(
            ("attendance", "registration", "sign_in_sheet"),
            self,
            lambda _: self.presenter.reload() if self.isVisible() else None,
        )

    def _head(self) -> FlowLayout:
        line = FlowLayout()
        self.back_button = button(tr("Back to closing"), self.closed.emit, "quiet", "arrow-left")
        held = QWidget()
        left = QHBoxLayout(held)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.back_button)
        left.addStretch(1)
        line.add(held, grow=True)
        self.more_button = button(tr("Add pictures…"), self._choose, "plain", "plus")
        self.again_button = button(tr("Start over"), self.presenter.start_over, "quiet", "undo-2")
        for made in (self.again_button, self.more_button):
            made.hide()
            line.add(made)
        return line

    def _start(self) -> Card:
        card = Card()
        self.start = EmptyState(
            "scan-line",
            tr("Read the signed sheet"),
            tr(
                "Choose photos, scans or a PDF, pages in any order, or drop them here. "
                "The kit looks which cells are signed, and asks you where it is not sure."
            ),
            tr("Choose pictures or a PDF…"),
        )
        self.start.acted.connect(self._choose)
        card.body.setContentsMargins(0, 0, 0, 0)  # it has its own, and large text needs the width
        card.add(self.start, 1)
        return card

    def _progress(self) -> Card:
        card = Card()
        self.progress = ProgressPanel(tr("Reading the signed sheet…"))
        self.progress.stopped.connect(self.presenter.stop)
        held = QWidget()
        column = QVBoxLayout(held)
        column.addStretch(1)
        column.addWidget(self.progress)
        column.addStretch(2)
        card.add(held, 1)
        return card

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self.notice.clear()
        self.presenter.open(meeting_id)

    def _turn_to(self, screen: QWidget) -> None:
        self._screens.setCurrentWidget(screen)
        for made in (self.again_button, self.more_button):
            made.setVisible(screen is self.review)

    # -- what the presenter shows

    def show_start(self, problems: tuple[str, ...]) -> None:
        """Ask for pictures."""
        self._turn_to(self.start_card)
        self.notice.say("warning", "\n".join(problems))
        self.start.button.setFocus()

    def show_reading(self) -> None:
        """Say that pages are being read."""
        self.notice.clear()
        self.progress.begin(tr("Reading the signed sheet…"))
        self._turn_to(self.reading_card)
        self.progress.stop_button.setFocus()

    def show_step(self, step: Step) -> None:
        """Show how far the reading is."""
        self.progress.show_step(step)

    def show_review(self, state: ReviewState) -> None:
        """Show what was read."""
        is_new = self._screens.currentWidget() is not self.review
        self._turn_to(self.review)
        if is_new:
            self.review.forget()
        self.review.show_state(state, self.presenter.walk_ins)
        if is_new:
            self.review.to_list()

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Propose people for a blank line."""
        self.review.panel.guest.show_found(found)

    def show_recorded(self, meeting_id: str, paper: PaperSeen, sentence: str) -> None:
        """Hand over what the paper says; the closing step compares it with the screen."""
        self.recorded.emit(meeting_id, paper, sentence)

    # -- files

    def _choose(self) -> None:
        self.read(self.choose_files(self))

    def read(self, files: Sequence[Path]) -> None:
        """Read these files too."""
        self.notice.clear()
        self.presenter.read(tuple(files))


def _choose_files(parent: QWidget) -> Sequence[Path]:
    kinds = " ".join(f"*.{kind}" for kind in PICTURE_ENDINGS)
    names, _ = QFileDialog.getOpenFileNames(
        parent, tr("Pictures of the signed sheet"), "", tr("Pictures and PDF files ({kinds})", kinds=kinds)
    )
    return tuple(Path(name) for name in names)


class LateHands:
    """Loads what reads pictures when a sheet is read: the window opens without it."""

    def look(self, files: Sequence[Path], known: Any, progress: Progress) -> Looks:
        """Read files."""
        from ui.pages.signed_paper.hands import SheetHands

        return SheetHands().look(files, known, progress)
