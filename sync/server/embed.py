"""A server inside this process, on this machine only: for practice, for the demonstration and for tests."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from organiser_kit.environment import Environment
from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr
from organiser_kit.model.record import group_scope
from sync.server import records
from sync.server.app import create_app
from sync.server.database import Database, opened, transaction
from sync.server.devices import make_code, revoke
from sync.server.engines import engine_for
from sync.server.running import Listener, address_of, bind
from sync.server.scopes import Grant, leave
from sync.server.seed import seed

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.oplog.op import Op

_LOOPBACK = "127.0.0.1"
_PATIENCE_SECONDS = 30


class EmbeddedServer:
    """A server that can be stopped and started again on the same address and the same data."""

    def __init__(
        self,
        data: Path,
        port: int = 0,
        environment: Environment | None = None,
        database: str | None = None,
    ) -> None:
        self._environment = environment or Environment()
        self._engine = engine_for(data, database)
        self._port = port
        self._database: Database | None = None
        self._listener: Listener | None = None
        self._thread: threading.Thread | None = None
        self.url = ""

    def __enter__(self) -> EmbeddedServer:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def is_running(self) -> bool:
        """Return whether requests are answered."""
        return self._thread is not None

    def start(self) -> None:
        """Answer requests, on the same address as before if it ran before.

        Raises:
            SyncError: the server did not come up.
        """
        if self._thread is not None:
            return
        listening = bind(_LOOPBACK, self._port)
        self.url = address_of(listening)
        self._port = listening.getsockname()[1]
        up = threading.Event()
        try:
            self._database = Database(self._engine, self._environment)
            self._listener = Listener(create_app(self._database, self._environment), up.set)
        except BaseException:
            listening.close()
            self.stop()
            raise
        self._thread = threading.Thread(
            target=_run, args=(self._listener, listening, up), name="embedded-server", daemon=True
        )
        self._thread.start()
        up.wait(_PATIENCE_SECONDS)
        if not self._listener.started:
            self.stop()
            raise SyncError(tr("The practice server did not start."))

    def stop(self) -> None:
        """Finish the requests under way and close everything; the data stays."""
        if self._listener is not None and self._thread is not None:
            self._listener.should_exit = True
            self._thread.join()
        if self._database is not None:
            self._database.close()
        self._listener = self._thread = self._database = None

    def seed(self, ops: Sequence[Op]) -> None:
        """Put operations in as the person who runs the server may: without asking for a device's rights."""
        with opened(self._engine, self._environment) as connection, transaction(connection):
            seed(connection, ops, self._environment.now())

    def enrol_code(self, group: str | None = None) -> str:
        """Return a fresh code for one device: of ``group``, or of a group that the device will found."""
        with opened(self._engine, self._environment) as connection, transaction(connection):
            return make_code(connection, self._environment, group, Grant.ORGANISER)

    def revoke(self, device: str) -> None:
        """Put a device out."""
        with opened(self._engine, self._environment) as connection, transaction(connection):
            revoke(connection, device, self._environment.now())

    def leave(self, device: str, group: str) -> None:
        """Let a device out of a group."""
        with opened(self._engine, self._environment) as connection, transaction(connection):
            leave(connection, device, group_scope(group), self._environment.now())

    def snapshot(self, scope: str) -> list[RecordState]:
        """Return every record of ``scope``, for comparing with a local copy row by row."""
        with opened(self._engine, self._environment) as connection:
            return records.everything(connection, scope)


def _run(listener: Listener, listening: socket.socket, up: threading.Event) -> None:
    try:
        listener.run(sockets=[listening])
    finally:
        listening.close()
        up.set()
