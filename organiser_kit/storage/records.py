"""Whole records in their tables: the merged state beside the typed columns that queries use."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from organiser_kit.errors import NotFoundError
from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_NAME, BY_TYPE, Kind
from organiser_kit.model.record import Record
from organiser_kit.oplog.erasure import left_of
from organiser_kit.oplog.hlc import ZERO
from organiser_kit.oplog.merge import RecordState, Register, erased
from organiser_kit.storage.arrivals import Arrivals
from organiser_kit.storage.columns import COMMON, encoded
from organiser_kit.storage.digests import Digests
from organiser_kit.storage.erasure import Erasures
from organiser_kit.storage.reading import record_of
from organiser_kit.storage.returns import Returns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.search import PeopleIndex

R = TypeVar("R", bound=Record)

_A_PORTION = 500


class Records:
    """Reads and writes records of every kind."""

    def __init__(self, database: Database, people_index: PeopleIndex) -> None:
        self._database = database
        self._people_index = people_index
        self.arrivals = Arrivals(database, people_index)
        self.digests = Digests(database)
        self.returns = Returns(database, self.digests)
        self.erasures = Erasures(database, people_index, self.digests)

    def get(self, kind: type[R], record_id: str) -> R:
        """Return one record, deleted or not.

        Raises:
            NotFoundError: there is none with this id.
        """
        found = self.seen(kind, record_id)
        if found is None:
            raise not_found(record_id)
        return found

    def seen(self, kind: type[R], record_id: str | None) -> R | None:
        """Return one record, deleted or not, ``None`` when it never came here.

        What refers to a record may come before it.
        """
        found = self.find(kind, "id = ?", (record_id,), deleted=True)
        return found[0] if found else None

    def living(self, kind: type[R], record_id: str) -> R | None:
        """Return one record, ``None`` when it is deleted or never came here."""
        return self.first(kind, "id = ?", (record_id,))

    def find(
        self,
        kind: type[R],
        where: str = "1",
        parameters: Sequence[Any] | Mapping[str, Any] = (),
        *,
        order: str = "id",
        deleted: bool = False,
    ) -> list[R]:
        """Return the records that ``where`` selects, without the deleted ones unless asked for."""
        living = "1" if deleted else "alive = 1"
        sql = f"{_columns_of(kind)} WHERE {living} AND ({where}) ORDER BY {order}"
        found = self._database.made_of(lambda row: record_of(kind, row), sql, parameters)
        return [record for record in found if record is not None]

    def each(self, kind: type[R]) -> Iterator[R]:
        """Yield every living record by id: a region has thousands, so their rows pass by in portions."""
        sql, after = f"{_columns_of(kind)} WHERE alive = 1 AND id > ? ORDER BY id LIMIT ?", ""
        while rows := self._database.rows(sql, (after, _A_PORTION)):
            yield from (record for row in rows if (record := record_of(kind, row)) is not None)
            after = str(rows[-1]["id"])

    def first(
        self,
        kind: type[R],
        where: str,
        parameters: Sequence[Any] | Mapping[str, Any] = (),
        *,
        order: str = "id",
    ) -> R | None:
        """Return the first record that ``where`` selects, ``None`` when there is none."""
        found = self.find(kind, where, parameters, order=f"{order} LIMIT 1")
        return found[0] if found else None

    def ids_like(self, kind: type[Record], prefix: str, *, deleted: bool = False) -> list[str]:
        """Return up to two ids that begin with ``prefix``, those of deleted records only if asked for."""
        table = BY_TYPE[kind].table
        living = "1" if deleted else "alive = 1"
        sql = f"SELECT id FROM {table} WHERE {living} AND id >= ? AND id < ? LIMIT 2"
        return [row["id"] for row in self._database.rows(sql, (prefix, prefix + "g"))]

    def state(self, kind_name: str, record_id: str) -> RecordState | None:
        """Return the merged state of one record, ``None`` when it was never seen."""
        kind = BY_NAME[kind_name]
        row = self._database.row(f"SELECT * FROM {kind.table} WHERE id = ?", (record_id,))
        if row is None:
            return erased(kind_name, record_id) if self.erasures.is_erased(kind_name, record_id) else None
        return _state_of_columns(kind, row)

    def scope_of(self, kind_name: str, record_id: str) -> str | None:
        """Return the scope that holds a record, ``None`` when it was never seen."""
        table = BY_NAME[kind_name].table
        scope = self._database.value(f"SELECT scope FROM {table} WHERE id = ?", (record_id,))
        return None if scope is None else str(scope)

    def everything(self, kind: Kind, scope: str) -> list[tuple[RecordState, int]]:
        """Return every record of one kind in ``scope``, with its place in the server's feed."""
        rows = self._database.rows(f"SELECT * FROM {kind.table} WHERE scope = ? ORDER BY id", (scope,))
        return [(_state_of_columns(kind, row), row["seq"]) for row in rows]

    def forget(self, kind_name: str, record_id: str) -> None:
        """Remove a record that no server ever confirmed, and that nobody stands for any more."""
        sql = f"DELETE FROM {BY_NAME[kind_name].table} WHERE id = ? AND seq = 0"
        if self._database.execute(sql, (record_id,)) and kind_name == "person":
            self._people_index.remove(record_id)

    def save(self, state: RecordState, scope: str, seq: int | None = None) -> None:
        """Write a merged state; ``seq`` is its place in the server's feed, unchanged when ``None``.

        What was erased stays so, whoever asks and whatever came late.
        """
        kind = BY_NAME[state.kind]
        is_erased = self.erasures.is_erased
        state = left_of(state, is_erased)
        if state.erased or is_erased(state.kind, state.id):
            self.erasures.erase(state.kind, state.id, scope, seq)
            return
        if seq is not None:
            self.digests.place(scope, kind.name, state.id, seq)
        self._database.execute(_upsert(kind), _columns_of_state(kind, state, scope, seq))
        if kind.name == "person":
            self._people_index.put(state)


