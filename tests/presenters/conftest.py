"""A practice copy for presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.presenters.asker import PlainAsker, Recorder
from ui.practice import make_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment


@pytest.fixture
def asker(environment: Environment, tmp_path: Path) -> Iterator[PlainAsker]:
    kit = make_copy(tmp_path, environment, 8)
    yield PlainAsker(kit, environment, tmp_path)
    kit.close()


@pytest.fixture
def view() -> Recorder:
    return Recorder()
