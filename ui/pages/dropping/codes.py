"""Which paper a signed sheet is, by the code in its corner: asked on the io lane."""

from __future__ import annotations

import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from organiser_kit.codes import sheet
from organiser_kit.errors import UserError
from ui.cli.code_inputs import is_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PAGES = 4
"""How many pages of a PDF are looked at: a sheet that tells has its code on each."""


def papers_in(files: Sequence[Path]) -> list[str]:
    """Return the identifier of the first sheet whose code can be read, nothing if none can.

    What is wrong with a file is told by the page that reads it.
    """
    for file in files:
        try:
            found = next(_papers_on(file), None)
        except UserError:
            continue
        if found:
            return [found]
    return []


def _papers_on(file: Path) -> Iterator[str]:
    from organiser_kit.reading.codes import codes_in_image

    for picture in _pictures(file):
        for code in codes_in_image(picture):
            page = sheet.parse(code)
            if page is not None:
                yield page.sheet_id


def _pictures(file: Path) -> Iterator[Path]:
    if not is_pdf(file):
        yield file
        return
    from ui.cli.pdf_pictures import drawn_pages

    with tempfile.TemporaryDirectory(prefix="organiser-kit-") as folder:
        for picture in islice(drawn_pages(file, Path(folder)), MOST_PAGES):
            yield picture
            picture.unlink()  # signatures stay on the disk no longer than their page takes
