"""Removing what a copy holds of a scope that is no longer its own; what it never sent stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from organiser_kit.model.kinds import KINDS
from organiser_kit.oplog.op import OpKind

if TYPE_CHECKING:
    from organiser_kit.storage.database import Database

_ENVELOPE = ("op", "dev", "inc", "n", "sv", "scope", "k", "t", "id", "at", "tx", "of")
_CONTENT = {"f", "v", "alive"}
_RECORDS = tuple(kind.table for kind in KINDS)
_BESIDE = ("parked", "carried")
_READ = ("cursors", "digests")


def leave(database: Database, scope: str) -> str | None:
    """Remove ``scope`` from the copy, in the open transaction, and return the name of its group, if known.

    Operations that wait or were refused keep their content, to be sent, shown or exported. Those that a
    server confirmed keep their numbers alone, for a server in a new life wants them without gaps.
    """
    name = database.value("SELECT name FROM meeting_groups WHERE scope = ?", (scope,))
    remove_records(database, scope)
    for table in _READ:
        database.execute(f"DELETE FROM {table} WHERE scope = ?", (scope,))
    return None if name is None else str(name)


def remove_records(database: Database, scope: str) -> None:
    """Remove the records of ``scope`` and what was written about them, in the open transaction.

    Operations are treated as by :func:`leave`.
    """
    _forget_names(database, scope)
    for table in (*_RECORDS, *_BESIDE):
        database.execute(f"DELETE FROM {table} WHERE scope = ?", (scope,))
    _empty_confirmed(database, scope)
    database.leave_no_trace()


def scopes_held(database: Database) -> list[str]:
    """Return every scope of which there is anything in the copy."""
    tables = " UNION ".join(f"SELECT scope FROM {table}" for table in (*_RECORDS, *_BESIDE, *_READ))
    return [row[0] for row in database.tuples(f"{tables} ORDER BY scope")]


def is_emptied(body: str) -> bool:
    """Return whether nothing but its number is left of an operation that a server had confirmed."""
    content = json.loads(body)
    return not content.keys() & _CONTENT and content["k"] != OpKind.ERASE


def _forget_names(database: Database, scope: str) -> None:
    people = "SELECT id FROM people WHERE scope = ?"
    database.execute(
        "DELETE FROM people_search WHERE rowid IN "
        f"(SELECT no FROM people_numbers WHERE person_id IN ({people}))",
        (scope,),
    )
    database.execute(f"DELETE FROM people_numbers WHERE person_id IN ({people})", (scope,))
    # Deleted entries stay in the index's pages until they are merged.
    database.execute("INSERT INTO people_search (people_search) VALUES ('optimize')")


def _empty_confirmed(database: Database, scope: str) -> None:
    confirmed = database.tuples(
        "SELECT op_id, body FROM outbox WHERE scope = ? AND state IN ('confirmed', 'answered')", (scope,)
    )
    emptied = []
    for op_id, body in confirmed:
        content = json.loads(body)
        kept = {name: content[name] for name in _ENVELOPE if name in content}
        emptied.append((json.dumps(kept), op_id))
    database.execute_many("UPDATE outbox SET body = ? WHERE op_id = ?", emptied)
