"""The daily work of one laptop, with its real local copy, and a server in a process of its own."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from organiser_kit.environment import Environment
from sync.client.wire import connection
from tests.benchmarks import floor
from tests.benchmarks.bars import bar, in_turn, say, times
from tests.benchmarks.organiser import Organiser, organiser
from tests.benchmarks.relay import Relay, relayed
from tests.benchmarks.serving import Place, running, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.benchmark

RUNS = 15
FACTS, EDITS = 25, 5


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[Organiser, Relay, str]]:
    """An organiser who is enrolled, through a relay that counts, and a way past it."""
    place, environment = Place(tmp_path / "server"), Environment()
    with (
        organiser(tmp_path / "laptop", environment) as laptop,
        served(place) as url,
        relayed(url) as relay,
    ):
        laptop.service.enrol(relay.url, place.code(environment, None))
        laptop.sync()
        laptop.sync()
        yield laptop, relay, url


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.fixture
def floor_url(tmp_path: Path) -> Iterator[str]:
    with running([sys.executable, "-m", "tests.benchmarks.floor", str(tmp_path / "floor")]) as first_line:
        yield first_line.removeprefix("listening on ")


def test_nothing_to_do(line: tuple[Organiser, Relay, str]) -> None:
    laptop, relay, url = line
    relay.reset()
    assert laptop.sync().requests == 1
    # The relay shares the laptop's process: time is taken without it.
    laptop.turn_to(url)
    seconds = [timed(laptop.sync) for _ in range(RUNS)]
    say(f"nothing to do: {relay.up} bytes up, {relay.down} down, with all headers; {times(seconds)}")
    bar("nothing to do, both ways", relay.up + relay.down, 1_024, "bytes")


def test_evening_push(line: tuple[Organiser, Relay, str], floor_url: str) -> None:
    laptop, relay, url = line
    bodies: list[bytes] = []
    requests, ups, downs = [], [], []

    def push() -> float:
        bodies[:] = laptop.hold_a_meeting(FACTS, EDITS)
        assert len(bodies) == FACTS + EDITS
        relay.reset()
        start = time.perf_counter()
        report = laptop.sync()
        seconds = time.perf_counter() - start
        assert (report.pushed, report.pulled) == (FACTS + EDITS, FACTS + EDITS)
        requests.append(report.requests)
        ups.append(relay.up)
        downs.append(relay.down)
        return seconds

    def least() -> float:
        start = time.perf_counter()
        with connection(floor_url, None) as web:
            web.base_url = httpx.URL(floor_url)
            floor.send(web, bodies)
        return time.perf_counter() - start

    for _ in range(3):
        push()
    up, down = max(ups), max(downs)
    laptop.turn_to(url)
    pair = in_turn(push, least, RUNS)
    name = f"evening push of {FACTS} facts and {EDITS} edits"
    say(f"{name}: {up:,} bytes up, {down:,} down, with all headers; {pair}")
    bar(f"{name}, requests", max(requests), 3, "")
    bar(f"{name}, up, with all headers", up, 3_000, "bytes")
    bar(f"{name}, time", pair.ratio, 5, "× floor")
