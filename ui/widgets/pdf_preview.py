"""A document on the screen before it is printed: pages, zoom, and the print button."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from ui import theme
from ui.actions import shortcut, shown_keys
from ui.widgets.basics import button, icon_button, label
from ui.widgets.flow import FlowLayout

STEP = 1.25
SMALLEST, LARGEST = 0.25, 5.0


class PdfPreview(QWidget):
    """Shows PDF bytes; ``print_asked`` and ``save_asked`` are emitted by its buttons."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(tr("Document preview"))
        self._view.pageNavigator().currentPageChanged.connect(self._say_page)
        self._place = label("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["s"])
        column.addLayout(self._bar())
        column.addWidget(self._view, 1)
        self._say_page()

    def _bar(self) -> FlowLayout:
        bar = QHBoxLayout(held := QWidget())
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.SPACE["xs"])
        self.previous = icon_button(tr("Previous page"), "chevron-up", lambda: self.go_to(self.page - 1))
        self.next = icon_button(tr("Next page"), "chevron-down", lambda: self.go_to(self.page + 1))
        bar.addWidget(self.previous)
        bar.addWidget(self.next)
        bar.addWidget(self._place, 1)
        bar.addWidget(icon_button(tr("Zoom out"), "zoom-out", lambda: self._zoom(1 / STEP)))
        bar.addWidget(icon_button(tr("Zoom in"), "zoom-in", lambda: self._zoom(STEP)))
        self.print_button = button(tr("Print"), self.print_asked.emit, "primary", "printer")
        self.print_button.setToolTip(
            tr("{what} ({keys})", what=tr("Print"), keys=shown_keys(shortcut("print").keys[0]))
        )
        self.save_button = icon_button(tr("Save"), "download", self.save_asked.emit)
        self.save_button.setToolTip(tr("Save as a PDF, or as a page that screen readers read well"))
        bar.addWidget(icon_button(tr("Fit to width"), "maximize", self._fit))
        bar.addWidget(self.save_button)
        line = FlowLayout(theme.SPACE["xs"])
        line.add(held, grow=True)
        line.add(self.print_button)
        return line

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page; a :class:`UserError` if it is not a readable PDF."""
        self._document.close()
        self._buffer.close()
        self._pdf = pdf
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._say_page()
        if self._document.status() != QPdfDocument.Status.Ready:
            raise UserError(
                tr("This document cannot be shown: the file is not a readable PDF. Make it again.")
            )

    def clear(self) -> None:
        """Show no document."""
        self._document.close()
        self._pdf = b""
        self._say_page()

    def can_leave(self, *, wanted: bool) -> None:
        """Let the document be printed and saved, if there is one."""
        for leaving in (self.print_button, self.save_button):
            leaving.setEnabled(wanted and self.pages > 0)

    @property
    def pdf(self) -> bytes:
        """Return the document shown."""
        return self._pdf

    @property
    def page(self) -> int:
        """Return the page in view, from 0."""
        return self._view.pageNavigator().currentPage()

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(0, self._document.pageCount())

    def go_to(self, page: int) -> None:
        """Bring ``page`` into view, if there is such a page."""
        if 0 <= page < self.pages:
            self._view.pageNavigator().jump(page, QPointF())

    @property
    def zoom(self) -> float:
        """Return the zoom chosen with the buttons, 1.0 for the size of paper."""
        return self._view.zoomFactor()

    def _zoom(self, by: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(SMALLEST, min(LARGEST, self._view.zoomFactor() * by)))

    def _fit(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _say_page(self) -> None:
        words = tr("Page {page} of {pages}", page=self.page + 1, pages=self.pages) if self.pages else ""
        self._place.setText(words)
        self.previous.setEnabled(self.page > 0)
        self.next.setEnabled(self.page + 1 < self.pages)
        self.can_leave(wanted=True)
        self._view.setAccessibleDescription(words)
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
