"""A server in a process of its own, and laptops that may talk to it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sync.protocol import MAX_BATCH_OPS
from sync.server.database import opened, transaction
from sync.server.devices import make_code
from sync.server.engines import engine_for
from sync.server.scopes import Grant
from sync.server.seed import seed
from tests.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import httpx

    from organiser_kit.environment import Environment
    from organiser_kit.oplog.op import Op


@dataclass(frozen=True)
class Place:
    """Where a measured server keeps its data.

    Attributes:
        url: ``None`` for a file in ``folder``.
    """

    folder: Path
    url: str | None = None

    @property
    def options(self) -> list[str]:
        """Return what tells a command of the server where the data is."""
        return ["--data", str(self.folder), *(["--database", self.url] if self.url else [])]

    def seed(self, environment: Environment, ops: Iterable[Op]) -> None:
        """Put operations in, a batch a transaction."""
        waiting = iter(ops)
        with opened(engine_for(self.folder, self.url), environment) as connection:
            while batch := list(islice(waiting, MAX_BATCH_OPS)):
                with transaction(connection):
                    seed(connection, batch, environment.now())

    def code(self, environment: Environment, group: str | None) -> str:
        """Return a code that lets one laptop into ``group``, or that lets it found one."""
        with opened(engine_for(self.folder, self.url), environment) as connection, transaction(connection):
            return make_code(connection, environment, group, Grant.ORGANISER)


@contextmanager
def served(place: Place, host: str = "127.0.0.1") -> Iterator[str]:
    """Run a server of its own process and return its address."""
    command = [sys.executable, "-m", "sync.server.cli", "serve", "--host", host, "--port", "0"]
    command += place.options
    with running(command) as first_line:
        yield first_line.removeprefix("listening on ")


@contextmanager
def running(command: list[str]) -> Iterator[str]:
    """Run a program until the end of the block and return the first line that it prints."""
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def enrol(web: httpx.Client, device: str, code: str) -> str:
    """Let a device in and return the server's epoch; ``web`` sends its token from now on."""
    wanted = {"code": code, "device_id": device, "device_name": "laptop"}
    answer = web.post("/sync/v1/enrol", json=wanted).json()
    web.headers["Authorization"] = f"Bearer {answer['token']}"
    return str(answer["epoch"])
