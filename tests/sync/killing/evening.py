"""A laptop and a server that are killed, started again and looked through, as often as one likes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import closing
from enum import Enum
from threading import Event
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from organiser_kit.environment import Environment
from organiser_kit.kit import open_kit
from organiser_kit.model.record import group_scope
from organiser_kit.oplog.op import decode_op
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.server import records
from sync.server.database import opened, transaction
from sync.server.devices import make_code
from sync.server.scopes import Grant
from tests.sync.killing import lives
from tests.sync.kits import plain, service

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess
    from pathlib import Path
    from typing import Any

    from organiser_kit.environment import SeededChance
    from organiser_kit.kit import Kit
    from tests.sync.conftest import Store

LONGEST_LIFE_SECONDS = 0.2
_PATIENCE_SECONDS = 60

# A process that has loaded everything gives birth to the others: a start costs milliseconds.
_births = multiprocessing.get_context("forkserver")
_births.set_forkserver_preload(["tests.sync.killing.lives"])


class Victim(Enum):
    """Who is killed."""

    LAPTOP = "laptop"
    SERVER = "server"
    BOTH = "laptop and server"


class Evening:
    """One group, one laptop in a folder, one server on a fixed address."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Found the group on the laptop, and let the laptop in."""
        self._store = store
        self._folder = folder / "laptop"
        self._promises = folder / "promises"
        self._port = "0"
        self._server: BaseProcess | None = None
        self._laptop: BaseProcess | None = None
        self.environment = Environment()
        local_copy.create(self._folder, self.environment, passphrase=None, keyring=NoKeyring(), plain=True)
        self._promises.touch()
        with opened(store.engine, self.environment) as connection, transaction(connection):
            code = make_code(connection, self.environment, None, Grant.ORGANISER)
        self.url = self._serve()
        with closing(self._open()) as kit:
            made = kit.practice.create(people=2)
            self.scope, self.meeting = group_scope(made.group_id), made.meeting_ids[0]
            service(kit).enrol(self.url, code)
            assert service(kit).run_once().problem is None

    def close(self) -> None:
        """Leave nothing running."""
        for process in (self._server, self._laptop):
            if process is not None:
                process.kill()
                process.join()

    def live(self, victim: Victim, chance: SeededChance) -> None:
        """Let the laptop be used for a moment, then kill without warning."""
        self._laptop, _ = _born(lives.use, self._folder, self.meeting, self._promises)
        # Most lives end in the middle of something: short ones are as likely as long ones.
        Event().wait(chance.uniform(0, LONGEST_LIFE_SECONDS))
        if victim is not Victim.LAPTOP:
            assert self._server
            self._server.kill()
            self._server.join()
            # The laptop notices, and goes on.
            Event().wait(0 if victim is Victim.BOTH else chance.uniform(0, LONGEST_LIFE_SECONDS / 4))
        self._laptop.kill()
        self._laptop.join()
        assert self._laptop.exitcode == -signal.SIGKILL, "the laptop ended by itself"

    def check(self) -> None:
        """Look through both files as they were left, then let the laptop exchange and compare."""
        assert _rows(self._folder, "PRAGMA integrity_check") == [("ok",)], "I14"
        with opened(self._store.engine, self.environment) as connection:
            if self._store.is_sqlite:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "I14"
        if self._server is None or not self._server.is_alive():
            assert self._serve() == self.url
        with closing(self._open()) as kit:
            self._check_promises()
            report = service(kit).run_once()
            assert (report.problem, report.pending, report.refused) == (None, 0, 0), "I2"
            self._check_server(kit)

    def check_newcomer(self, folder: Path) -> None:
        """Let a new laptop in and compare: it sees what the first one sees."""
        with opened(self._store.engine, self.environment) as connection, transaction(connection):
            group = self.scope.removeprefix("g:")
            code = make_code(connection, self.environment, group, Grant.ORGANISER)
        local_copy.create(folder, self.environment, passphrase=None, keyring=NoKeyring(), plain=True)
        with closing(self._open()) as first, closing(self._open(folder)) as newcomer:
            service(newcomer).enrol(self.url, code)
            assert service(newcomer).run_once().problem is None
            held = plain(newcomer.replica.snapshot(self.scope))
            assert held == plain(first.replica.snapshot(self.scope)), "I1"

    def promised(self) -> list[str]:
        """Return the identifier of everybody who was welcomed, as the person at the door was told."""
        return self._promises.read_text("utf-8").split()

    def _check_promises(self) -> None:
        sql = "SELECT person_id, count(*) FROM attendance_facts WHERE alive = 1 GROUP BY person_id"
        held = dict(_rows(self._folder, sql))
        assert {person: held.get(person) for person in self.promised()} == dict.fromkeys(self.promised(), 1)

    def _check_server(self, kit: Kit) -> None:
        written = {decode_op(body).id for (body,) in _rows(self._folder, "SELECT body FROM outbox")}
        with opened(self._store.engine, self.environment) as connection:
            taken = [row[0] for row in connection.execute("SELECT op_id FROM op").fetchall()]
            held = plain(records.everything(connection, self.scope))
        assert len(taken) == len(set(taken)), "I3"
        assert set(taken) == written, "I2: an operation is missing, I3: or nobody wrote it"
        assert held == plain(kit.replica.snapshot(self.scope)), "I1"

    def _open(self, folder: Path | None = None) -> Kit:
        return open_kit(folder or self._folder, self.environment, passphrase=None, keyring=NoKeyring())

    def _serve(self) -> str:
        options = [*self._store.options, "--lang", "fr", "--port", self._port]
        self._server, said = _born(lives.serve, options)
        url = said.removeprefix("listening on ").strip()
        self._port = url.rpartition(":")[2]
        return url


def _born(life: Callable[..., None], *arguments: object) -> tuple[BaseProcess, str]:
    """Start a process and return it with the first line it says."""
    heard, said = _births.Pipe(duplex=False)
    process = _births.Process(target=life, args=(*arguments, said), daemon=True)
    process.start()
    said.close()
    with heard:
        assert heard.poll(_PATIENCE_SECONDS), "the process says nothing"
        # What it says is text, for the command of the server speaks to any reader.
        line = os.read(heard.fileno(), 1000).decode()
    assert line.endswith("\n"), f"the process ended: {line!r}"
    return process, line.strip()


def _rows(folder: Path, sql: str) -> list[Any]:
    # By the library of the copy itself: another one in this process would drop its locks.
    with closing(dbapi2.connect(folder / local_copy.DATABASE_NAME)) as database:
        found: list[Any] = database.execute(sql).fetchall()
        return found
