"""Fifty laptops come back to a network in the same moment, each with its evening."""

from __future__ import annotations

import http.client
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

from organiser_kit.environment import Environment
from organiser_kit.oplog.op import SCHEMA, Op, encode
from sync.packing import ZSTD, pack
from sync.protocol import PushRequest
from tests.benchmarks.bars import bar, in_turn, say
from tests.benchmarks.serving import Place, enrol, running, served
from tests.benchmarks.workload import evening
from tests.sync.fakes import Author

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.benchmark

LAPTOPS = 50
FACTS, EDITS = 25, 5
RUNS = 7


@dataclass
class Laptop:
    """A device that only pushes, so that the server is measured and not fifty laptops on its machine.

    Attributes:
        cursor: how far it would have read its group, which begins with the group itself.
    """

    author: Author
    scope: str
    headers: dict[str, str]
    epoch: str
    cursor: int = 1

    def evening(self) -> list[Op]:
        """Return what it writes at one meeting."""
        return evening(self.author, self.scope, FACTS, EDITS)

    def request(self, ops: list[Op]) -> bytes:
        """Return the body of a push, which asks for what follows as every laptop does."""
        raw = [msgspec.Raw(encode(op)) for op in ops]
        cursors = {self.scope: self.cursor}
        self.cursor += len(ops)
        return pack(encode(PushRequest(epoch=self.epoch, schema=SCHEMA, ops=raw, cursors=cursors)), ZSTD)


@pytest.fixture
def addresses(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The kit's server and the floor's."""
    command = [sys.executable, "-m", "tests.benchmarks.floor", str(tmp_path / "floor")]
    with served(Place(tmp_path / "server")) as url, running(command) as first_line:
        yield url, first_line.removeprefix("listening on ")


def let_in(place: Place, url: str) -> list[Laptop]:
    """Return laptops that are enrolled, each in its group."""
    environment, laptops = Environment(), []
    for _ in range(LAPTOPS):
        author, group = Author(environment), environment.new_id()
        scope = f"g:{group}"
        place.seed(environment, [Author(environment).set("group", group, {"name": "G"}, scope=scope)])
        with httpx.Client(base_url=url) as web:
            epoch = enrol(web, author.device, place.code(environment, group))
            headers = {"Authorization": web.headers["Authorization"], "Content-Encoding": ZSTD}
        laptops.append(Laptop(author, scope, headers, epoch))
    return laptops


def at_once(url: str, path: str, requests: list[tuple[bytes, dict[str, str]]]) -> tuple[float, int]:
    """Send every request in one moment; return the seconds until all were taken, and how many waits."""
    start = threading.Barrier(len(requests) + 1)
    to = urlsplit(url)
    waits: list[float] = []

    def send(body: bytes, headers: dict[str, str]) -> None:
        start.wait()
        while True:
            line = http.client.HTTPConnection(str(to.hostname), to.port, timeout=60)
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            text = answer.read()
            line.close()
            if answer.status in (200, 204):
                assert text.count(b'"applied"') in (0, FACTS + EDITS)
                assert text.count(b'"seq":') in (0, FACTS + EDITS + 1)
                return
            assert answer.status == 503, (answer.status, text)
            waits.append(float(answer.headers["Retry-After"]))
            threading.Event().wait(waits[-1])

    with ThreadPoolExecutor(len(requests)) as pool:
        sent = [pool.submit(send, *request) for request in requests]
        start.wait()
        begun = time.perf_counter()
        for each in sent:
            each.result()
        return time.perf_counter() - begun, len(waits)


def test_fifty_laptops_at_once(tmp_path: Path, addresses: tuple[str, str]) -> None:
    url, floor_url = addresses
    laptops = let_in(Place(tmp_path / "server"), url)
    evenings: list[list[Op]] = []
    waits: list[int] = []

    def kit() -> float:
        evenings[:] = [laptop.evening() for laptop in laptops]
        requests = [
            (laptop.request(ops), laptop.headers) for laptop, ops in zip(laptops, evenings, strict=True)
        ]
        seconds, paced = at_once(url, "/sync/v1/push", requests)
        waits.append(paced)
        return seconds

    def floor() -> float:
        lines = [pack(b"\n".join(map(encode, ops)), ZSTD) for ops in evenings]
        return at_once(floor_url, "/", [(body, {}) for body in lines])[0]

    pair = in_turn(kit, floor, RUNS)
    name = f"{LAPTOPS} laptops pushing {FACTS + EDITS} operations at once"
    say(f"{name}: {pair}; told to wait: {sum(waits)} of {LAPTOPS * len(waits)}")
    bar(name, pair.ratio, 3, "× floor")
