"""A venue with a bad line: 50 kbit/s, 800 ms there and back, one packet in twenty lost, real TCP."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import Environment
from tests.benchmarks.bad_line import HERE, Outcome, device, over_bad_line
from tests.benchmarks.bars import bar, say
from tests.benchmarks.organiser import organiser
from tests.benchmarks.serving import Place, served

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.benchmark

FACTS, EDITS = 250, 30
RUNS = 5


def evening_over_the_line(folder: Path, seed: int) -> Outcome:
    """Hold a meeting without a network, then exchange over the bad line."""
    place, environment = Place(folder / "server"), Environment()
    with device("kit-there", HERE) as far_end, served(place, "0.0.0.0") as url:
        with organiser(folder / "laptop", environment) as laptop:
            laptop.service.enrol(url, place.code(environment, None))
            laptop.sync()
            laptop.sync()
            laptop.hold_a_meeting(FACTS, EDITS)
        return over_bad_line(far_end, folder / "laptop", seed)


def test_an_evening_goes_through_a_bad_line(tmp_path: Path) -> None:
    runs = [evening_over_the_line(tmp_path / str(seed), seed) for seed in range(RUNS)]
    for run in runs:
        say(f"{run.seconds:.1f} s, {run.requests} requests, {run.lost} of {run.packets} packets lost")
        assert (run.problem, run.pushed) == (None, FACTS + EDITS)
    name = f"venue, {FACTS} facts and {EDITS} edits"
    # The connection is a journey too.
    bar(f"{name}, round trips", max(run.requests for run in runs) + 1, 6, "")
    bar(f"{name}, median of {RUNS}", median(run.seconds for run in runs), 30, "s")
