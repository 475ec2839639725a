"""Erasure in the local copy: nothing is left of a record but its bare id, which stays for ever.

The id must outlive everything: what was erased comes back with an old file, an old laptop or an old stick
unless somebody remembers that it may not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec.structs

from organiser_kit.model.erasure import FOLLOWERS, WORDS
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.op import OpKind, decode_op, encode

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from organiser_kit.model.erasure import Words
    from organiser_kit.oplog.op import Op
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.digests import Digests
    from organiser_kit.storage.search import PeopleIndex


class Erasures:
    """Erases records and knows which ones were. Whatever writes needs an open transaction."""

    def __init__(self, database: Database, people_index: PeopleIndex, digests: Digests) -> None:
        self._database = database
        self._people_index = people_index
        self._digests = digests

    def is_erased(self, record: str, record_id: str) -> bool:
        """Return whether the record was erased."""
        sql = "SELECT 1 FROM erased WHERE record = ? AND record_id = ?"
        return self._database.value(sql, (record, record_id)) is not None

    def count(self) -> int:
        """Return how many records were erased."""
        return int(self._database.value("SELECT count(*) FROM erased"))

    def placed(self, scope: str) -> list[tuple[str, str, int]]:
        """Return what was erased of what a server's feed of ``scope`` holds: kind, id and place in it."""
        sql = "SELECT record, record_id, seq FROM erased WHERE scope = ? AND seq > 0"
        return [(row["record"], row["record_id"], row["seq"]) for row in self._database.rows(sql, (scope,))]

    def note_reason(self, record: str, record_id: str, at: datetime, reason: str) -> None:
        """Keep why and when an erasure was decided here, for whoever must account for it; never sent."""
        self._database.execute(
            "UPDATE erased SET decided_at = ?, reason = ? WHERE record = ? AND record_id = ?",
            (at.isoformat(), reason, record, record_id),
        )

    def erase(self, record: str, record_id: str, scope: str, seq: int | None = None) -> None:
        """Leave nothing of a record but its id, wherever it is written in this copy.

        Args:
            record: the name of its kind, even one that only a newer version knows.
            record_id: its id.
            scope: who may know that it existed.
            seq: its place in the server's feed, unchanged when ``None``.
        """
        if seq is None:
            seq = self._digests.place_of(record, record_id)
        else:
            self._digests.place(scope, record, record_id, seq)
        self._database.execute(
            "INSERT INTO erased (record, record_id, scope, seq) "
            "VALUES (:record, :id, :scope, :seq) "
            "ON CONFLICT (record, record_id) DO UPDATE SET scope = excluded.scope, seq = excluded.seq",
            {"record": record, "id": record_id, "scope": scope, "seq": seq},
        )
        self._database.execute("DELETE FROM parked WHERE record = ? AND record_id = ?", (record, record_id))
        self._forget_operations("record = ? AND record_id = ?", (record, record_id), _bare)
        # Nobody has to decide any more about what was refused.
        self._database.execute(
            "UPDATE outbox SET state = 'confirmed', verdict = 'gone', problem = NULL "
            "WHERE record = ? AND record_id = ? AND state = 'refused'",
            (record, record_id),
        )
        if record in BY_NAME:
            self._erase_known(record, record_id)
        self._database.leave_no_trace()

    def _erase_known(self, record: str, record_id: str) -> None:
        self._database.execute(f"DELETE FROM {BY_NAME[record].table} WHERE id = ?", (record_id,))
        if record == "person":
            self._people_index.remove(record_id)
        for conflict in self._database.rows(
            "SELECT id, scope FROM conflicts WHERE record = ? AND record_id = ?", (record, record_id)
        ):
            self.erase("conflict", conflict["id"], conflict["scope"])
        for follower in FOLLOWERS:
            if follower.about == record:
                sql = f"SELECT id, scope FROM {follower.kind.table} WHERE {follower.field} = ?"
                for row in self._database.rows(sql, (record_id,)):
                    self.erase(follower.kind.name, row["id"], row["scope"])
        for words in WORDS:
            if words.about == record:
                self._forget_words(words, record_id)

    def _forget_words(self, words: Words, record_id: str) -> None:
        self._database.execute(
            f"UPDATE {words.kind.table} SET {words.text} = NULL "
            f"WHERE {words.field} = ? AND {words.text} IS NOT NULL",
            (record_id,),
        )
        # What was refused is in no table of records any more: only its operation still says whom it is about.
        about = ("record = ? AND body LIKE ?", (words.kind.name, f'%"{record_id}"%'))
        self._forget_operations(*about, lambda op: _silent(op, words.text))

    def _forget_operations(self, where: str, parameters: tuple[str, str], rest: Callable[[Op], Op]) -> None:
        """Put ``rest`` of each own operation in its place; others' signed ones are left to their authors.

        What others wrote to erase the record goes on to the server.
        """
        for row in self._database.rows(f"SELECT op_id, body FROM outbox WHERE {where}", parameters):
            # The number stays in use: the numbers of a device come to a server without gaps.
            body = encode(rest(decode_op(row["body"]))).decode()
            self._database.execute("UPDATE outbox SET body = ? WHERE op_id = ?", (body, row["op_id"]))
        # Those that a server has answered left their ids alone.
        unanswered = f"SELECT op_id, body FROM carried WHERE body <> '' AND {where}"
        for row in self._database.rows(unanswered, parameters):
            op = decode_op(row["body"])
            if rest(op) != op:
                self._database.execute("DELETE FROM carried WHERE op_id = ?", (row["op_id"],))


def _bare(op: Op) -> Op:
    return msgspec.structs.replace(op, kind=OpKind.ERASE, fields=None, values=None, alive=None)


def _silent(op: Op, text: str) -> Op:
    if text not in (op.values or {}):
        return op
    values = {name: value for name, value in (op.values or {}).items() if name != text}
    return msgspec.structs.replace(op, values=values)
