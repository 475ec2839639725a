"""What the tests of pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gui.pages.desk import desk as make_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from tests.gui.pages.desk import Desk


@pytest.fixture
def desk(qapp: object, environment: Environment, tmp_path: Path) -> Iterator[Desk]:
    """A window over a practice copy of twelve people."""
    with make_desk(environment, tmp_path) as made:
        yield made
