"""Anything in any order, on real files and both engines: the invariants hold when the dust has settled."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from organiser_kit.oplog.op import SCHEMA
from tests.sync.model.fleet import START
from tests.sync.model.laptop import Laptop, imitate
from tests.sync.model.many_groups import ManyGroups

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

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
    run_state_machine_as_test(lambda: ManyGroups(database), settings=runs)  # type: ignore[arg-type]


def test_an_older_laptop_of_the_model_writes_as_its_version_did_until_it_is_updated(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "copy", START, 1, schema=1)
    try:
        laptop.kit.plan.new_group("Groupe d’essai")
        assert {written.op.schema for written in laptop.written()} == {1}
        before = {written.op.id for written in laptop.written()}
        laptop.update()
        laptop.kit.plan.new_group("Un autre groupe")
        assert {written.op.schema for written in laptop.written() if written.op.id not in before} == {SCHEMA}
    finally:
        laptop.close()
        imitate(SCHEMA)
