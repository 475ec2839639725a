"""How many operations a second the server takes, over the network stack of this machine, on each database.

Both are measured in one run with the durability of service, one laptop alone and then several at once, beside
the floor: the same rows, as JSON lines in one request, put into SQLite in one transaction.
"""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import msgspec
import pytest

from organiser_kit.environment import Environment
from organiser_kit.oplog.op import SCHEMA, Op, encode
from sync.packing import ZSTD, pack, unpack
from tests.benchmarks.bars import say
from tests.benchmarks.serving import Place, enrol, served
from tests.sync.fakes import Author
from tests.sync.postgresql import cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.sync.postgresql import Cluster

pytestmark = pytest.mark.benchmark

BATCH = 250
BATCHES = 20
LAPTOPS = 8
GOAL = 2_000
_ATTENDANCE = {"meeting_id": "m" * 36, "kind": "check_in", "method": "qr", "device_id": "d" * 36}


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster(durable=True) as running:
        yield running


@dataclass
class Laptop:
    """A device with batches ready to send, so that only the server is measured."""

    web: httpx.Client
    bodies: list[bytes]

    def send(self) -> int:
        """Push everything and return how many operations were applied."""
        applied = 0
        for body in self.bodies:
            answer = self.web.post("/sync/v1/push", content=body, headers={"Content-Encoding": ZSTD})
            assert answer.status_code == 200, answer.text
            applied += answer.text.count('"applied"')
        return applied


def evening(author: Author, scope: str, batches: int) -> list[list[Op]]:
    """Return presences with one edit in ten, in batches."""

    def one(number: int) -> Op:
        record_id = author.environment.new_id()
        if number % 10 == 9:
            values = {"family_name": "Exemple", "given_name": f"Numéro {number}", "phone": "0600000000"}
            return author.set("person", record_id, values, scope=scope)
        at = {"at": author.environment.now().isoformat(), "person_id": author.environment.new_id()}
        return author.fact(record_id, scope=scope, values=_ATTENDANCE | at)

    return [[one(number) for number in range(BATCH)] for _ in range(batches)]


def let_in(stack: ExitStack, place: Place, addresses: list[str], scopes: int) -> list[Laptop]:
    """Return laptops spread over ``scopes`` groups and over the servers, each with its batches."""
    environment = Environment()
    groups = [environment.new_id() for _ in range(scopes)]
    laptops = []
    for number in range(LAPTOPS):
        group, author = groups[number % scopes], Author(environment)
        scope = f"g:{group}"
        place.seed(environment, [Author(environment).set("group", group, {"name": "G"}, scope=scope)])
        web = stack.enter_context(httpx.Client(base_url=addresses[number % len(addresses)], timeout=60))
        epoch = enrol(web, author.device, place.code(environment, group))
        messages = (
            {"epoch": epoch, "schema": SCHEMA, "ops": [msgspec.Raw(encode(op)) for op in batch]}
            for batch in evening(author, scope, BATCHES // 4 if number else BATCHES)
        )
        laptops.append(Laptop(web, [pack(msgspec.json.encode(message), ZSTD) for message in messages]))
    return laptops


def floor(folder: Path) -> float:
    """Return how many of the same operations a second bare SQLite takes in one transaction."""
    batches = evening(Author(Environment()), "g:floor", BATCHES)
    lines = pack(b"\n".join(encode(op) for batch in batches for op in batch), ZSTD)
    with closing(sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE op (id TEXT PRIMARY KEY, body TEXT)")
        start = time.perf_counter()
        rows = [(msgspec.json.decode(line)["op"], line) for line in unpack(lines, ZSTD, 1 << 30).splitlines()]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO op VALUES (?, ?)", rows)
        connection.execute("COMMIT")
        return len(rows) / (time.perf_counter() - start)


def speed(work: Callable[[], int]) -> float:
    """Return operations a second."""
    start = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - start)


def measure(folder: Path, url: str | None, workers: int, scopes: int) -> tuple[float, float]:
    """Return operations a second from one laptop alone, and from the others together."""
    place = Place(folder, url)
    with ExitStack() as stack:
        addresses = [stack.enter_context(served(place)) for _ in range(workers)]
        first, *others = let_in(stack, place, addresses, scopes)
        alone = speed(first.send)
        with ThreadPoolExecutor(len(others)) as pool:
            together = speed(lambda: sum(pool.map(Laptop.send, others)))
    return alone, together


def test_operations_a_second(tmp_path: Path, postgresql: Cluster) -> None:
    bare = floor(tmp_path)
    say(f"floor, the same rows into bare SQLite at once: {bare:,.0f} operations/s")
    sqlite = measure(tmp_path / "sqlite", None, 1, LAPTOPS)
    tell("SQLite, 1 process", sqlite, bare)
    for workers, scopes in ((1, LAPTOPS), (2, LAPTOPS), (2, 1)):
        with postgresql.database() as url:
            figures = measure(tmp_path / f"pg{workers}{scopes}", url, workers, scopes)
        tell(f"PostgreSQL, {workers} process(es), {scopes} group(s)", figures, bare)
        assert min(figures) > 0
    assert min(sqlite) >= GOAL


def tell(name: str, figures: tuple[float, float], bare: float) -> None:
    """Print one line for one way to serve."""
    alone, together = figures
    say(
        f"{name}, batches of {BATCH}: {alone:,.0f} operations/s alone (floor ÷ {bare / alone:.1f}), "
        f"{together:,.0f} from {LAPTOPS - 1} at once"
    )
