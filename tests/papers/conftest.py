"""Evenings of several sizes, each made once, and how much of the matrix is gone through."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from organiser_kit.papers.registry import PRINTABLES
from tests.papers.evening import open_evening
from tests.papers.matrix import everything, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.papers.evening import Evening

NOW = datetime(2026, 11, 10, 17, 25, tzinfo=UTC)


@pytest.fixture(scope="session")
def evening_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Evening]]:
    """Return the evening of so many people."""
    made: dict[int, Evening] = {}

    def evening(people: int) -> Evening:
        if people not in made:
            made[people] = open_evening(tmp_path_factory.mktemp(f"evening-{people}"), people, NOW)
        return made[people]

    yield evening
    for one in made.values():
        one.kit.close()


@pytest.fixture(scope="session")
def evening(evening_of: Callable[[int], Evening]) -> Evening:
    """The evening of 25 people."""
    return evening_of(25)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give ``case`` and ``paper`` their values: every paper of the registry, whoever put it there."""
    if "case" in metafunc.fixturenames:
        chosen = everything if metafunc.config.getoption("--every-paper") else sample
        cases = [case for name in PRINTABLES for case in chosen(name)]
        metafunc.parametrize("case", cases, ids=str)
    if "paper" in metafunc.fixturenames:
        metafunc.parametrize("paper", sorted(PRINTABLES))
