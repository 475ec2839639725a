"""Reading sheets of labels from a file. One that cannot exist is refused, with one sentence."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.stocks.stock import FORMAT, Stock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT = re.compile(r" - at `\$\.?(.*)`$")
_NAMED = re.compile(r"field `([^`]+)`")
_LOOSE = 0.05
"""Makers round their figures: millimetres by which labels may seem to leave the sheet or to overlap."""
_LARGEST_SHEET = 1_000.0
_MOST_LABELS = 400


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    stocks: tuple[Stock, ...]


def read(path: Path) -> tuple[Stock, ...]:
    """Return the sheets in the file ``path``.

    Raises:
        InputFileError: the file cannot be read, is no TOML, or describes what cannot exist.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(tr("The file of labels “{file}” cannot be read.", file=path.name)) from error
    except tomllib.TOMLDecodeError as error:
        raise InputFileError(
            tr(
                "The file of labels “{file}” is not written as TOML ({problem}): correct it, or take it "
                "away.",
                file=path.name,
                problem=error,
            )
        ) from error
    if table.get("format") != FORMAT:
        raise InputFileError(
            tr(
                "The file of labels “{file}” is in a format that this version does not know: update the "
                "program, or take the file away.",
                file=path.name,
            )
        )
    try:
        stocks = msgspec.convert(table, _File).stocks
    except msgspec.ValidationError as error:
        raise _wrong(path, _place(str(error))) from error
    for index, stock in enumerate(stocks):
        for field in _faults(stock):
            raise _wrong(path, f"stocks[{index}].{field}")
    return stocks


def _wrong(path: Path, place: str) -> InputFileError:
    return InputFileError(
        tr(
            "The file of labels “{file}” is not as it should be at “{place}”: correct it, or take it away.",
            file=path.name,
            place=place,
        )
    )


def _place(problem: str) -> str:
    """Return where a mistake lies, e.g. ``stocks[2].label``, from the words of the library."""
    found = _AT.search(problem)
    named = _NAMED.search(problem)
    return ".".join(part[1] for part in (found, named) if part and part[1])


def _faults(stock: Stock) -> Iterator[str]:
    """Yield the fields that hold what no type can forbid."""
    if not stock.name.strip():
        yield "name"
    if not all(0 < side <= _LARGEST_SHEET for side in stock.paper):
        yield "paper"
    for field, count in (("columns", stock.columns), ("rows", stock.rows)):
        if not 1 <= count <= _MOST_LABELS:
            yield field
    if not all(side > 0 for side in stock.label):
        yield "label"
    if not all(side >= 0 for side in stock.margin):
        yield "margin"
    for axis, count in enumerate((stock.columns, stock.rows)):
        if count > 1 and stock.pitch[axis] < stock.label[axis] - _LOOSE:
            yield "pitch"
        end = stock.margin[axis] + (count - 1) * stock.pitch[axis] + stock.label[axis]
        if not end <= stock.paper[axis] + _LOOSE:  # not a number is no place on a sheet either
            yield "paper"
