"""A server's database, a running server, and devices of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sync.facade import SyncService, embedded_server
from sync.server.database import opened
from tests.sync.bench import ServerBench
from tests.sync.fakes import GROUP, Author, FakeReplica

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def author(environment: Environment) -> Author:
    return Author(environment)


@pytest.fixture
def bench(environment: Environment, tmp_path: Path, author: Author) -> Iterator[ServerBench]:
    """The server's own code on a real file, without network; the author's group exists."""
    with opened(tmp_path / "server.sqlite3", environment) as connection:
        bench = ServerBench(connection, environment)
        bench.let_in(author)
        bench.push(author, author.group())
        yield bench


@pytest.fixture
def server(environment: Environment, tmp_path: Path) -> Iterator[EmbeddedServer]:
    with embedded_server(tmp_path / "server", environment=environment) as running:
        founder = Author(environment)
        running.seed([founder.group()])
        yield running


@pytest.fixture
def enrol(server: EmbeddedServer, environment: Environment) -> Callable[[], FakeReplica]:
    """Return a way to get one more enrolled device."""

    def one_more() -> FakeReplica:
        replica = FakeReplica(Author(environment))
        SyncService(replica.call_db, environment).enrol(server.url, server.enrol_code(GROUP))
        return replica

    return one_more
