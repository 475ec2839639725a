"""The tables that hold records: one for each kind, as the registry of kinds describes it.

A table only ever gains columns. Values that came before their column was known wait in ``extra``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.model.kinds import Field
    from sync.server.engines.base import Connection

COMMON_COLUMNS = (
    "id TEXT PRIMARY KEY",
    "scope TEXT NOT NULL REFERENCES scope (id)",
    "seq BIGINT NOT NULL",
    "alive FLAG NOT NULL DEFAULT TRUE",
    "alive_stamp TEXT NOT NULL DEFAULT ''",
    "regs TEXT NOT NULL",
    "extra DOCUMENT NOT NULL DEFAULT '{}'",
)


def reconcile(connection: Connection) -> None:
    """Create the tables of new kinds, the columns of new fields and the indexes that are missing.

    What is there is not touched: even to find an index in its place would wait for those who write.
    """
    tables = connection.tables()
    for kind in KINDS:
        if kind.table not in tables:
            columns = ", ".join((*COMMON_COLUMNS, *map(_column, kind.fields.values())))
            connection.define(f'CREATE TABLE "{kind.table}" ({columns})')
            continue
        for field in kind.fields.values():
            if field.name not in tables[kind.table]:
                connection.define(f'ALTER TABLE "{kind.table}" ADD COLUMN {_column(field)}')
    present = connection.indexes()
    for name, place in _indexes():
        if name not in present:
            connection.define(f'CREATE INDEX "{name}" ON {place}')


def _indexes() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        yield f"{kind.table}_feed", f'"{kind.table}" (scope, seq)'
        for field in kind.fields.values():
            if field.column.indexed:
                yield f"{kind.table}_{field.name}", f'"{kind.table}" ("{field.name}"){_where_any(field)}'


def _where_any(field: Field) -> str:
    # Nobody looks for the records without a value, and most are.
    return f' WHERE "{field.name}" IS NOT NULL' if field.optional else ""


def _column(field: Field) -> str:
    types: dict[object, str] = {bool: "FLAG", int: "INTEGER", datetime: "MOMENT"}
    return f'"{field.name}" {"DOCUMENT" if field.is_list else types.get(field.base, "TEXT")}'
