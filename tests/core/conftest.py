"""An open local copy with a practice group in it."""

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
    from organiser_kit.services.practice import PracticeGroup


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    """An empty, plain copy."""
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    yield opened
    opened.close()


@pytest.fixture
def practice(kit: Kit) -> PracticeGroup:
    """25 made-up people registered at a pair of meetings."""
    return kit.practice.create()


@pytest.fixture
def meeting_id(practice: PracticeGroup) -> str:
    """The first meeting of the practice pair."""
    return practice.meeting_ids[0]
