"""The way to paper where no printing system takes a PDF: its pages are painted, at their true size.

Qt's traps, measured: a printer that has gone leaves ``QPrinter.isValid()`` true and turns the output silently
into a PDF file without a name, so the printer is looked up again and ``begin()`` is checked; an idle printer
afterwards proves nothing, so the outcome only says what was handed over. A printer may be painted on from any
thread; the document belongs to the thread that opened it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

DOTS = 300  # an inch: sharp on paper and a page stays under 40 MB


class OpenPdf:
    """A document to paint from."""

    def __init__(self, pdf: bytes) -> None:
        """Open it.

        Raises:
            UserError: it cannot be read.
        """
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready:
            raise UserError(
                tr("This document cannot be printed: the file is not a readable PDF. Make it again.")
            )

    @property
    def pages(self) -> int:
        """Return how many there are."""
        return self.document.pageCount()

    def size(self, page: int) -> QSizeF:
        """Return the size of a page, from 0, in points."""
        return self.document.pagePointSize(page)


def check_there(printer: QPrinter) -> None:
    """Refuse a printer that has gone since it was chosen.

    Raises:
        UserError: it has.
    """
    to_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    gone = (
        not printer.outputFileName() if to_file else QPrinterInfo.printerInfo(printer.printerName()).isNull()
    )
    if gone:
        raise UserError(tr("This printer is no longer there: check its cable or network, then print again."))


def paint(printer: QPrinter, pdf: bytes, pages: tuple[int, ...], before: Callable[[int, int], None]) -> None:
    """Paint some pages of a document.

    Args:
        printer: set up by the dialog.
        pdf: the document.
        pages: which, from 1.
        before: told, before each page, how many are done and of how many; what it raises ends the job.

    Raises:
        UserError: the document cannot be read, or the printer does not take it.
    """
    opened = OpenPdf(pdf)
    set_page(printer, opened.size(pages[0] - 1))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    try:
        for done, page in enumerate(pages):
            before(done, len(pages))
            if done:
                set_page(printer, opened.size(page - 1))
                if not printer.newPage():
                    raise _refused()
            _draw(painter, printer, opened, page - 1)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _draw(painter: QPainter, printer: QPrinter, opened: OpenPdf, page: int) -> None:
    """Draw one page from the paper's very corner, at 100 %.

    Whole: of pages drawn in bands, a code was found displaced.
    """
    points = opened.size(page)
    dots = min(DOTS, printer.resolution())
    size = QSize(round(points.width() * dots / 72), round(points.height() * dots / 72))
    image = opened.document.render(page, size)
    scale = printer.resolution() / 72
    painter.drawImage(QRectF(0, 0, points.width() * scale, points.height() * scale), image)


def page_size(points: QSizeF) -> tuple[QPageSize, bool]:
    """Return the paper for a page, upright as printers name it, and whether the page lies."""
    lying = points.width() > points.height()
    upright = points.transposed() if lying else points
    return QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch), lying


def set_page(printer: QPrinter, points: QSizeF) -> None:
    """Ask for paper of the page's own size, lying if the page lies, without margins."""
    size, lying = page_size(points)
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _refused() -> UserError:
    return UserError(
        tr("The printer did not take the document: check that it is on and has paper, then try again.")
    )
