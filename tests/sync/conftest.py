"""A server's database on either engine, a running server, and devices of a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from sync.facade import SyncService, embedded_server
from sync.server.database import opened
from sync.server.engines import engine_for
from tests.sync.bench import ServerBench
from tests.sync.fakes import GROUP, Author, FakeReplica
from tests.sync.kits import Laptops
from tests.sync.postgresql import Cluster, cluster
from tests.sync.rooms import Laptop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.server.embed import EmbeddedServer
    from sync.server.engines.base import Engine


@dataclass(frozen=True)
class Store:
    """Where a test's server keeps its data.

    Attributes:
        url: ``None`` for a file in ``folder``.
    """

    folder: Path
    url: str | None

    @property
    def is_sqlite(self) -> bool:
        return self.url is None

    @property
    def engine(self) -> Engine:
        return engine_for(self.folder, self.url)

    @property
    def options(self) -> list[str]:
        """Return what tells a command of the server where the data is."""
        return ["--data", str(self.folder), *(["--database", self.url] if self.url else [])]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty place for a server's data; every test that uses it runs once on each engine."""
    folder = tmp_path / "server"
    if request.param == "sqlite":
        yield Store(folder, None)
        return
    running: Cluster = request.getfixturevalue("postgresql")
    with running.database() as url:
        yield Store(folder, url)


@pytest.fixture
def author(environment: Environment) -> Author:
    return Author(environment)


@pytest.fixture
def bench(environment: Environment, store: Store, author: Author) -> Iterator[ServerBench]:
    """The server's own code on a real database, without network; the author's group exists."""
    with opened(store.engine, environment) as connection:
        bench = ServerBench(connection, environment)
        bench.let_in(author)
        bench.push(author, author.group())
        yield bench


@pytest.fixture
def server(environment: Environment, store: Store) -> Iterator[EmbeddedServer]:
    with embedded_server(store.folder, environment=environment, database=store.url) as running:
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


@pytest.fixture
def laptops(tmp_path: Path, environment: Environment) -> Iterator[Laptops]:
    """Real local copies, closed at the end."""
    made = Laptops(tmp_path, environment)
    yield made
    made.close_all()


@pytest.fixture
def laptop(tmp_path: Path, environment: Environment) -> Iterator[Callable[[], Laptop]]:
    made: list[Laptop] = []

    def make() -> Laptop:
        made.append(Laptop(tmp_path / f"laptop{len(made)}", environment))
        return made[-1]

    yield make
    for one in made:
        one.close()
