"""A database that is older than what laptops have read of it: somebody put a backup in its place by hand."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sync.server import sql
from sync.server.migrations import epoch
from sync.server.scopes import seq_of

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.server.engines.base import Connection

_log = logging.getLogger(__name__)


def renew_if_behind(
    connection: Connection, environment: Environment, claimed: str, scope: str, after: int
) -> None:
    """Begin a new epoch if a device read ``scope`` further, in the epoch ``claimed``, than it reaches now.

    Asked by many devices at once, the epoch changes once.
    """
    head = seq_of(connection, scope)
    if head is None or after <= head:
        return
    fresh = environment.chance.token_bytes(8).hex()
    changed = connection.execute(sql.CHANGE_EPOCH, {"fresh": fresh, "claimed": claimed})
    if changed.rowcount == 1:
        _log.warning(
            "this database is older than what a device has read of %s (%d of %d): "
            "a new epoch %s begins, and every device reads and sends again",
            scope,
            head,
            after,
            epoch(connection),
        )
