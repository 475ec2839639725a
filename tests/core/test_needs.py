"""The pad of a meeting: collect, count hands, choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from organiser_kit.kit import open_kit
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    """A plain copy with nothing in it."""
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    yield opened
    opened.close()


def test_needs_are_collected_counted_and_chosen(kit: Kit) -> None:
    meeting = kit.practice.create(people=1).meeting_ids[0]
    loop, network, robots = (
        kit.needs.add(meeting, text) for text in ("Boucles", " Sans   réseau ", "Robots")
    )
    assert kit.needs.add(meeting, "Sans réseau").id == network.id, "the same words are one need"

    kit.needs.count(network.id, 5)
    kit.needs.count(robots.id, 2)
    kit.needs.choose(robots.id, chosen=True)

    assert [(one.text, one.votes) for one in kit.needs.of(meeting)] == [
        ("Robots", 2),
        ("Sans réseau", 5),
        ("Boucles", 0),
    ]
    kit.needs.remove(loop.id)
    assert len(kit.needs.of(meeting)) == 2
    kit.needs.bring_back(loop.id)
    assert len(kit.needs.of(meeting)) == 3
    assert kit.needs.of(kit.meetings.all()[1].id) == ()


def test_what_is_no_need_and_no_number_is_refused(kit: Kit) -> None:
    meeting = kit.practice.create(people=1).meeting_ids[0]
    with pytest.raises(UserError):
        kit.needs.add(meeting, "  ")
    need = kit.needs.add(meeting, "Boucles")
    with pytest.raises(UserError):
        kit.needs.count(need.id, -1)
