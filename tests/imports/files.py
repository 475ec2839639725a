"""Small files written by the tests of imports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from organiser_kit.imports.headings import recognise
from organiser_kit.imports.people_rows import PersonRow, RejectedRow, read_people
from organiser_kit.imports.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAMPLES = Path(__file__).parents[1] / "data" / "people"


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def read(path: Path, *overrides: str) -> tuple[list[PersonRow], list[RejectedRow]]:
    table = open_table(path)
    mapping = recognise(table.headings)
    for override in overrides:
        mapping = mapping.with_override(override)
    rows = list(read_people(table, mapping))
    people = [row for row in rows if isinstance(row, PersonRow)]
    return people, [row for row in rows if isinstance(row, RejectedRow)]
