"""What asks for a person on the synchronisation's page, made by a real server and a real second laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from tests.gui.pages.desk import button_called, click
from tests.gui.pages.desk import desk as make_desk
from tests.gui.pages.test_sync_page import another_laptop, exchange, page, shown_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from tests.gui.pages.desk import Desk
    from ui.pages.syncing.page import SyncPage

__all__ = ["page"]
CROWD, GONE = 40, 30


@pytest.fixture
def desk(qapp: object, environment: Environment, tmp_path: Path) -> Iterator[Desk]:
    """A window over a group large enough for a loss that nobody means."""
    with make_desk(environment, tmp_path, CROWD) as made:
        yield made


def lose_many(desk: Desk, page: SyncPage, folder: Path) -> None:
    """Have another laptop delete most of the group, and read what the server then says."""
    with another_laptop(desk, folder) as other:
        for person in other.people.all()[:GONE]:
            other.people.delete(person.id)
        exchange(other)
    click(page.status.sync_button)
    desk.settle()


def test_a_mass_deletion_is_asked_and_refused(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    lose_many(desk, page, tmp_path)
    assert len(desk.kit.people.all()) == CROWD, "nobody goes before somebody says so"
    assert desk.pill == "Removals to confirm"
    (banner,) = page.alerts.banners
    assert f"of the {CROWD} people" in banner.sentence
    assert [made.text() for made in banner.findChildren(QPushButton)] == [
        "Keep them for now",
        "Remove these people",
    ]
    click(button_called(banner, "Keep them for now"))
    click(page.status.sync_button)
    desk.settle()
    assert len(desk.kit.people.all()) == CROWD
    assert page.alerts.banners == (), "asked once"


def test_a_mass_deletion_is_asked_and_accepted(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    lose_many(desk, page, tmp_path)
    (banner,) = page.alerts.banners
    click(button_called(banner, "Remove these people"))
    desk.settle()
    assert len(desk.kit.people.all()) == CROWD - GONE
    assert page.alerts.banners == ()
    assert desk.pill.startswith("Up to date")


def test_a_laptop_that_was_put_out_is_told_and_can_be_paired_again(desk: Desk, page: SyncPage) -> None:
    server = desk.practice.start()
    identity, group = desk.kit.replica.identity(), desk.kit.meetings.groups()[0].id
    server.revoke(identity.device_id)  # type: ignore[attr-defined]
    click(page.status.sync_button)
    desk.settle()
    (banner,) = page.alerts.banners
    assert "no longer lets this laptop in" in banner.sentence
    assert desk.kit.people.all() == []
    assert page.pairing.isVisible()

    page.pairing.url.setText(server.url)
    page.pairing.code.setText(server.enrol_code(group))
    click(page.pairing.pair_button)
    desk.settle()
    assert page.alerts.banners == ()
    assert not page.pairing.isVisible()
    assert len(desk.kit.people.all()) == CROWD


def test_a_laptop_that_was_put_out_saves_what_it_never_sent(
    desk: Desk, page: SyncPage, tmp_path: Path
) -> None:
    server = desk.practice.start()
    desk.kit.people.add(desk.kit.meetings.groups()[0].id, family_name="Exemple", given_name="Jamais-Envoyé")
    server.revoke(desk.kit.replica.identity().device_id)  # type: ignore[attr-defined]
    click(page.status.sync_button)
    desk.settle()
    page.nearby.choose_new = lambda _, name: tmp_path / name
    (banner,) = page.alerts.banners
    click(button_called(banner, "Save what was never sent…"))
    desk.settle()
    assert "1 change, which only the server can open" in page.notice.sentence
    (file,) = tmp_path.glob("*.okb")
    assert b"Jamais" not in file.read_bytes()
    assert desk.kit.sync_state().pending == 1, "a file is no answer: it waits on"


def test_the_laptops_of_the_group_are_on_the_page(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    with another_laptop(desk, tmp_path):
        click(page.status.sync_button)
        desk.settle()
        words = shown_words(page)
    assert "(this laptop)" in words
    assert len(page.devices.lines) == 2
