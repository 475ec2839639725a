"""A table on its way to a file, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Coded:
    """One of a few values: the code that programs read and the word that people read."""

    code: str
    word: str


Cell = str | int | datetime | Coded | tuple[Coded, ...] | None
"""What a cell holds; a moment is aware, in the time zone of the place where it counts."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: its name for programs, the same in every language.
        heading: its name for people, in the language in force.
    """

    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns.

    Attributes:
        name: what the rows are, for programs.
        title: the same for people.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def text_of(cell: Cell) -> str:
    """Return a cell as people read it; moments as ISO 8601 with their offset."""
    match cell:
        case None:
            return ""
        case Coded():
            return cell.word
        case tuple():
            return ", ".join(coded.word for coded in cell)
        case datetime():
            return cell.isoformat(timespec="seconds")
    return str(cell)
