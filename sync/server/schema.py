"""The tables that hold records: one for each kind, as the registry of kinds describes it.

A table only ever gains columns. Values that came before their column was known wait in ``extra``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.kinds import KINDS

if TYPE_CHECKING:
    import sqlite3

    from organiser_kit.model.kinds import Kind

COMMON_COLUMNS = (
    "id TEXT PRIMARY KEY",
    "scope TEXT NOT NULL REFERENCES scope (id)",
    "seq BIGINT NOT NULL",
    "alive INTEGER NOT NULL DEFAULT 1",
    "alive_stamp TEXT NOT NULL DEFAULT ''",
    "regs TEXT NOT NULL",
    "extra TEXT NOT NULL DEFAULT '{}'",
)


def reconcile(connection: sqlite3.Connection) -> None:
    """Create the tables of new kinds and add the columns of new fields."""
    for kind in KINDS:
        for statement in _create(kind):
            connection.execute(statement)
        present = {row[1] for row in connection.execute(f'PRAGMA table_info("{kind.table}")')}
        for field in kind.fields.values():
            if field.name not in present:
                connection.execute(f'ALTER TABLE "{kind.table}" ADD COLUMN "{field.name}" {field.sql_type}')
        for field in kind.fields.values():
            if field.column.indexed:
                connection.execute(_index(kind, field.name))


def _create(kind: Kind) -> tuple[str, str]:
    columns = ", ".join((*COMMON_COLUMNS, *(f'"{f.name}" {f.sql_type}' for f in kind.fields.values())))
    return (
        f'CREATE TABLE IF NOT EXISTS "{kind.table}" ({columns})',
        f'CREATE INDEX IF NOT EXISTS "{kind.table}_feed" ON "{kind.table}" (scope, seq)',
    )


def _index(kind: Kind, column: str) -> str:
    return f'CREATE INDEX IF NOT EXISTS "{kind.table}_{column}" ON "{kind.table}" ("{column}")'
