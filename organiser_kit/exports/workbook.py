"""A table as XLSX: typed cells, headings that stay in sight."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from organiser_kit.exports.harmless import printable
from organiser_kit.exports.tables import text_of

if TYPE_CHECKING:
    from organiser_kit.exports.tables import Cell, Column, Table

_MOMENT = "yyyy-mm-dd hh:mm"
_NARROWEST, _WIDEST = 10, 44
"""Characters."""
_MEASURED = 200
"""How many rows tell how wide a column is."""
_LONGEST_CELL = 32_767
"""What a cell of XLSX holds."""


def xlsx_bytes(table: Table, made_at: datetime) -> bytes:
    """Return ``table`` as a workbook of one sheet. Moments show the clock of their place."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.creator = "Organiser Kit"
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    sheet = book.create_sheet(table.title)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = _width(table, place, column)
    sheet.append([_heading(sheet, column) for column in table.columns])
    for row in table.rows:
        sheet.append([_typed(sheet, cell) for cell in row])
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _width(table: Table, place: int, column: Column) -> int:
    longest = max((len(_shown(row[place])) for row in table.rows[:_MEASURED]), default=0)
    # The arrow of the filter stands beside the heading.
    return min(_WIDEST, max(_NARROWEST, len(column.heading) + 4, longest + 2))


def _shown(cell: Cell) -> str:
    return _MOMENT if isinstance(cell, datetime) else text_of(cell)


def _heading(sheet: Any, column: Column) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, column.heading)
    cell.font = Font(bold=True)
    return cell


def _typed(sheet: Any, cell: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if cell is None or isinstance(cell, int):
        return cell
    if isinstance(cell, datetime):
        made = WriteOnlyCell(sheet, cell.replace(tzinfo=None))
        made.number_format = _MOMENT
        return made
    made = WriteOnlyCell(sheet, "")
    # Told to be a text, or one that begins with "=" would be a formula.
    made.value = printable(text_of(cell))[:_LONGEST_CELL]
    made.data_type = "s"
    return made
