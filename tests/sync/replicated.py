"""Two PostgreSQL clusters of the tests' own, the second a synchronous replica of the first."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pg_check
import psycopg

from tests.sync.postgresql import _free_port, _run

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYNCHRONOUS = ("synchronous_standby_names=*", "synchronous_commit=on")


class Replicated:
    """A first cluster that writes and a second that follows it."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._ports = {"first": _free_port(), "second": _free_port()}

    @property
    def url(self) -> str:
        """Return the address of a database on whichever of the two writes."""
        hosts = ",".join(f"127.0.0.1:{port}" for port in self._ports.values())
        return f"postgresql://postgres@{hosts}/kit"

    def found(self) -> None:
        """Make both, and an empty database."""
        command = ("-D", self._folder / "first", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        _run(self._folder, self._programs / "initdb", *command)
        self._start("first")
        with psycopg.connect(self._address("first"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE kit TEMPLATE template0")
        source = ("-h", "127.0.0.1", "-p", self._ports["first"], "-U", "postgres")
        copy = ("-D", self._folder / "second", "-R", "-X", "stream", "-c", "fast")
        _run(self._folder, self._programs / "pg_basebackup", *source, *copy)
        self._start("second")
        self.stop("first", "fast")
        self._start("first", *_SYNCHRONOUS)

    def stop(self, which: str, how: str = "immediate") -> None:
        """End one of them; ``immediate`` is what a power cut leaves."""
        self._control(which, "-m", how, "stop")

    def promote_second(self) -> None:
        """Let the second write, as a person or Patroni does when the first is gone."""
        self._control("second", "promote")

    def _start(self, which: str, *settings: str) -> None:
        place = ("listen_addresses=127.0.0.1", f"port={self._ports[which]}")
        every = (*place, f"unix_socket_directories={self._folder}", *settings)
        self._control(which, "-o", " ".join(f"-c {setting}" for setting in every), "start")

    def _control(self, which: str, *words: str) -> None:
        data, log = self._folder / which, self._folder / f"{which}.log"
        _run(self._folder, self._programs / "pg_ctl", "-D", data, "-w", "-s", "-l", log, *words)

    def _address(self, which: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._ports[which]}/postgres"


@contextmanager
def replicated() -> Iterator[Replicated]:
    """Run both until the end of the block; the first may be gone by then."""
    found = pg_check.programs()
    assert found is not None
    # Programs that only a replica needs lie beside the server itself.
    programs = (found / "postgres").resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="kit-replicated-"))
    clusters = Replicated(folder, programs)
    try:
        clusters.found()
        try:
            yield clusters
        finally:
            clusters.stop("second")
    finally:
        shutil.rmtree(folder)
