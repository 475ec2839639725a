"""The practice evening, on the server's side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.kinds import BY_TYPE, to_wire
from organiser_kit.oplog.hlc import Instant
from organiser_kit.oplog.op import SCHEMA, Edit, Op, OpKind
from organiser_kit.services.practice import practice_records
from sync.server.migrations import meta, set_meta
from sync.server.seed import seed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.environment import Environment
    from organiser_kit.model.record import Record
    from sync.server.engines.base import Connection

_NOTE = "practice_group"


def add_practice(connection: Connection, environment: Environment) -> str:
    """Put the practice group in, unless it is there already, and return its id."""
    known = meta(connection, _NOTE)
    if known is not None:
        return known
    made = practice_records(environment)
    seed(connection, ops_of(made.records, environment), environment.now())
    set_meta(connection, _NOTE, made.group.group_id)
    return made.group.group_id


def ops_of(records: Iterable[Record], environment: Environment) -> list[Op]:
    """Return the operations with which a new device of its own would have written ``records``."""
    device = environment.new_id()
    incarnation = environment.chance.token_bytes(8).hex()
    now = environment.now()
    instant = Instant(int(now.timestamp() * 1000))
    ops = []
    for n, record in enumerate(records, 1):
        kind = BY_TYPE[type(record)]
        stamp = instant.stamp(incarnation)
        instant = instant.next(0)
        values = {name: to_wire(getattr(record, name)) for name in kind.fields}
        filled = {name: value for name, value in values.items() if value is not None}
        edits: dict[str, Edit] = {name: (value, stamp, None) for name, value in filled.items()}
        ops.append(
            Op(
                id=environment.new_id(),
                device=device,
                incarnation=incarnation,
                n=n,
                schema=SCHEMA,
                scope=record.scope,
                kind=OpKind.FACT if kind.fact else OpKind.SET,
                record=kind.name,
                record_id=record.id,
                at=now.isoformat(),
                fields=None if kind.fact else edits,
                values=filled if kind.fact else None,
            )
        )
    return ops
