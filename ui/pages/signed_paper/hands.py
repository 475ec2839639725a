"""Opens pictures and PDF files and reads their pages, one after the other, on the io lane."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr, trn
from organiser_kit.reading.sheet.files import Looked, Source, read_sources
from ui.cli.code_inputs import is_pdf
from ui.pages.signed_paper.view import Looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.codes.sheet_rows import PageRows
    from ui.jobs import Progress


class SheetHands:
    """Reads files; the pages of a PDF are drawn one at a time: stopping waits for one page at most."""

    def look(
        self,
        files: Sequence[Path],
        known: Callable[[SheetPage], tuple[PageRows, ...]],
        progress: Progress,
    ) -> Looks:
        """Read every page of ``files``, until somebody stops.

        Raises:
            UserError: what reading needs is not installed.
        """
        from ui.cli.pdf_pictures import page_count

        looked: list[Looked] = []
        pages = dict.fromkeys(files, 1)
        for file in files:
            if is_pdf(file):
                try:
                    pages[file] = page_count(file)
                except InputFileError as error:
                    looked.append(Looked(file.name, problem=error.sentence))
                    pages[file] = 0
        total, read = sum(pages.values()), 0
        with tempfile.TemporaryDirectory(prefix="organiser-kit-") as folder:
            for source in _sources([file for file in files if pages[file]], Path(folder)):
                if progress.cancelled:
                    return Looks(tuple(looked), stopped=True)
                progress(read, total, tr("{file}: being read…", file=source.name))
                looked.extend(read_sources([source], known))
                read = min(read + 1, total)
        progress(total, total, trn("{n} page read", "{n} pages read", total))
        return Looks(tuple(looked))


def _sources(files: Sequence[Path], folder: Path) -> Iterator[Source]:
    from ui.cli.pdf_pictures import drawn_pages

    for number, file in enumerate(files):
        if not is_pdf(file):
            yield Source(file, file.name)
            continue
        own = folder / str(number)
        own.mkdir()
        for page, picture in enumerate(drawn_pages(file, own), start=1):
            yield Source(picture, tr("{file}, page {page}", file=file.name, page=page), file)
            picture.unlink()  # signatures stay on the disk no longer than their page takes
