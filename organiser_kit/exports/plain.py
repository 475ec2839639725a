"""A table as JSON: codes instead of words, the same keys in every language."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from organiser_kit.exports.tables import Coded

if TYPE_CHECKING:
    from organiser_kit.exports.tables import Cell, Table

VERSION = 1
"""Grows when a key changes its meaning or goes; new keys may come at any time."""


def json_bytes(table: Table, made_at: datetime) -> bytes:
    """Return ``table`` as one object: what it is, when it was made, and its rows."""
    keys = [column.key for column in table.columns]
    content = {
        "format": f"organiser-kit/{table.name}",
        "version": VERSION,
        "exported_at": made_at.isoformat(timespec="seconds"),
        "rows": [dict(zip(keys, map(plain_value, row), strict=True)) for row in table.rows],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode(errors="replace")


def plain_value(cell: Cell) -> Any:
    """Return a cell as JSON has it."""
    match cell:
        case Coded():
            return cell.code
        case tuple():
            return [coded.code for coded in cell]
        case datetime():
            return cell.isoformat(timespec="seconds")
    return cell
