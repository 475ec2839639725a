"""The pages of a PDF as pictures, drawn by QtPdf: it needs the desktop's libraries, but no screen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError, UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtPdf import QPdfDocument

DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_running: list[QGuiApplication] = []


def page_pictures(pdf: Path, folder: Path) -> list[Path]:
    """Draw every page of ``pdf`` into a PNG file in ``folder``, and return the files in order.

    Raises:
        InputFileError: it is no readable PDF.
        UserError: the desktop's libraries are not installed.
    """
    return list(drawn_pages(pdf, folder))


def drawn_pages(pdf: Path, folder: Path) -> Iterator[Path]:
    """Draw the pages of ``pdf`` as :func:`page_pictures` does, each when it is asked for."""
    with _opened(pdf) as document:
        for page in range(document.pageCount()):
            yield _draw(document, page, pdf, folder)


def page_count(pdf: Path) -> int:
    """Return how many pages ``pdf`` has; raises as :func:`page_pictures` does."""
    with _opened(pdf) as document:
        return document.pageCount()


@contextmanager
def _opened(pdf: Path) -> Iterator[QPdfDocument]:
    start_qt()
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    try:
        if document.load(str(pdf)) is not QPdfDocument.Error.None_:
            raise InputFileError(
                tr("{name} cannot be read as a PDF: it may be damaged or need a password.", name=pdf.name)
            )
        yield document
    finally:
        document.close()


def _draw(document: QPdfDocument, page: int, pdf: Path, folder: Path) -> Path:
    from PySide6.QtGui import QImage, QPainter

    size = (document.pagePointSize(page) * (DOTS_PER_INCH / _POINTS_PER_INCH)).toSize()
    paper = QImage(size, QImage.Format.Format_RGB32)
    drawn = document.render(page, size)
    if paper.isNull() or drawn.isNull():
        raise InputFileError(
            tr(
                "Page {page} of {name} cannot be drawn, the PDF may be damaged: scan or print it again.",
                page=page + 1,
                name=pdf.name,
            )
        )
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    path = folder / f"{pdf.stem}-{page + 1}.png"
    if not paper.save(str(path)):
        raise InputFileError(
            tr("The pages of {name} cannot be written to {folder}.", name=pdf.name, folder=folder)
        )
    return path


def start_qt() -> None:
    """Start Qt without a screen, unless it runs already.

    Raises:
        UserError: the desktop's libraries are not installed.
    """
    try:
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtPdf import QPdfDocument
    except ModuleNotFoundError as error:
        raise UserError(
            tr("Drawing a PDF needs the desktop's libraries: install organiser-kit with its “desktop” extra.")
        ) from error
    del QPdfDocument
    if QGuiApplication.instance() is None:
        # Kept, for Qt ends with the last reference to it.
        _running.append(QGuiApplication(["organiser-kit", "-platform", "offscreen"]))