def not_found(record_id: str) -> NotFoundError:
    """Return the error for an id that nothing here has."""
    return NotFoundError(
        tr("Nothing has the id {id} in this local copy. Sync, or check the id.", id=record_id)
    )


def _columns_of(kind: type[Record]) -> str:
    described = BY_TYPE[kind]
    return f"SELECT {', '.join(('id', 'scope', *described.fields))} FROM {described.table}"


@cache
def _upsert(kind: Kind) -> str:
    columns = (*COMMON, *kind.fields)
    places = ", ".join("coalesce(:seq, 0)" if name == "seq" else f":{name}" for name in columns)
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in ("id", "seq"))
    return (
        f"INSERT INTO {kind.table} ({', '.join(columns)}) VALUES ({places}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}, seq = coalesce(:seq, {kind.table}.seq)"
    )


def _columns_of_state(kind: Kind, state: RecordState, scope: str, seq: int | None) -> dict[str, Any]:
    columns: dict[str, Any] = dict.fromkeys(kind.fields)
    stamps: dict[str, str] = {}
    extra: dict[str, Register] = {}
    for name, register in state.registers.items():
        field = kind.fields.get(name)
        if field is None or not field.stores(register.value):
            # Written by a newer version: kept as it came, and served again after an upgrade.
            extra[name] = register
            continue
        listed = field.is_list and register.value is not None
        columns[name] = json.dumps(register.value) if listed else register.value
        if register.stamp != ZERO:
            stamps[name] = register.stamp
    return columns | {
        "id": state.id,
        "scope": scope,
        "seq": seq,
        "alive": int(bool(state.alive.value)),
        "alive_stamp": state.alive.stamp,
        "stamps": encoded(stamps),
        "extra": encoded(extra),
    }


def _state_of_columns(kind: Kind, row: dict[str, Any]) -> RecordState:
    stamps: dict[str, str] = json.loads(row["stamps"])
    registers = {name: Register(*pair) for name, pair in json.loads(row["extra"]).items()}
    for name, field in kind.fields.items():
        if row[name] is None and name not in stamps:
            continue
        value = field.from_column(row[name])
        registers[name] = Register(value, stamps.get(name, ZERO))
    state = RecordState(kind.name, row["id"], registers)
    return replace(state, alive=Register(bool(row["alive"]), row["alive_stamp"]))
