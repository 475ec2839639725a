"""Operations that the server writes itself: like a laptop's, in the name of the person who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.model.kinds import BY_TYPE, to_wire
from organiser_kit.oplog.hlc import Instant, read
from organiser_kit.oplog.op import SCHEMA, Edit, Op, OpKind
from sync.server import records, sql
from sync.server.scopes import hold
from sync.server.seed import put_author, seed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.environment import Environment
    from organiser_kit.model.record import Record
    from organiser_kit.oplog.merge import RecordState
    from sync.server.desk.author import Author
    from sync.server.engines.base import Connection


class Hand:
    """Writes within the caller's transaction, in one scope, which is locked to its end.

    Every operation is merged, judged and noted like one that a laptop pushed; each is made upon what stands,
    so that it contradicts nobody.
    """

    def __init__(self, connection: Connection, environment: Environment, author: Author, scope: str) -> None:
        self._connection = connection
        self._environment = environment
        self._author = author
        self._scope = scope
        self._incarnation = environment.chance.token_bytes(8).hex()
        self._instant = Instant()
        self._n = 0
        # In the order in which every transaction locks: the author's row, then the scope.
        put_author(connection, author.id, author.name, environment.now())
        connection.execute(sql.LOCK_DEVICE, {"device": author.id})
        hold(connection, scope)

    def state(self, kind: type[Record], record_id: str) -> RecordState | None:
        """Return a record as it stands under the lock; ``None`` when the scope does not hold it."""
        stored = records.load(self._connection, BY_TYPE[kind], record_id)
        return stored.state if stored is not None and stored.scope == self._scope else None

    def value(self, kind: type[Record], record_id: str, name: str) -> Any:
        """Return a field's value as the wire has it, ``None`` when nothing was ever written there."""
        state = self.state(kind, record_id)
        register = state.registers.get(name) if state else None
        return register.value if register else None

    def add(self, record: Record) -> None:
        """Write a new record."""
        kind = BY_TYPE[type(record)]
        self.change(type(record), record.id, **{name: getattr(record, name) for name in kind.fields})

    def put(self, kind: type[Record], record_id: str, values: Mapping[str, Any]) -> None:
        """Write a record, new or known; it is shown from now on."""
        self.change(kind, record_id, **values)
        self.show(kind, record_id, alive=True)

    def change(self, kind: type[Record], record_id: str, /, **values: Any) -> None:
        """Write those fields of a record that are not as wanted."""
        state = self.state(kind, record_id)
        seen = state.registers if state else {}
        wanted = {name: to_wire(value) for name, value in values.items()}
        new = {
            name: value
            for name, value in wanted.items()
            if value != (seen[name].value if name in seen else None)
        }
        if not new:
            return
        stamp = self._stamp(state)
        fields: dict[str, Edit] = {
            name: (value, stamp, seen[name].stamp if name in seen else None) for name, value in new.items()
        }
        self._push(kind, record_id, OpKind.SET, {"fields": fields})

    def show(self, kind: type[Record], record_id: str, *, alive: bool) -> None:
        """Hide a record everywhere, or show it again."""
        state = self.state(kind, record_id)
        if state is None or bool(state.alive.value) is alive:
            return
        edit: Edit = (alive, self._stamp(state), state.alive.stamp or None)
        self._push(kind, record_id, OpKind.LIFE, {"alive": edit})

    def _stamp(self, state: RecordState | None) -> str:
        """Return a stamp after all that stands in the record, also what a laptop ahead of time wrote."""
        stamps = [register.stamp for register in state.registers.values()] if state else []
        stamps += [state.alive.stamp] if state else []
        latest = max([self._instant, *map(read, stamps)])
        self._instant = latest.next(int(self._environment.now().timestamp() * 1000))
        return self._instant.stamp(self._incarnation)

    def _push(
        self, kind: type[Record], record_id: str, kind_of_op: OpKind, content: Mapping[str, Any]
    ) -> None:
        self._n += 1
        op = Op(
            id=self._environment.new_id(),
            device=self._author.id,
            incarnation=self._incarnation,
            n=self._n,
            schema=SCHEMA,
            scope=self._scope,
            kind=kind_of_op,
            record=BY_TYPE[kind].name,
            record_id=record_id,
            at=self._environment.now().isoformat(),
            **content,
        )
        seed(self._connection, [op], self._environment.now())
