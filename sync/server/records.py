"""Records in their tables: read and written as merged states, and served as rows."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from organiser_kit.model.kinds import BY_NAME, KINDS
from organiser_kit.oplog.hlc import ZERO
from organiser_kit.oplog.merge import RecordState, Register, erased, row_of_state, state_of_row
from organiser_kit.oplog.op import Row
from sync.server import sql
from sync.server.lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from organiser_kit.model.kinds import Field, Kind
    from sync.server.engines.base import Connection

_ALL = (1 << 63) - 1
_ERASED = len(KINDS)
"""The place of what was erased, after all kinds."""
_COMMON = ("id", "scope", "seq", "alive", "alive_stamp", "regs", "extra")
_NOTHING = "{}"
_stamps = msgspec.json.Decoder(dict[str, str])


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
    many: str
    feed: str
    put: str
    delete: str


@cache
def _statements(kind: Kind) -> _Statements:
    names = (*_COMMON, *kind.fields)
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f":{name}" for name in names)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    select = f'SELECT {columns} FROM "{kind.table}"'
    return _Statements(
        one=f"{select} WHERE id = :id",
        many=f"{select} WHERE id IN ({{listed}})",
        feed=f"{select} WHERE scope = :scope AND seq > :after AND seq <= :last ORDER BY seq",
        # The condition is for the record that another scope took in the same moment.
        put=f'INSERT INTO "{kind.table}" ({columns}) VALUES ({values}) '
        f'ON CONFLICT (id) DO UPDATE SET {updates} WHERE "{kind.table}".scope = excluded.scope',
        delete=f'DELETE FROM "{kind.table}" WHERE id = :id',
    )


@cache
def _page_ends() -> str:
    arms = " UNION ALL ".join(
        f'SELECT {place} AS kind, seq FROM "{kind.table}" WHERE scope = :scope AND seq > :after'
        for place, kind in enumerate(KINDS)
    )
    arms += f" UNION ALL SELECT {_ERASED} AS kind, seq FROM erased WHERE scope = :scope AND seq > :after"
    return f"SELECT kind, max(seq) FROM ({arms} ORDER BY seq LIMIT :limit) AS page GROUP BY kind"


def load(connection: Connection, kind: Kind, record_id: str) -> Stored | None:
    """Return the record, whichever scope holds it."""
    found = connection.execute(_statements(kind).one, {"id": record_id}).fetchone()
    return None if found is None else _stored(kind, found)


def load_all(connection: Connection, kind: Kind, record_ids: Sequence[str]) -> dict[str, Stored]:
    """Return the records among these that exist, by id."""
    found = (_stored(kind, row) for row in listed(connection, _statements(kind).many, record_ids))
    return {stored.state.id: stored for stored in found}


def row_of(connection: Connection, scope: str, record: str, record_id: str) -> Row | None:
    """Return a record as devices receive it, ``None`` when ``scope`` does not hold it."""
    if record not in BY_NAME:
        return None
    stored = load(connection, BY_NAME[record], record_id)
    return stored.row if stored is not None and stored.scope == scope else None


def save(connection: Connection, scope: str, seq: int, state: RecordState) -> None:
    """Write a merged record at its new place in the scope's feed."""
    kind = BY_NAME[state.kind]
    values: dict[str, Any] = dict.fromkeys(kind.fields)
    stamps: dict[str, str] = {}
    extra: dict[str, Any] = {}
    plain = _plain(kind)
    for name, (value, stamp) in state.registers.items():
        stamps[name] = stamp
        if name in plain:
            values[name] = value
        elif name not in values:
            extra[name] = value
        else:
            values[name] = _to_column(kind.fields[name], value)
            if values[name] != value and _from_column(kind.fields[name], values[name]) != value:
                extra[name] = value
    values["id"], values["scope"], values["seq"] = state.id, scope, seq
    values["alive"], values["alive_stamp"] = bool(state.alive.value), state.alive.stamp
    values["regs"], values["extra"] = _dump(stamps), _dump(extra) if extra else _NOTHING
    connection.put(_statements(kind).put, values)


@cache
def _plain(kind: Kind) -> frozenset[str]:
    """Return the fields whose column holds what is on the wire, whatever it is."""
    return frozenset(
        name
        for name, field in kind.fields.items()
        if not field.is_list and field.base not in (bool, datetime)
    )


def delete(connection: Connection, kind: Kind, record_id: str) -> None:
    """Delete a record, whichever scope holds it."""
    connection.execute(_statements(kind).delete, {"id": record_id})


def feeds(connection: Connection, scope: str, after: int, limit: int) -> list[Iterator[tuple[int, Row]]]:
    """Return the next ``limit`` rows: for each kind, an iterator of ``(seq, row)`` in order of ``seq``."""
    ends = connection.execute(_page_ends(), {"scope": scope, "after": after, "limit": limit}).fetchall()
    return [
        _erased_feed(connection, scope, after, last)
        if place == _ERASED
        else _feed_of(connection, KINDS[place], scope, after, last)
        for place, last in ends
    ]


def everything(connection: Connection, scope: str) -> list[RecordState]:
    """Return every record of ``scope``, the erased ones too, kind by kind, in order of id."""
    found = [state_of_row(row) for rows in feeds(connection, scope, 0, _ALL) for _, row in rows]
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda state: (order.get(state.kind, len(KINDS)), state.id))


def _feed_of(
    connection: Connection, kind: Kind, scope: str, after: int, last: int
) -> Iterator[tuple[int, Row]]:
    """Yield what :attr:`Stored.row` would, without the state in between: a region has 77,000 rows."""
    names, record = tuple(kind.fields), kind.name
    converted = [(name, field) for name, field in kind.fields.items() if field.is_list or field.base is bool]
    found = connection.execute(_statements(kind).feed, {"scope": scope, "after": after, "last": last})
    for record_id, _, seq, alive, alive_stamp, regs, extra, *columns in found:
        values = dict(zip(names, columns, strict=True))
        for name, field in converted:
            values[name] = _from_column(field, values[name])
        if extra != _NOTHING:
            values |= msgspec.json.decode(extra)
        fields = {name: (values[name], stamp) for name, stamp in _stamps.decode(regs).items()}
        state = None if alive and not alive_stamp else (bool(alive), alive_stamp or ZERO)
        yield seq, Row(record=record, record_id=record_id, seq=seq, fields=fields, alive=state)


def _erased_feed(connection: Connection, scope: str, after: int, last: int) -> Iterator[tuple[int, Row]]:
    for kind, record_id, seq in connection.execute(
        sql.ERASED_FEED, {"scope": scope, "after": after, "last": last}
    ):
        yield seq, row_of_state(erased(kind, record_id), seq)


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


def _to_column(field: Field, value: Any) -> str | int | bool | None:
    if value is None:
        return None
    if field.is_list:
        return _dump(value)
    if field.base is not datetime:
        return bool(value)
    return _instant(str(value))


def _instant(moment: str) -> str | None:
    """Return a point in time as its column holds it; written otherwise, it also waits in ``extra``."""
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).isoformat()
    except OverflowError:
        return None


def _from_column(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.is_list:
        return msgspec.json.decode(value)
    return bool(value) if field.base is bool else value


def _dump(value: object) -> str:
    return msgspec.json.encode(value).decode()
