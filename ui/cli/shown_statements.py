"""Statements as somebody shows them: a PDF, a picture, a text file, or the text itself."""

from __future__ import annotations

import sys
from pathlib import Path

from organiser_kit.codes.statement.checking import Shown, shown_in_pages, shown_in_text
from organiser_kit.codes.statement.digests import bare
from organiser_kit.codes.statement.seal import find
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from ui.cli.code_inputs import STDIN, codes_in_file, is_pdf

_MOST_TEXT = 5_000_000


def shown_statements(given: str) -> list[Shown]:
    """Return the statements in what somebody gave; none when there is none.

    Raises:
        InputFileError: a file cannot be looked at.
    """
    if given == STDIN:
        return shown_in_text(sys.stdin.read(_MOST_TEXT))
    if find(given):
        return shown_in_text(given)
    path = Path(given)
    if not _is_file(path):
        if path.suffix or len(path.parts) > 1:
            raise InputFileError(tr("The file {name} is not there: check its place.", name=path.name))
        return []
    if is_pdf(path):
        return _in_pdf(path)
    text = _text(path)
    return shown_in_text(text) if text is not None else _in_pictures(path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a text that no file can be called
        return False


def _in_pdf(path: Path) -> list[Shown]:
    from ui.cli.pdf_text import text_of_pdf

    text = text_of_pdf(path)
    shown = shown_in_pages(text)
    if shown:
        return shown
    # Its code stands there as a picture only: a scan, unless somebody took the text of the code away.
    words = text if bare(text) else None
    return [Shown(one.seal, words, whole=True) for one in _in_pictures(path)]


def _in_pictures(path: Path) -> list[Shown]:
    return [Shown(found.seal) for code in codes_in_file(path) for found in find(code)]


def _text(path: Path) -> str | None:
    """Return the words of a text file, ``None`` for anything else."""
    with path.open("rb") as file:
        raw = file.read(_MOST_TEXT)
    if b"\0" in raw:
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
