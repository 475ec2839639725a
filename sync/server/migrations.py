"""Brings a server's database to the version this build works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import NewerSchemaError
from organiser_kit.i18n import tr
from organiser_kit.oplog.op import SCHEMA
from sync.server import sql
from sync.server.digests import compute_all
from sync.server.schema import reconcile

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.server.engines.base import Connection

STEPS: tuple[tuple[str, ...], ...] = (
    sql.VERSION_1,
    sql.VERSION_2,
    sql.VERSION_3,
    sql.VERSION_4,
    sql.VERSION_5,
    sql.VERSION_6,
)
"""The statements that lead from each version to the next; append, never edit."""

_DIGESTS_SINCE = 3
_VERSION = "version"
_SCHEMA = "schema"
_EPOCH = "server_epoch"
SIGNING_SEED, SEALING_SEED = "signing_seed", "sealing_seed"
"""The server's private keys: they live in its database, and so in its backups."""
_SEED_BYTES = 32


def upgrade(connection: Connection, environment: Environment) -> None:
    """Create or upgrade the database, inside the caller's transaction.

    Raises:
        NewerSchemaError: a newer server wrote it; nothing is touched.
    """
    connection.hold_alone()
    if "meta" not in connection.tables():
        connection.define(sql.CREATE_META)
    version, schema = int(meta(connection, _VERSION) or 0), int(meta(connection, _SCHEMA) or 0)
    if version > len(STEPS) or schema > SCHEMA:
        sentence = tr("This database was written by a newer version of the server: update the server first.")
        raise NewerSchemaError(sentence)
    for step in STEPS[version:]:
        for statement in step:
            connection.define(statement)
    reconcile(connection)
    if version < _DIGESTS_SINCE:
        compute_all(connection)
    if meta(connection, _EPOCH) is None:
        renew_epoch(connection, environment)
    for name in (SIGNING_SEED, SEALING_SEED):
        if meta(connection, name) is None:
            set_meta(connection, name, environment.chance.token_bytes(_SEED_BYTES).hex())
    if (version, schema) != (len(STEPS), SCHEMA):
        set_meta(connection, _VERSION, str(len(STEPS)))
        set_meta(connection, _SCHEMA, str(SCHEMA))


def meta(connection: Connection, name: str) -> str | None:
    """Return what the database notes about itself under ``name``."""
    row = connection.execute(sql.GET_META, {"name": name}).fetchone()
    return None if row is None else str(row[0])


def set_meta(connection: Connection, name: str, value: str) -> None:
    """Note ``value`` under ``name``."""
    connection.execute(sql.SET_META, {"name": name, "value": value})


def renew_epoch(connection: Connection, environment: Environment) -> None:
    """Begin a new life of the database: what laptops remember of it no longer holds."""
    set_meta(connection, _EPOCH, environment.chance.token_bytes(8).hex())


def epoch(connection: Connection) -> str:
    """Return the server's epoch: random, and new whenever the database was restored or replaced."""
    value = meta(connection, _EPOCH)
    assert value is not None
    return value
