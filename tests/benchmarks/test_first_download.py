"""A new laptop reads a whole region: beside the floor, run in turn, each download in a fresh process."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING

import msgspec
import pytest

from organiser_kit.environment import Environment
from organiser_kit.oplog.op import encode
from sync.server.database import opened, snapshot
from sync.server.engines import engine_for
from sync.server.records import feeds
from tests.benchmarks.bars import Pair, bar, say, times
from tests.benchmarks.floor import fill
from tests.benchmarks.laptop import Outcome
from tests.benchmarks.serving import Place, running, served
from tests.benchmarks.workload import FACTS, MEETINGS, PEOPLE, REGION, REGION_SCOPE, region
from tests.repository import ROOT
from tests.sync.fakes import GROUP, SCOPE, Author

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.benchmark

ROWS = PEOPLE + MEETINGS + FACTS
RUNS = 5
_ALL = (1 << 62) - 1


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A server's database with a region in it, and the same rows as lines for the floor."""
    place, environment = Place(tmp_path_factory.mktemp("region")), Environment()
    group = {"name": "Groupe d’essai", "region_id": REGION}
    place.seed(environment, [Author(environment).set("group", GROUP, group, scope=SCOPE)])
    place.seed(environment, region())
    with opened(engine_for(place.folder, None), environment) as connection, snapshot(connection):
        rows = (row for feed in feeds(connection, REGION_SCOPE, 0, _ALL) for _, row in feed)
        fill(place.folder / "floor", ((row.record_id, encode(row)) for row in rows))
    return place


@pytest.fixture
def addresses(place: Place) -> Iterator[tuple[str, str]]:
    """The kit's server and the floor's."""
    floor = [sys.executable, "-m", "tests.benchmarks.floor", str(place.folder / "floor")]
    with served(place) as url, running(floor) as first_line:
        yield url, first_line.removeprefix("listening on ")


def download(folder: Path, url: str, code: str) -> Outcome:
    """Download everything in a fresh process."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.benchmarks.laptop", str(folder), url, code]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=Outcome)


def test_a_region_is_downloaded(place: Place, addresses: tuple[str, str], tmp_path: Path) -> None:
    url, floor_url = addresses
    environment = Environment()
    kit: list[Outcome] = []
    floor: list[Outcome] = []
    bare: list[Outcome] = []
    for number in range(RUNS):
        kit.append(download(tmp_path / f"kit{number}", url, place.code(environment, GROUP)))
        floor.append(download(tmp_path / f"floor{number}", floor_url, "floor"))
        bare.append(download(tmp_path / f"bare{number}", floor_url, "bare"))
    assert {run.rows for run in kit} == {ROWS + 1}
    assert {run.rows for run in floor + bare} == {ROWS}
    name = f"first download of {ROWS:,} rows"
    say(f"{name}: {kit[0].requests} requests, {kit[0].received:,} bytes; cpu {times([r.cpu for r in kit])}")
    say(f"the floor's cpu: {times([r.cpu for r in floor])}; one plain table: {times([r.cpu for r in bare])}")
    plain = Pair([run.seconds for run in kit], [run.seconds for run in bare])
    say(f"beside one plain table without index or encryption: {plain.ratio:.2f} × ({plain})")
    bar(f"{name}, bytes", kit[0].received / floor[0].received, 1.3, "× floor")
    bar(f"{name}, memory", median(run.memory for run in kit) / 1e6, 60, "MB more")
    pair = Pair([run.seconds for run in kit], [run.seconds for run in floor])
    bar(f"{name}, time", pair.ratio, 2, "× floor", f"({pair})")
