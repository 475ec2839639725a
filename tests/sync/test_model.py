"""Anything in any order, on real files and both engines: the invariants hold when the dust has settled."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.model.wide_fleet import WideFleet

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.sync.postgresql import Cluster

RUNS = settings(
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    # Making a failure smaller takes minutes; its steps are printed as they were.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_fleet_of_laptops_always_settles(engine: str, request: pytest.FixtureRequest) -> None:
    database: Callable[[], AbstractContextManager[str | None]] = nullcontext
    if engine == "postgresql":
        running: Cluster = request.getfixturevalue("postgresql")
        database = running.database
    runs = settings(RUNS, max_examples=request.config.getoption("examples"))
    # Any factory will do; the annotation knows classes only.
    run_state_machine_as_test(lambda: WideFleet(database), settings=runs)  # type: ignore[arg-type]
