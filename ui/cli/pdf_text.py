"""The words of a PDF, in the order they were written, read by QtPdf: it needs no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from ui.cli.pdf_pictures import start_qt

if TYPE_CHECKING:
    from pathlib import Path


def text_of_pdf(pdf: Path) -> str:
    """Return the text of all pages, empty for a scanned one.

    Raises:
        InputFileError: it is no readable PDF.
        UserError: the desktop's libraries are not installed.
    """
    start_qt()
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    try:
        if document.load(str(pdf)) is not QPdfDocument.Error.None_:
            raise InputFileError(
                tr("{name} cannot be read as a PDF: it may be damaged or need a password.", name=pdf.name)
            )
        return "\n".join(document.getAllText(page).text() for page in range(document.pageCount()))
    finally:
        document.close()
