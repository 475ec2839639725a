"""Laptop and server as real processes, killed without warning again and again: nothing is lost or doubled.

``make torture`` kills as often as it is told.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from organiser_kit.environment import SeededChance
from tests.sync.killing.evening import Evening, Victim

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.sync.conftest import Store

VICTIMS = tuple(Victim)


def test_i14_killed_at_any_moment_laptop_and_server_lose_and_double_nothing(
    store: Store, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    cycles = pytestconfig.getoption("cycles")
    chance = SeededChance(cycles)
    with closing(Evening(store, tmp_path)) as evening:
        for cycle in range(cycles):
            evening.live(VICTIMS[cycle % len(VICTIMS)], chance)
            evening.check()
        # The kills must have met laptops at work.
        assert len(evening.promised()) > cycles
        evening.check_newcomer(tmp_path / "newcomer")
