"""Reading again what a server holds: the one way out of every doubt about a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.kinds import KINDS

if TYPE_CHECKING:
    from organiser_kit.storage.database import Database

_TABLES = (*(kind.table for kind in KINDS), "erased", "parked")


def read_again(database: Database, scope: str | None = None) -> None:
    """Forget how far ``scope``, or every scope, was read; call inside a transaction.

    Rows stay, without their place in the feed: they are shown meanwhile, and what the server still holds
    gets its place back. What waits keeps waiting.
    """
    where, parameters = ("", ()) if scope is None else (" WHERE scope = ?", (scope,))
    database.execute(f"DELETE FROM cursors{where}", parameters)
    database.execute(f"DELETE FROM digests{where}", parameters)
    placed = " AND seq <> 0" if where else " WHERE seq <> 0"
    for table in _TABLES:
        database.execute(f"UPDATE {table} SET seq = 0{where}{placed}", parameters)


def send_again(database: Database, scope: str | None = None) -> None:
    """Let every operation of this copy wait again, for a server that may lack them; inside a transaction.

    What it refused too: the numbers of a device must come without gaps, and it will refuse it again.
    """
    where, parameters = ("", ()) if scope is None else (" AND scope = ?", (scope,))
    database.execute(f"UPDATE outbox SET state = 'pending' WHERE state <> 'pending'{where}", parameters)
