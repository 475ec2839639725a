"""The record that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError
from organiser_kit.model.kinds import BY_TYPE
from sync.server import sql
from sync.server.records import load

if TYPE_CHECKING:
    from organiser_kit.model.record import Record
    from sync.server.engines.base import Connection
    from sync.server.records import Stored


def find(connection: Connection, kind: type[Record], reference: str, otherwise: str) -> Stored:
    """Return the one record of a group whose id begins with ``reference``.

    Raises:
        NotFoundError: none does, or more than one; ``otherwise`` is the sentence.
    """
    described = BY_TYPE[kind]
    bounds = {"first": reference, "last": reference + "g"}
    found = connection.execute(_LIKE.format(table=described.table), bounds).fetchall()
    stored = load(connection, described, found[0][0]) if reference and len(found) == 1 else None
    if stored is None:
        raise NotFoundError(otherwise)
    return stored


def hand_on(connection: Connection, record_id: str) -> str | None:
    """Return who wrote last about a record on the server itself, ``None`` when only laptops did."""
    row = connection.execute(sql.HAND_ON, {"record_id": record_id}).fetchone()
    return None if row is None else str(row[0])


_LIKE = (
    """SELECT id FROM "{table}" WHERE alive AND scope LIKE 'g:%' AND id >= :first AND id < :last LIMIT 2"""
)
