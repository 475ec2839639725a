"""The system's print dialog, and what was chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from organiser_kit.i18n import tr
from ui.printing.order import Choices, Sides
from ui.printing.painting import OpenPdf, check_there, page_size, set_page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Ask = Callable[[QPrinter, "QWidget | None"], bool]
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: Sides.ONE,
    QPrinter.DuplexMode.DuplexLongSide: Sides.LONG_EDGE,
    QPrinter.DuplexMode.DuplexShortSide: Sides.SHORT_EDGE,
}


@dataclass(frozen=True)
class Chosen:
    """A printer set up: for Qt to paint on, and in words for those who know no Qt."""

    printer: QPrinter
    choices: Choices


def ask(printer: QPrinter, parent: QWidget | None) -> bool:
    """Show the system's print dialog; return whether the person pressed Print."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print"))
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def choose_printer(
    pdf: bytes, title: str, parent: QWidget | None = None, *, one_sided: bool = False, ask: Ask = ask
) -> Chosen | None:
    """Have a person choose a printer; ``None`` when they would rather not print.

    Args:
        pdf: the document.
        title: the job's name in the queue, which others may read: never a person's name.
        parent: the window the dialog belongs to.
        one_sided: propose to leave the backs empty, for what is cut or hung up.
        ask: shows the dialog; a test sets the printer up instead.

    Raises:
        UserError: the document cannot be read, or the printer has gone meanwhile.
    """
    opened = OpenPdf(pdf)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFromTo(1, opened.pages)
    set_page(printer, opened.size(0))
    if one_sided:
        printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    if not ask(printer, parent):
        return None
    check_there(printer)
    return Chosen(printer, _choices(printer, opened))


def _choices(printer: QPrinter, opened: OpenPdf) -> Choices:
    to_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    return Choices(
        printer="" if to_file else printer.printerName(),
        file=printer.outputFileName() if to_file else "",
        copies=max(1, printer.copyCount()),
        collated=printer.collateCopies(),
        pages=_ranges(printer, opened.pages),
        sides=_SIDES.get(printer.duplex(), Sides.AS_SET),
        media=_media(printer, opened),
        grey=printer.colorMode() == QPrinter.ColorMode.GrayScale,
    )


def _ranges(printer: QPrinter, count: int) -> tuple[tuple[int, int], ...]:
    """Return the parts asked for; none when that is everything."""
    several = [(each.from_, each.to) for each in printer.pageRanges().toRangeList()]
    ranges = several or [(printer.fromPage() or 1, printer.toPage() or count)]
    kept = tuple((max(1, first), min(last, count)) for first, last in ranges if first <= count)
    return () if kept == ((1, count),) else kept


def _media(printer: QPrinter, opened: OpenPdf) -> str:
    """Return the paper chosen, or the page's own where it has no name among papers."""
    points = opened.size(0)
    chosen, own = printer.pageLayout().pageSize(), page_size(points)[0]
    size = own if chosen.id() == QPageSize.PageSizeId.Custom else chosen
    if size.id() != QPageSize.PageSizeId.Custom:
        return size.key()
    width, height = sorted(side * 25.4 / 72 for side in (points.width(), points.height()))
    return f"Custom.{width:.4g}x{height:.4g}mm"
