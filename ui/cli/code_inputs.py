"""Where scanned codes come from: pictures, PDF files, typed words, or a scanner that types into stdin."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.errors import InputFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"


class CodeInput(NamedTuple):
    """One code to judge.

    Attributes:
        source: what the person gave: a file's name, or the code itself.
        code: ``None`` when there is none to be read.
        problem: why a file could not be looked at.
    """

    source: str
    code: str | None
    problem: str | None = None


def code_inputs(inputs: Sequence[str], *, text: bool) -> Iterator[CodeInput]:
    """Yield the codes of ``inputs``, each as soon as it is there."""
    for given in inputs:
        if given == STDIN:
            yield from _typed_lines()
        elif text:
            yield CodeInput(given, given)
        else:
            yield from _file_codes(given)


def _typed_lines() -> Iterator[CodeInput]:
    # Not by iterating over the stream: that reads ahead, and a person waits at the door.
    while line := sys.stdin.readline():
        code = line.strip()
        if code:
            yield CodeInput(code, code)


def _file_codes(name: str) -> Iterator[CodeInput]:
    try:
        codes = codes_in_file(Path(name))
    except InputFileError as error:
        yield CodeInput(name, None, error.sentence)
        return
    yield from (CodeInput(name, code) for code in codes)
    if not codes:
        yield CodeInput(name, None)


def codes_in_file(path: Path) -> list[str]:
    """Return every code of a picture or of a PDF, in reading order.

    Raises:
        InputFileError: the file cannot be looked at.
    """
    from organiser_kit.reading.codes import codes_in_image

    if not is_pdf(path):
        return codes_in_image(path)
    from ui.cli.pdf_pictures import page_pictures

    with tempfile.TemporaryDirectory(prefix="organiser-kit-") as folder:
        found = (code for page in page_pictures(path, Path(folder)) for code in codes_in_image(page))
        return list(dict.fromkeys(found))


def is_pdf(path: Path) -> bool:
    """Return whether a file begins as a PDF does."""
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        # Whoever opens it next says what is wrong with it.
        return False
