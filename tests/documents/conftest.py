"""A local copy to gather papers from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.kit import Kit, open_kit
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    """A plain copy with nothing in it."""
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    yield opened
    opened.close()


@pytest.fixture
def meeting_id(kit: Kit) -> str:
    """A meeting of 25 made-up people, four of whom have a role."""
    return kit.practice.create().meeting_ids[0]
