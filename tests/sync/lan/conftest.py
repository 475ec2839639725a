"""Anne shares the practice group; Bob is there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.record import group_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from organiser_kit.services.practice import PracticeGroup
    from sync.lan.share import LanShare
    from tests.sync.rooms import Laptop


@pytest.fixture
def anne(laptop: Callable[[], Laptop]) -> Laptop:
    return laptop()


@pytest.fixture
def bob(laptop: Callable[[], Laptop]) -> Laptop:
    return laptop()


@pytest.fixture
def evening(anne: Laptop) -> PracticeGroup:
    return anne.do(lambda kit: kit.practice.create())


@pytest.fixture
def scope(evening: PracticeGroup) -> str:
    return group_scope(evening.group_id)


@pytest.fixture
def share(anne: Laptop, evening: PracticeGroup) -> Iterator[LanShare]:
    with anne.share() as share:
        yield share
