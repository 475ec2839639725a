"""The digest of each scope: kept with every change, and worked out anew when the server starts."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from organiser_kit.model.kinds import BY_NAME, KINDS
from organiser_kit.oplog.digest import EMPTY, mark, shifted
from sync.server import sql
from sync.server.lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from organiser_kit.oplog.merge import RecordState
    from sync.server.engines.base import Connection

    Key = tuple[str, str]
    """The name of a kind and the id of a record."""

_log = logging.getLogger(__name__)

_EVERYWHERE = " UNION ALL ".join(
    [
        *(f"""SELECT '{kind.name}', id, seq FROM "{kind.table}" WHERE scope = :scope""" for kind in KINDS),
        "SELECT record, record_id, seq FROM erased WHERE scope = :scope",
    ]
)


@contextmanager
def moving(
    connection: Connection,
    scope: str,
    numbered: Sequence[tuple[int, RecordState]],
    known: Mapping[Key, int] = MappingProxyType({}),
) -> Iterator[None]:
    """Note that records take new places of ``scope``, around their writing and under the scope's lock.

    Args:
        connection: inside the transaction that writes them.
        scope: where.
        numbered: the records with their new places.
        known: where some of them stand so far, as the caller has read; 0 for nowhere.
    """
    keys = [(state.kind, state.id) for _, state in numbered]
    before = {key: known[key] for key in keys if key in known}
    before |= _places(connection, [key for key in keys if key not in known])
    yield
    after = {(state.kind, state.id): seq for seq, state in numbered}
    change = sum(mark(*key, seq) for key, seq in after.items())
    change -= sum(mark(*key, seq) for key, seq in before.items())
    if change:
        digest = shifted(_kept(connection, scope), change)
        connection.put(sql.SET_DIGEST, {"scope": scope, "digest": digest})


def drop(connection: Connection, scope: str, places: Iterable[tuple[str, str, int]]) -> None:
    """Note that records (kind, id, place) left ``scope`` without a word, under the scope's lock."""
    change = -sum(mark(*place) for place in places)
    digest = shifted(_kept(connection, scope), change)
    connection.put(sql.SET_DIGEST, {"scope": scope, "digest": digest})


def audit(connection: Connection, scope: str) -> bool:
    """Return whether the digest of ``scope`` was right; a wrong one is put right.

    It is wrong when somebody changed rows with other tools than this server. Laptops then see that theirs
    differs, and read the scope again.
    """
    connection.execute(sql.LOCK_SCOPE, {"scope": scope}).fetchall()
    right = _of_rows(connection, scope)
    if right == _kept(connection, scope):
        return True
    connection.put(sql.SET_DIGEST, {"scope": scope, "digest": right})
    _log.warning("rows of %s were changed by other means: laptops will read them again", scope)
    return False


def compute_all(connection: Connection) -> None:
    """Work out the digest of every scope of a database that has none, in the caller's transaction."""
    for scope in scopes(connection):
        connection.put(sql.SET_DIGEST, {"scope": scope, "digest": _of_rows(connection, scope)})


def scopes(connection: Connection) -> list[str]:
    """Return every scope, in the order in which they are locked."""
    return [row[0] for row in connection.execute(sql.ALL_SCOPES)]


def _of_rows(connection: Connection, scope: str) -> str:
    found = connection.execute(_EVERYWHERE, {"scope": scope})
    return shifted(EMPTY, sum(mark(*place) for place in found))


def _places(connection: Connection, keys: Sequence[Key]) -> dict[Key, int]:
    wanted: dict[str, list[str]] = {}
    for kind, record_id in keys:
        wanted.setdefault(kind, []).append(record_id)
    found: dict[Key, int] = {}
    for kind, ids in wanted.items():
        statement = f'SELECT id, seq FROM "{BY_NAME[kind].table}" WHERE id IN ({{listed}})'
        found |= {(kind, record_id): seq for record_id, seq in listed(connection, statement, ids)}
    return found


def _kept(connection: Connection, scope: str) -> str:
    ((digest,),) = connection.execute(sql.SCOPE_DIGEST, {"scope": scope}).fetchall()
    return str(digest)
