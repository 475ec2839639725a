"""A PostgreSQL of the tests' own: made in a temporary folder on this machine, thrown away at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pg_check
import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDED = (
    f"These tests start a PostgreSQL {pg_check.OLDEST} or newer of their own, and none is installed: "
    f"type `make test`, or sudo apt-get install {' '.join(pg_check.PACKAGES)}."
)
_HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Nothing outlives the tests; a power cut is not among what they try."""


class Cluster:
    """A running PostgreSQL in which every test gets a database of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = count(1)

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@127.0.0.1:{self._port}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """Make a database, return its address, and drop it at the end whoever still uses it."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
            try:
                yield self.url(name)
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a PostgreSQL, and stop it at the end.

    Args:
        durable: write through to the disk as in service; the tests' own is hasty.
    """
    programs = pg_check.programs()
    if programs is None:
        pytest.fail(_NEEDED, pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="kit-pg-"))
    data, port = folder / "data", _free_port()
    settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}"]
    settings += [] if durable else _HASTY
    options = " ".join(f"-c {setting}" for setting in settings)
    try:
        _run(folder, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        control = (programs / "pg_ctl", "-D", data, "-w", "-s", "-l", folder / "log")
        _run(folder, *control, "-o", options, "start")
        try:
            yield Cluster(port)
        finally:
            _run(folder, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **_as_somebody(folder),
    )
    assert done.returncode == 0, done.stderr


def _as_somebody(folder: Path) -> dict[str, Any]:
    """Return how to run a program as the user of the package: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
