"""Reading sheets of labels from a file. One that cannot exist is refused, with one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.stocks.stock import FORMAT, Stock
from organiser_kit.toml_files import Fault, TomlProblem, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        stocks = read_toml(path, _File, FORMAT).stocks
        for index, stock in enumerate(stocks):
            for field in _faults(stock):
                raise TomlProblem(Fault.MISFIT, f"stocks[{index}].{field}")
    except TomlProblem as problem:
        raise InputFileError(_sentence(path.name, problem)) from problem
    return stocks


def _sentence(file: str, problem: TomlProblem) -> str:
    match problem.fault:
        case Fault.UNREADABLE:
            return tr("The file of labels “{file}” cannot be read.", file=file)
        case Fault.NOT_TOML:
            return tr(
                "The file of labels “{file}” is not written as TOML ({problem}): correct it, or take it "
                "away.",
                file=file,
                problem=problem.detail,
            )
        case Fault.OTHER_FORMAT:
            return tr(
                "The file of labels “{file}” is in a format that this version does not know: update the "
                "program, or take the file away.",
                file=file,
            )
        case Fault.MISFIT:
            return tr(
                "The file of labels “{file}” is not as it should be at “{place}”: correct it, or take it "
                "away.",
                file=file,
                place=problem.detail,
            )


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
