"""Sends a PDF to the system's printer at its true size: 100 %, nothing shifted by margins.

Qt's traps, measured: a printer that has gone leaves ``QPrinter.isValid()`` true and turns the output silently
into a PDF file without a name, so the printer is looked up again and ``begin()`` is checked; an idle printer
afterwards proves nothing, so the outcome only says what was handed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

DOTS = 300  # an inch: sharp on paper and a page stays under 40 MB
Choose = Callable[[QPrinter, "QWidget | None"], bool]


@dataclass(frozen=True)
class PrintOutcome:
    """What was handed to the printing system."""

    state: Literal["sent", "cancelled"]
    pages: int = 0
    printer: str = ""


def ask(printer: QPrinter, parent: QWidget | None) -> bool:
    """Show the system's print dialog; return whether the person pressed Print."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print"))
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def print_pdf(pdf: bytes, title: str, parent: QWidget | None = None, choose: Choose = ask) -> PrintOutcome:
    """Print ``pdf``.

    Args:
        pdf: the document.
        title: the job's name in the queue, which others may read: never a person's name.
        parent: the window the dialog belongs to.
        choose: sets the printer up; a test gives one that writes to a file.

    Raises:
        UserError: the document cannot be read, or the printer does not take it.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise UserError(tr("This document cannot be printed: the file is not a readable PDF. Make it again."))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFromTo(1, document.pageCount())
    _set_page(printer, document.pagePointSize(0))
    if not choose(printer, parent):
        return PrintOutcome("cancelled")
    _check(printer)
    return PrintOutcome("sent", _paint(printer, document), printer.printerName())


def _check(printer: QPrinter) -> None:
    """Refuse a printer that has gone since it was chosen."""
    to_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    gone = (
        not printer.outputFileName() if to_file else QPrinterInfo.printerInfo(printer.printerName()).isNull()
    )
    if gone:
        raise UserError(tr("This printer is no longer there: check its cable or network, then print again."))


def _paint(printer: QPrinter, document: QPdfDocument) -> int:
    """Draw the pages asked for; return how many."""
    pages = _asked(printer, document.pageCount())
    _set_page(printer, document.pagePointSize(pages[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    try:
        for place, page in enumerate(pages):
            if place:
                _set_page(printer, document.pagePointSize(page))
                if not printer.newPage():
                    raise _refused()
            _draw(painter, printer, document, page)
    finally:
        painter.end()
    return len(pages)


def _asked(printer: QPrinter, count: int) -> list[int]:
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return list(range(max(1, first) - 1, min(last, count))) or list(range(count))


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Draw one page from the paper's very corner, at 100 %."""
    points = document.pagePointSize(page)
    dots = min(DOTS, printer.resolution())
    image = document.render(
        page, QSize(round(points.width() * dots / 72), round(points.height() * dots / 72))
    )
    scale = printer.resolution() / 72
    painter.drawImage(QRectF(0, 0, points.width() * scale, points.height() * scale), image)


def _set_page(printer: QPrinter, points: QSizeF) -> None:
    """Ask for paper of the page's own size, lying if the page lies, without margins."""
    lying = points.width() > points.height()
    upright = points.transposed() if lying else points
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _refused() -> UserError:
    return UserError(
        tr("The printer did not take the document: check that it is on and has paper, then try again.")
    )
