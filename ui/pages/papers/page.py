"""The step in which papers are looked at and printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.errors import KitError
from organiser_kit.i18n import tr
from ui import theme
from ui.pages.papers.presenter import PapersPresenter, file_name, paper_words
from ui.pages.step import StepPage
from ui.widgets.basics import IconLabel, button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card
from ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.pages.page import Context
    from ui.pages.papers.presenter import PaperState

_ICONS = {"sheet": "clipboard-list", "badges": "id-card", "poster": "file-text"}


class PaperChoice(QFrame):
    """One document to choose."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        words, sentence = paper_words(name)
        self.setObjectName("choice")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self.setAccessibleDescription(sentence)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 12, 14, 12)
        line.setSpacing(theme.SPACE["m"])
        self._icon = IconLabel(_ICONS[name], "muted", 24)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(words, "strong"))
        if theme.current().is_large:
            self.setToolTip(sentence)
        else:
            column.addWidget(label(sentence, "caption", wrap=True))
        column.addStretch(1)
        line.addLayout(column, 1)

    def mark(self, *, chosen: bool) -> None:
        """Show whether this is the document in preview."""
        self.setProperty("chosen", "true" if chosen else "false")
        self._icon.show_icon(_ICONS[self._name], "accent_text" if chosen else "muted")
        theme.restyle(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._name)
        else:
            super().keyPressEvent(event)


class PapersStep(StepPage):
    """Choices on the left, the page as it will be printed on the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PapersPresenter(context.session, self, context.notify)
        self.choose_path = _choose_path
        self.print_pdf = _print
        self.choices = {name: PaperChoice(name) for name in _ICONS}
        self.column.addLayout(self._choices())
        self.preview_card = Card()
        self.preview_card.add(self._bar())
        self.preview = PdfPreview()
        self.preview.print_asked.connect(self._print)
        self.preview_card.add(self.preview, 1)
        self.column.addWidget(self.preview_card, 1)

    def _choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["s"] if theme.current().is_large else theme.SPACE["m"])
        for choice in self.choices.values():
            choice.chosen.connect(self.presenter.choose)
            line.addWidget(choice, 1)
        return line

    def _bar(self) -> FlowLayout:
        self._remark = label("", "muted", wrap=True)
        self.large = QCheckBox(tr("Large print"))
        self.large.toggled.connect(self.presenter.large_print)
        self.save_button = button(tr("Save as PDF"), self._save, "plain", "download")
        line = FlowLayout(theme.SPACE["m"])
        line.add(self._remark, grow=True)
        line.add(self.large)
        line.add(self.save_button)
        return line

    def open(self, meeting_id: str) -> None:
        """Show this meeting's documents."""
        self.notice.clear()
        self.presenter.open(meeting_id)

    def show_working(self, name: str) -> None:
        """Say that a document is being made."""
        for key, choice in self.choices.items():
            choice.mark(chosen=key == name)
        self.large.setVisible(name == "sheet")
        self.save_button.setEnabled(False)
        self._remark.setText(tr("Being prepared…"))

    def show_paper(self, state: PaperState) -> None:
        """Show a document."""
        try:
            self.preview.show_pdf(state.pdf)
        except KitError as error:
            self.refuse(error)
            return
        self.save_button.setEnabled(True)
        self._remark.setText(state.remark)
        self.notice.say("warning", "\n".join(state.notes))

    def refuse(self, error: KitError) -> None:
        """Say why there is no document."""
        self._remark.clear()
        super().refuse(error)

    def _save(self) -> None:
        path = self.choose_path(self, file_name(self.presenter.name))
        if path is not None:
            self.presenter.save(self.preview.pdf, path)

    def _print(self) -> None:
        title, _ = paper_words(self.presenter.name)
        try:
            self.print_pdf(self.preview.pdf, title, self)
        except KitError as error:
            self.refuse(error)


def _choose_path(parent: QWidget, proposed: str) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save as PDF"), proposed, tr("PDF documents (*.pdf)"))
    return Path(name) if name else None


def _print(pdf: bytes, title: str, parent: QWidget) -> None:
    from ui.printing import print_pdf

    print_pdf(pdf, title, parent)
