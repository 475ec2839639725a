"""Editions of kits that came with an exchange."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from assets.paths import asset
from organiser_kit.i18n import using
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.preparation import KitEdition
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment

NAME = "module-1-meeting-1"


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    """A plain copy with nothing in it, spoken to in English."""
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    with using("en"):
        yield opened
    opened.close()


def text(version: int, said: str) -> str:
    shipped = asset("kits", f"{NAME}.toml").read_text("utf-8")
    return shipped.replace("version = 1", f"version = {version}").replace("Print and cut out", said)


def come(kit: Kit, version: int, body: str, digest: str = "") -> None:
    """Write an edition as an exchange would."""
    half = len(body) // 2
    with kit.checklists._store.writer.action() as action:  # noqa: SLF001 - what a sync brings
        action.add(
            KitEdition(
                id=kit.environment.new_id(),
                scope=kit.meetings.all()[0].meeting.scope,
                name=NAME,
                version=version,
                licence="CC-BY-4.0",
                body=(body[:half], body[half:]),
                digest=digest or sha256(body.encode()).hexdigest(),
            )
        )


def cards(kit: Kit, meeting: str) -> str:
    tasks = kit.checklists.of(meeting, "en").tasks
    return next(one.text for one in tasks if one.key == "robot-cards")


def test_the_highest_edition_that_came_is_used_and_ticks_stay(kit: Kit) -> None:
    meeting = kit.practice.create(people=3).meeting_ids[0]
    kit.checklists.tick(meeting, "robot-cards")
    come(kit, 3, text(3, "Laminate"))
    come(kit, 2, text(2, "Draw"))

    assert cards(kit, meeting).startswith("Laminate")
    done = next(one for one in kit.checklists.of(meeting, "en").tasks if one.key == "robot-cards")
    assert done.is_done, "what was ticked stays ticked when the sentence was corrected"


def test_an_older_edition_changes_nothing(kit: Kit) -> None:
    meeting = kit.practice.create(people=3).meeting_ids[0]
    come(kit, 0, text(0, "Draw"))

    assert cards(kit, meeting).startswith("Print and cut out")


def test_what_is_not_what_was_sent_is_told_and_never_used(kit: Kit) -> None:
    meeting = kit.practice.create(people=3).meeting_ids[0]
    come(kit, 5, text(5, "Burn"), digest="0" * 64)
    come(kit, 6, "format = 1\nname = ")

    assert cards(kit, meeting).startswith("Print and cut out")
    digest, broken = kit.meeting_kits().refused
    assert digest.startswith(f"The edition 5 of the kit “{NAME}” is not what was sent")
    assert broken.startswith(f"“{NAME}, edition 6”, which came with an exchange, was left aside.")


def test_an_edition_is_told_once(kit: Kit) -> None:
    kit.practice.create(people=3)
    come(kit, 2, text(2, "Draw"))
    come(kit, 3, text(3, "Burn"), digest="0" * 64)

    assert kit.kit_editions.unseen() == (f"{NAME}, edition 2",)
    kit.kit_editions.mark_seen()
    assert kit.kit_editions.unseen() == ()
    come(kit, 4, text(4, "Laminate"))
    assert kit.kit_editions.unseen() == (f"{NAME}, edition 4",)
