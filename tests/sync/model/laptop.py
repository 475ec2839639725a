"""One laptop of the fleet: a real copy in a folder of its own, with its own clock and its own chance."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlcipher3 import dbapi2

from organiser_kit.environment import Environment, FakeClock
from organiser_kit.kit import Kit, open_kit
from organiser_kit.oplog.op import SCHEMA, Op, decode_op
from organiser_kit.storage import local_copy, upgrade, writer
from organiser_kit.storage.keyring_store import NoKeyring
from sync.client import http
from sync.facade import SyncReport, SyncService
from tests.sync.model.line import PlugPulledError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from organiser_kit.oplog.merge import RecordState
    from sync.client.local import CallDb, LocalCopy
    from tests.sync.fakes import Line

TURNED_DOWN = ("refused", "retried")


class Written(NamedTuple):
    """An operation that was committed on a laptop, and what became of it.

    Attributes:
        op: as it was written.
        is_emptied: whether its number alone is left here, for the laptop had to let go of the rest.
    """

    op: Op
    state: str
    is_emptied: bool = False


def imitate(schema: int) -> None:
    """Let what runs next in this process write and ask as the version of ``schema`` did."""
    for module in (writer, http, upgrade):
        vars(module)["SCHEMA"] = schema


class Laptop:
    """A copy that can be used, cut off, crashed and opened again.

    Attributes:
        schema: the version of the kit on it; the number that its operations and its requests carry.
    """

    def __init__(self, folder: Path, start: datetime, seed: int, schema: int = SCHEMA) -> None:
        """Open the copy in ``folder``, which is made if there is none."""
        self.schema = schema
        self._whole: dict[str, Op] = {}
        self.folder = folder
        self.clock = FakeClock(start)
        seeded = Environment.seeded(start, seed)
        self.environment = Environment(self.clock, seeded.chance, {}, f"laptop-{seed}", "Test")
        if not local_copy.exists(folder):
            local_copy.create(folder, self.environment, passphrase=None, keyring=NoKeyring(), plain=True)
        self._kit = self._open()

    @property
    def kit(self) -> Kit:
        """Return the kit, as its version is until another laptop is used."""
        imitate(self.schema)
        return self._kit

    @property
    def device(self) -> str:
        return self.kit.replica.identity().device_id

    @property
    def is_put_out(self) -> bool:
        return self.kit.replica.recovery.is_revoked

    @property
    def was_refused(self) -> bool:
        """Return whether a server ever turned down what was written here; it may be shown here alone."""
        return any(written.state in TURNED_DOWN for written in self.written())

    def update(self) -> None:
        """Put today's version of the kit on it."""
        self.schema = SCHEMA
        self.reopen()

    def _open(self) -> Kit:
        imitate(self.schema)
        return open_kit(self.folder, self.environment, passphrase=None, keyring=NoKeyring())

    def close(self) -> None:
        self._kit.close()

    def reopen(self) -> None:
        self._kit.close()
        self._kit = self._open()

    def clone(self, folder: Path, seed: int) -> Laptop:
        """Copy the whole folder, as somebody does who is given a second laptop, and open the copy."""
        self._kit.close()
        shutil.copytree(self.folder, folder)
        self._kit = self._open()
        self.written()
        twin = Laptop(folder, self.clock.now(), seed, self.schema)
        twin._whole |= self._whole
        return twin

    def back_up(self) -> bytes:
        """Return the database as it stands."""
        self._kit.close()
        held = self._file.read_bytes()
        self._kit = self._open()
        return held

    def put_back(self, held: bytes) -> list[Written]:
        """Put an older database in the place of today's; return what was written and is gone with it."""
        before = self.written()
        self._kit.close()
        self._file.write_bytes(held)
        self._kit = self._open()
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
        self.written()
        try:
            return self.service(line).run_once()
        except PlugPulledError:
            self.reopen()
            return None

    def written(self) -> list[Written]:
        """Return everything that was ever committed here, read from the file itself.

        What a laptop had sent is emptied when it has to go: it is returned as it was.
        """
        rows = self._rows("SELECT body, state FROM outbox ORDER BY incarnation, n")
        return [self._as_it_was(decode_op(body), state) for body, state in rows]

    def _as_it_was(self, op: Op, state: str) -> Written:
        if op.fields or op.values or op.alive or op.kind == "erase":
            self._whole[op.id] = op
            return Written(op, state)
        return Written(self._whole.get(op.id, op), state, is_emptied=True)

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


def plain(states: Mapping[tuple[str, str], RecordState]) -> dict[tuple[str, str], str]:
    """Return records in a form that compares and prints well."""
    return {
        key: msgspec.json.encode(
            {"erased": state.erased, "alive": state.alive, "fields": dict(sorted(state.registers.items()))},
            order="deterministic",
        ).decode()
        for key, state in states.items()
    }
