"""Erasure on the server: nothing is left of a record but its bare id, which every laptop gets and keeps.

One transaction, under the scope's lock: the record, its conflicts, what goes along with it, the content of
every operation about it. Whatever comes about it later is answered ``gone``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from organiser_kit.model.erasure import FOLLOWERS, WORDS
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.erasure import left_of
from organiser_kit.oplog.merge import RecordState, erased
from sync.server import records, sql
from sync.server.lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from organiser_kit.model.erasure import Words
    from sync.server.engines.base import Connection

Key = tuple[str, str]
"""The name of a kind and the id of a record."""


class Erased(NamedTuple):
    """A record of which only the id is left."""

    record: str
    record_id: str
    scope: str


def find_erased(connection: Connection, record_ids: Sequence[str]) -> dict[Key, records.Stored]:
    """Return which of the records with these ids were erased."""
    found = listed(connection, sql.FIND_ERASED, record_ids)
    return {(kind, each): records.Stored(scope, seq, erased(kind, each)) for kind, each, scope, seq in found}


def spread(connection: Connection, changed: Mapping[Key, RecordState]) -> dict[Key, RecordState]:
    """Return ``changed`` with everything that goes along with the erased records among it."""
    spreading = dict(changed)
    queue = [key for key, state in changed.items() if state.erased]
    while queue:
        for key in _going_along(connection, queue.pop(), spreading):
            if key not in spreading or not spreading[key].erased:
                spreading[key] = erased(*key)
                queue.append(key)

    def is_erased(kind: str, record_id: str) -> bool:
        known = spreading.get((kind, record_id))
        return (known is not None and known.erased) or (kind, record_id) in find_erased(
            connection, [record_id]
        )

    return {key: left_of(state, is_erased) for key, state in spreading.items()}


def bury(connection: Connection, scope: str, seq: int, state: RecordState, now: datetime) -> Erased:
    """Delete everything about a record and keep its id, at ``seq`` in the feed of ``scope``."""
    done = Erased(state.kind, state.id, scope)
    records.delete(connection, BY_NAME[state.kind], state.id)
    connection.put(sql.ADD_ERASED, {**done._asdict(), "seq": seq, "now": now.isoformat()})
    connection.execute(sql.BLANK_OPS, {"record_id": state.id})
    connection.execute(sql.BLANK_REFUSED_OPS, {"mention": f"%{state.id}%"})
    connection.execute(sql.DELETE_HISTORY, {"record_id": state.id})
    for words in WORDS:
        if words.about == state.kind:
            _forget_words(connection, words, state.id)
    connection.leave_no_trace()
    return done


def _going_along(connection: Connection, key: Key, changed: Mapping[Key, RecordState]) -> Iterator[Key]:
    kind, record_id = key
    for (conflict,) in connection.execute(sql.CONFLICTS_OF, {"record_id": record_id}).fetchall():
        yield "conflict", conflict
    for follower in FOLLOWERS:
        if follower.about == kind:
            statement = f'SELECT id FROM "{follower.kind.table}" WHERE "{follower.field}" = :record_id'
            for (found,) in connection.execute(statement, {"record_id": record_id}).fetchall():
                yield follower.kind.name, found
    # What the same batch made and nobody wrote yet.
    for state in list(changed.values()):
        register = state.registers.get("record_id") if state.kind == "conflict" else None
        if register is not None and register.value == record_id:
            yield state.kind, state.id


def _forget_words(connection: Connection, words: Words, record_id: str) -> None:
    spoken = f'"{words.field}" = :record_id AND "{words.text}" IS NOT NULL'
    statement = f'SELECT id FROM "{words.kind.table}" WHERE {spoken}'
    for (found,) in connection.execute(statement, {"record_id": record_id}).fetchall():
        stored = records.load(connection, words.kind, found)
        if stored is None:
            continue
        kept = {name: value for name, value in stored.state.registers.items() if name != words.text}
        # At its old place: whoever has the erasure has forgotten the words by themselves.
        records.save(connection, stored.scope, stored.seq, replace(stored.state, registers=kept))
        connection.execute(sql.BLANK_OPS, {"record_id": found})
