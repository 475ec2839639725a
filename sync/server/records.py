"""Records in their tables: read and written as merged states, and served as rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from organiser_kit.model.kinds import BY_NAME, KINDS
from organiser_kit.oplog.hlc import ZERO
from organiser_kit.oplog.merge import RecordState, Register, row_of_state, state_of_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from organiser_kit.model.kinds import Field, Kind
    from organiser_kit.oplog.op import Row

_COMMON = ("id", "scope", "seq", "alive", "alive_stamp", "regs", "extra")


class Stored(NamedTuple):
    """A record as the database holds it."""

    scope: str
    seq: int
    state: RecordState

    @property
    def row(self) -> Row:
        """Return it as devices receive it."""
        return row_of_state(self.state, self.seq)


class _Statements(NamedTuple):
    one: str
    feed: str
    put: str


@cache
def _statements(kind: Kind) -> _Statements:
    names = (*_COMMON, *kind.fields)
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f":{name}" for name in names)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    select = f'SELECT {columns} FROM "{kind.table}"'
    return _Statements(
        one=f"{select} WHERE id = :id",
        feed=f"{select} WHERE scope = :scope AND seq > :after ORDER BY seq LIMIT :limit",
        put=f'INSERT INTO "{kind.table}" ({columns}) VALUES ({values}) '
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
    )


def load(connection: sqlite3.Connection, kind: Kind, record_id: str) -> Stored | None:
    """Return the record, whichever scope holds it."""
    found = connection.execute(_statements(kind).one, {"id": record_id}).fetchone()
    return None if found is None else _stored(kind, found)


def save(connection: sqlite3.Connection, scope: str, seq: int, state: RecordState) -> None:
    """Write a merged record at its new place in the scope's feed."""
    kind = BY_NAME[state.kind]
    values: dict[str, Any] = {name: _to_column(state.registers.get(name)) for name in kind.fields}
    extra = {name: r.value for name, r in state.registers.items() if name not in kind.fields}
    values |= {
        "id": state.id,
        "scope": scope,
        "seq": seq,
        "alive": int(state.alive.value),
        "alive_stamp": state.alive.stamp,
        "regs": _dump({name: register.stamp for name, register in state.registers.items()}),
        "extra": _dump(extra),
    }
    connection.execute(_statements(kind).put, values)


def feeds(
    connection: sqlite3.Connection, scope: str, after: int, limit: int
) -> list[Iterator[tuple[int, Row]]]:
    """Return one lazy iterator of ``(seq, row)`` for each kind, each in order of ``seq``."""
    return [_feed_of(connection, kind, scope, after, limit) for kind in KINDS]


def everything(connection: sqlite3.Connection, scope: str) -> list[RecordState]:
    """Return every record of ``scope``, kind by kind, in order of id."""
    found = [state_of_row(row) for rows in feeds(connection, scope, 0, -1) for _, row in rows]
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda state: (order[state.kind], state.id))


def _feed_of(
    connection: sqlite3.Connection, kind: Kind, scope: str, after: int, limit: int
) -> Iterator[tuple[int, Row]]:
    found = connection.execute(_statements(kind).feed, {"scope": scope, "after": after, "limit": limit})
    for columns in found:
        stored = _stored(kind, columns)
        yield stored.seq, stored.row


def _stored(kind: Kind, columns: tuple[Any, ...]) -> Stored:
    record_id, scope, seq, alive, alive_stamp, regs, extra = columns[: len(_COMMON)]
    typed = dict(zip(kind.fields, columns[len(_COMMON) :], strict=True))
    unknown = msgspec.json.decode(extra)
    registers = {
        # A field may have been unknown when it came and have its column since.
        name: Register(
            unknown[name] if name in unknown else _from_column(kind.fields[name], typed[name]), stamp
        )
        for name, stamp in msgspec.json.decode(regs).items()
    }
    state = RecordState(kind.name, record_id, registers, Register(bool(alive), alive_stamp or ZERO))
    return Stored(scope, seq, state)


def _to_column(register: Register | None) -> str | int | None:
    if register is None or register.value is None:
        return None
    if isinstance(register.value, list):
        return _dump(register.value)
    return int(register.value) if isinstance(register.value, bool) else register.value


def _from_column(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.is_list:
        return msgspec.json.decode(value)
    return bool(value) if field.base is bool else value


def _dump(value: object) -> str:
    return msgspec.json.encode(value).decode()
