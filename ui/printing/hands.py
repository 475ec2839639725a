"""Hands a document to whoever prints it: CUPS, which takes it as it is, or Qt, which paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from organiser_kit.i18n import tr
from ui.printing.cups import Cups
from ui.printing.order import PrintOutcome
from ui.printing.painting import OpenPdf, paint

if TYPE_CHECKING:
    from ui.jobs import Progress
    from ui.printing.dialog import Chosen


def is_stopped(printer: str) -> bool:
    """Return whether the printing system holds this printer's queue."""
    return QPrinterInfo.printerInfo(printer).state() == QPrinter.PrinterState.Error


class Hands:
    """Sends documents, off the GUI thread."""

    def __init__(self, cups: Cups | None = None) -> None:
        self._cups = cups or Cups()

    def send(self, pdf: bytes, title: str, chosen: Chosen, progress: Progress) -> PrintOutcome:
        """Print ``pdf`` as chosen; it can be stopped before any page.

        Raises:
            UserError: the document cannot be read, or the printer does not take it.
            JobCancelledError: it was stopped.
        """
        choices = chosen.choices
        pages = choices.numbers(OpenPdf(pdf).pages)

        def before(done: int, total: int) -> None:
            progress.stop_if_cancelled()
            progress(done, total, tr("Page {page} of {pages}", page=done + 1, pages=total))

        if choices.printer and self._cups.is_there:
            before(0, len(pages))
            self._cups.send(pdf, title, choices)
        else:
            paint(chosen.printer, pdf, pages, before)
        waits = bool(choices.printer) and is_stopped(choices.printer)
        return PrintOutcome("sent", len(pages), choices.printer, waits)
