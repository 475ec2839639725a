"""The list of what was erased, kept beside the database too: a backup knows nothing of later erasures.

One line of JSON an erasure, ids alone, only ever added to and forced to the disk before the erasure counts.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.oplog.merge import erased
from sync.server import digests, erasure, sql
from sync.server.erasure import Erased
from sync.server.scopes import seq_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sync.server.engines.base import Connection

FILE = "erasures.jsonl"


class ErasureLog:
    """The file of erasures in a server's folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def add(self, entries: Sequence[Erased]) -> None:
        """Write down erasures; they are on the disk when this returns."""
        if not entries:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # One write that appends: another process may add to the file at the same time. The first line
        # break ends a line that a power cut may have left.
        lines = b"\n" + b"".join(msgspec.json.encode(entry._asdict()) + b"\n" for entry in entries)
        file = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, lines)
            os.fsync(file)
        finally:
            os.close(file)

    def read(self) -> list[Erased]:
        """Return what was ever erased; a line that was cut off never counted."""
        if not self._file.exists():
            return []
        found: dict[Erased, None] = {}
        for line in self._file.read_bytes().splitlines():
            try:
                found[Erased(**msgspec.json.decode(line, type=dict[str, str]))] = None
            except (msgspec.DecodeError, TypeError):
                continue
        return list(found)

    def agree(self, connection: Connection, now: datetime) -> int:
        """Erase again what the database forgot, note what the file lacks; return how many came back.

        In the caller's transaction.
        """
        listed_here = self.read()
        known = {Erased(*row) for row in connection.execute(sql.ALL_ERASED).fetchall()}
        self.add([entry for entry in sorted(known) if entry not in set(listed_here)])
        keys = {entry[:2] for entry in known}
        again = [entry for entry in listed_here if entry[:2] not in keys]
        for scope in sorted({entry.scope for entry in again}):
            erase_in(connection, scope, [entry for entry in again if entry.scope == scope], now)
        return len(again)


def erase_in(connection: Connection, scope: str, entries: Sequence[Erased], now: datetime) -> list[Erased]:
    """Erase records of ``scope`` and what goes along with them, in the caller's transaction."""
    wanted = {entry[:2]: erased(*entry[:2]) for entry in entries}
    if seq_of(connection, scope) is None:
        # Without its scope, which a backup may be older than, an id has no place in a feed, and still counts.
        states = erasure.spread(connection, wanted).values()
        return [erasure.bury(connection, scope, 0, state, now) for state in states]
    connection.execute(sql.LOCK_SCOPE, {"scope": scope}).fetchall()
    states = erasure.spread(connection, wanted).values()
    ((end,),) = connection.execute(sql.TAKE_SEQS, {"scope": scope, "count": len(states)}).fetchall()
    numbered = list(enumerate(states, end - len(states) + 1))
    with digests.moving(connection, scope, numbered):
        return [erasure.bury(connection, scope, seq, state, now) for seq, state in numbered]
