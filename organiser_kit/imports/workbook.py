"""XLSX workbooks: the first sheet that holds something, every value turned into the text a person sees."""

from __future__ import annotations

import lzma
import warnings
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

import openpyxl

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.imports.limits import MAX_LINES, MAX_UNPACKED_BYTES
from organiser_kit.imports.lines import Line
from organiser_kit.imports.looks import damaged_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

_LAST_ROW = 1_048_576
"""No sheet can have more rows: a file that claims a later one is damaged, or means harm."""

_ROWS_AT_A_TIME = 500

# openpyxl lets whatever its parsers raise escape; all of these were written by a broken or hostile file.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    KeyError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what a broken file makes the parser raise into one sentence, and keep its remarks to itself."""
    with warnings.catch_warnings():
        # openpyxl remarks on styles and validations it drops: nothing an organiser can act on.
        warnings.simplefilter("ignore")
        try:
            yield
        except _BROKEN as error:
            raise InputFileError(damaged_sentence(path)) from error


@dataclass(frozen=True)
class WorkbookSource:
    """The rows of one sheet of a workbook; each call of :meth:`lines` reads it anew."""

    path: Path
    sheet: str
    total: int
    has_formulas: bool
    ragged_matters: bool = False

    def lines(self) -> Iterator[Line]:
        """Yield the rows lazily, blank ones included.

        Raises:
            InputFileError: the workbook turns out to be damaged, or too long, further down.
        """
        for number, cells in enumerate(self._rows(), start=1):
            if number > _LAST_ROW:
                raise InputFileError(damaged_sentence(self.path))
            if number > MAX_LINES and any(map(str.strip, cells)):
                raise InputFileError(_too_long_sentence(self.path))
            yield Line(number, cells)

    def _rows(self) -> Iterator[tuple[str, ...]]:
        if not self.has_formulas:
            yield from (tuple(map(text_of, row)) for row in _values(self.path, self.sheet, results=True))
            return
        results = _values(self.path, self.sheet, results=True)
        typed = _values(self.path, self.sheet, results=False)
        for seen, written in zip_longest(results, typed, fillvalue=()):
            yield tuple(
                text_of(formula) if value is None else text_of(value)
                for value, formula in zip_longest(seen, written)
            )


def open_workbook(path: Path) -> WorkbookSource:
    """Find the first sheet that holds something.

    Raises:
        InputFileError: the workbook is damaged, empty, or unpacks to more than this computer should take.
    """
    _check_unpacked_size(path)
    has_formulas = _has_formulas(path)
    for name, length in _sheets(path).items():
        source = WorkbookSource(path, name, min(length, MAX_LINES), has_formulas)
        if any(not line.is_blank for line in source.lines()):
            return _checked(source, length)
    raise InputFileError(tr("{file} is empty: nothing was read.", file=path.name))


def _sheets(path: Path) -> dict[str, int]:
    """Return the sheets with the length each claims, the hidden ones (choices of a list) at the end."""
    with _book(path, results=True) as book, _reading(path):
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        return {sheet.title: sheet.max_row or 0 for sheet in sheets}


def _checked(source: WorkbookSource, length: int) -> WorkbookSource:
    """Read a sheet that says it is too long to its end now, rather than refuse it half-way."""
    if length > MAX_LINES:
        for _ in source.lines():
            pass
    return source


def _check_unpacked_size(path: Path) -> None:
    # zipfile never unpacks more than the declared size, so that a lying index cannot get past this.
    with _reading(path), zipfile.ZipFile(path) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > MAX_UNPACKED_BYTES:
        raise InputFileError(_too_long_sentence(path))


def _too_long_sentence(path: Path) -> str:
    return tr(
        "{file} holds more than the limit of {limit} lines: split it into several files.",
        file=path.name,
        limit=MAX_LINES,
    )


def _has_formulas(path: Path) -> bool:
    """Tell whether any sheet has a formula: only then is the workbook read twice."""
    with _reading(path), zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as sheet:
                    if _mentions_formula(sheet):
                        return True
    return False


def _mentions_formula(sheet: Any) -> bool:
    tail = b""
    while chunk := sheet.read(1 << 20):
        window = tail + chunk
        if b"<f>" in window or b"<f " in window or b":f>" in window or b":f " in window:
            return True
        tail = chunk[-4:]
    return False


@contextmanager
def _book(path: Path, *, results: bool) -> Iterator[Any]:
    # An open file rather than a path: openpyxl refuses by its name a workbook that was renamed.
    with path.open("rb") as file:
        with _reading(path):
            book = openpyxl.load_workbook(file, read_only=True, data_only=results)
        try:
            yield book
        finally:
            book.close()


def _values(path: Path, sheet: str, *, results: bool) -> Iterator[tuple[Any, ...]]:
    """Yield the raw rows: results of formulas, or the formulas themselves."""
    with _book(path, results=results) as book:
        with _reading(path):
            # Some tools write a wrong size, which would cut the sheet short.
            book[sheet].reset_dimensions()
            rows = iter(book[sheet].iter_rows(values_only=True))
        while True:
            with _reading(path):
                some = list(islice(rows, _ROWS_AT_A_TIME))
            if not some:
                return
            yield from some


def text_of(value: object) -> str:
    """Return a cell as a person reads it: no ``.0`` after a whole number, ISO dates, no time at midnight."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("_x000D_", "").rstrip("\r\n")
