"""Moves what a finished PDF shows, so that a printer which misses puts it where it belongs.

The drawing stays as it is: each page is wrapped into one transformation, so vectors stay vectors and text
stays text.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from organiser_kit.calibration import Calibration


def moved(pdf: bytes, calibration: Calibration) -> bytes:
    """Return ``pdf`` with the contents of every page corrected; the pages keep their size."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, NameObject, StreamObject

    writer: Any = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        contents = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
        before, after = StreamObject(), StreamObject()
        figures = " ".join(f"{figure:.6f}" for figure in calibration.matrix(float(page.mediabox.height)))
        before.set_data(f"q {figures} cm\n".encode())
        after.set_data(b"\nQ")
        drawn = contents if isinstance(contents, ArrayObject) else [contents]
        ends = [writer._add_object(stream) for stream in (before, after)]  # noqa: SLF001 - the only way in
        page[NameObject("/Contents")] = ArrayObject([ends[0], *drawn, ends[1]])
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
