"""One laptop of the fleet: a real copy in a folder of its own, with its own clock and its own chance."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlcipher3 import dbapi2

from organiser_kit.environment import Environment, FakeClock
from organiser_kit.kit import Kit, open_kit
from organiser_kit.oplog.op import Op, decode_op
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import SyncReport, SyncService
from tests.sync.model.line import PlugPulledError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from organiser_kit.oplog.merge import RecordState
    from sync.client.local import CallDb, LocalCopy
    from tests.sync.fakes import Line


class Written(NamedTuple):
    """An operation that was committed on a laptop, and what became of it."""

    op: Op
    state: str


class Laptop:
    """A copy that can be used, cut off, crashed and opened again."""

    def __init__(self, folder: Path, start: datetime, seed: int) -> None:
        """Open the copy in ``folder``, which is made if there is none."""
        self.folder = folder
        self.clock = FakeClock(start)
        seeded = Environment.seeded(start, seed)
        self.environment = Environment(self.clock, seeded.chance, {}, f"laptop-{seed}", "Test")
        if not local_copy.exists(folder):
            local_copy.create(folder, self.environment, passphrase=None, keyring=NoKeyring(), plain=True)
        self.kit = self._open()

    def _open(self) -> Kit:
        return open_kit(self.folder, self.environment, passphrase=None, keyring=NoKeyring())

    def close(self) -> None:
        self.kit.close()

    def reopen(self) -> None:
        self.kit.close()
        self.kit = self._open()

    def clone(self, folder: Path, seed: int) -> Laptop:
        """Copy the whole folder, as somebody does who is given a second laptop, and open the copy."""
        self.kit.close()
        shutil.copytree(self.folder, folder)
        self.kit = self._open()
        return Laptop(folder, self.clock.now(), seed)

    def back_up(self) -> bytes:
        """Return the database as it stands."""
        self.kit.close()
        held = self._file.read_bytes()
        self.kit = self._open()
        return held

    def put_back(self, held: bytes) -> list[Written]:
        """Put an older database in the place of today's; return what was written and is gone with it."""
        before = self.written()
        self.kit.close()
        self._file.write_bytes(held)
        self.kit = self._open()
        kept = {written.op.id for written in self.written()}
        return [written for written in before if written.op.id not in kept]

    @property
    def _file(self) -> Path:
        return self.folder / local_copy.DATABASE_NAME

    @property
    def lane(self) -> CallDb:
        """Return what runs a job on this copy."""

        def call_db(job: Callable[[LocalCopy], Any]) -> Any:
            return job(self.kit.replica)

        return call_db

    def service(self, line: Line | None = None) -> SyncService:
        return SyncService(self.lane, self.environment, line)

    def sync(self, line: Line | None = None) -> SyncReport | None:
        """Exchange once; ``None`` when the plug was pulled in the middle."""
        try:
            return self.service(line).run_once()
        except PlugPulledError:
            self.reopen()
            return None

    def written(self) -> list[Written]:
        """Return everything that was ever committed here, read from the file itself."""
        rows = self._rows("SELECT body, state FROM outbox ORDER BY incarnation, n")
        return [Written(decode_op(body), state) for body, state in rows]

    def cursors(self) -> dict[str, tuple[str, int]]:
        """Return the epoch and the place to which each scope was read."""
        return {scope: (epoch, seq) for scope, epoch, seq in self._rows("SELECT * FROM cursors")}

    def scopes_in(self, table: str) -> set[str]:
        return {scope for (scope,) in self._rows(f"SELECT DISTINCT scope FROM {table}")}

    def _rows(self, sql: str) -> list[Any]:
        # By the same library as the copy itself: another one in this process would drop its locks.
        with closing(dbapi2.connect(self._file)) as database:
            found: list[Any] = database.execute(sql).fetchall()
            return found

    def is_erased(self, kind: str, record_id: str) -> bool:
        """Return whether nothing but the id of a record is left here."""
        return (kind, record_id) in self._rows("SELECT record, record_id FROM erased")

    def is_sound(self) -> bool:
        return self._rows("PRAGMA integrity_check") == [("ok",)]

    def records(self, scope: str) -> dict[tuple[str, str], RecordState]:
        return {(state.kind, state.id): state for state in self.kit.replica.snapshot(scope)}


def plain(states: dict[tuple[str, str], RecordState]) -> dict[tuple[str, str], str]:
    """Return records in a form that compares and prints well."""
    return {
        key: msgspec.json.encode(
            {"erased": state.erased, "alive": state.alive, "fields": dict(sorted(state.registers.items()))},
            order="deterministic",
        ).decode()
        for key, state in states.items()
    }
