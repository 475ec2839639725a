"""Who may see and change which scope."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.model.record import group_of
from organiser_kit.oplog.op import OpKind
from sync.protocol import ScopeHead
from sync.server import sql

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sync.server.engines.base import Connection
    from sync.server.incoming import Incoming


class Grant(StrEnum):
    """What a device may do in a scope."""

    ORGANISER = "organiser"
    COORDINATOR = "coordinator"
    READER = "reader"

    @property
    def may_write(self) -> bool:
        """Return whether changes are taken."""
        return self is not Grant.READER


def grant_of(connection: Connection, device: str, scope: str) -> Grant | None:
    """Return what ``device`` may do in ``scope``, ``None`` for nothing."""
    row = connection.execute(sql.ROLE_OF, {"device": device, "scope": scope}).fetchone()
    return None if row is None else Grant(row[0])


def found(connection: Connection, device: str, scope: str) -> Grant | None:
    """Open ``scope`` for ``device``; ``None`` when it exists, even since a moment ago."""
    if connection.execute(sql.ADD_SCOPE, {"scope": scope}).rowcount != 1:
        return None
    grant(connection, device, scope, Grant.ORGANISER)
    return Grant.ORGANISER


def grant(connection: Connection, device: str, scope: str, role: Grant) -> None:
    """Let ``device`` into ``scope``, which is created if it is new."""
    connection.execute(sql.ADD_SCOPE, {"scope": scope})
    connection.execute(sql.GRANT, {"device": device, "scope": scope, "role": role.value})


def hold(connection: Connection, scope: str) -> int:
    """Lock ``scope``, which is created if it is new, to the end of the transaction; return how far it is."""
    connection.execute(sql.ADD_SCOPE, {"scope": scope})
    ((seq,),) = connection.execute(sql.LOCK_SCOPE, {"scope": scope}).fetchall()
    return int(seq)


def open_to_all(connection: Connection, scope: str) -> None:
    """Let every device that is in read ``scope``, and hold it.

    A device that enrols meanwhile has either committed before the lock, and is let in here, or waits for
    it and finds something to read.
    """
    connection.execute(sql.ADD_SCOPE, {"scope": scope})
    everybody = {"scope": scope, "role": Grant.READER.value}
    # Devices are locked before scopes, so most of them are let in first.
    connection.execute(sql.GRANT_ALL, everybody)
    hold(connection, scope)
    connection.execute(sql.GRANT_ALL, everybody)


def leave(connection: Connection, device: str, scope: str, now: datetime) -> bool:
    """Let ``device`` out of ``scope``, so that it drops what it holds; return whether it was in."""
    left = connection.execute(sql.LEAVE, {"device": device, "scope": scope, "now": now.isoformat()})
    return left.rowcount > 0


def seq_of(connection: Connection, scope: str) -> int | None:
    """Return how far ``scope`` has come, ``None`` for an unknown one."""
    row = connection.execute(sql.SCOPE_SEQ, {"scope": scope}).fetchone()
    return None if row is None else int(row[0])


def head_of(connection: Connection, scope: str) -> ScopeHead | None:
    """Return where ``scope`` stands, ``None`` for an unknown one."""
    row = connection.execute(sql.SCOPE_HEAD, {"scope": scope}).fetchone()
    return None if row is None else ScopeHead(*row)


def founds_group(scope: str, batch: Sequence[Incoming]) -> bool:
    """Return whether the batch brings the group itself, and so may open its scope."""
    group = group_of(scope)
    return any(
        item.op is not None
        and item.problem is None
        and (item.op.kind, item.op.record, item.op.record_id) == (OpKind.SET, "group", group)
        for item in batch
    )
