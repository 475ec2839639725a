"""The window while a first download comes in: nobody may feel that it works.

The server is a process of its own, and the window has its real threads. Idle gaps of the same run stand
beside the busy ones: on a machine that others use, they tell what is not the kit's.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer

from organiser_kit.environment import Environment
from organiser_kit.services import made_up
from tests.benchmarks.figures import Figures, report
from tests.benchmarks.serving import Place, served
from tests.benchmarks.workload import person, presence
from tests.gui.journeys.threaded import threaded_desk, until
from tests.sync.fakes import GROUP, SCOPE, Author
from ui.navigation import Route
from ui.pages.syncing.page import SyncPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.oplog.op import Op

pytestmark = pytest.mark.benchmark

PEOPLE, PRESENCES = 25_000, 52_000
FELT_MS = 50.0
"""A gap between two turns of the event loop that somebody who types would feel."""

_TICK_MS = 5


class Gaps:
    """Milliseconds between two turns of the event loop."""

    def __init__(self) -> None:
        self.values: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Gaps:
        self._last = time.perf_counter()
        self._timer.start(_TICK_MS)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.values.append((now - self._last) * 1000)
        self._last = now


def a_region_in_one_group(environment: Environment) -> Iterator[Op]:
    """Return 77,000 rows and the group they belong to."""
    author = Author(environment)
    yield author.group()
    some = []
    for number, name in enumerate(islice(made_up.names(environment.chance), PEOPLE)):
        some.append(environment.new_id())
        yield author.set("person", some[-1], person(number, name, GROUP), scope=SCOPE)
    meeting = environment.new_id()
    for number in range(PRESENCES):
        seen = presence(environment, meeting, some[number % PEOPLE], author.device)
        yield author.fact(environment.new_id(), values=seen, scope=SCOPE)


def test_the_window_answers_while_a_region_comes_in(qapp: object, tmp_path: Path) -> None:
    del qapp
    environment = Environment.seeded(datetime(2026, 11, 24, 17, 25, tzinfo=UTC))
    place = Place(tmp_path / "server")
    place.seed(environment, a_region_in_one_group(environment))
    with served(place) as url, threaded_desk(environment, tmp_path / "laptop") as desk:
        desk.workspace.go(Route("sync"))
        page = desk.workspace.navigator.page("sync")
        assert isinstance(page, SyncPage)
        with Gaps() as idle:
            end = time.perf_counter() + 2
            until(lambda: time.perf_counter() > end)
        page.pairing.url.setText(url)
        # The server lives by the clock of the machine, and a code lives a day.
        page.pairing.code.setText(place.code(Environment(), GROUP))
        start = time.perf_counter()
        with Gaps() as busy:
            page.pairing.pair_button.click()
            until(lambda: page.status.title == "Everything is up to date")
        seconds = time.perf_counter() - start
        busy_figures = Figures(busy.values)
        rows = PEOPLE + PRESENCES + 1
        report(
            f"window, {rows:,} rows in {seconds:.1f} s",
            busy_figures,
            goal=f"max ≤ {FELT_MS:.0f} ms",
        )
        report("window, nothing going on", Figures(idle.values))
        assert max(busy.values) <= FELT_MS
