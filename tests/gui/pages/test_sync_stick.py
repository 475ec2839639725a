"""A stick between two laptops that no network joins, from the synchronisation's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.facade import SyncService
from tests.gui.pages.desk import click
from tests.gui.pages.test_sync_page import another_laptop, page

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit
    from tests.gui.pages.desk import Desk
    from ui.pages.syncing.page import SyncPage

__all__ = ["page"]


def names(kit: Kit) -> set[str]:
    return {person.given_name for person in kit.people.all()}


def test_what_one_laptop_writes_another_one_reads(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with another_laptop(desk, tmp_path) as other:
        desk.practice.stop()
        desk.kit.people.add(desk.kit.meetings.groups()[0].id, family_name="Exemple", given_name="Par-la-Clé")
        proposed: list[str] = []

        def choose(_: object, name: str) -> Path:
            proposed.append(name)
            return stick / name

        page.nearby.choose_new = choose
        click(page.nearby.card.write_button)
        assert proposed == ["organiser-kit-2026-11-24.okb"], "a day, and nobody's name"
        assert "You may remove the stick" in page.notice.sentence
        (file,) = stick.iterdir()

        report = SyncService(lambda job: job(other.replica), other.environment).import_bundle(file)
        assert report.new > 0
        assert "Par-la-Clé" in names(other)

        other.people.add(other.meetings.groups()[0].id, family_name="Exemple", given_name="En-Retour")
        back = stick / "retour.okb"
        SyncService(lambda job: job(other.replica), other.environment).export_bundle(back)
        page.nearby.choose_file = lambda _: back
        click(page.nearby.card.read_button)
        assert "En-Retour" in names(desk.kit)
        assert "taken from the stick" in page.notice.sentence
        assert page.exchanges.model.index(0, 1).data() == "USB stick"

        click(page.nearby.card.read_button)
        assert "Nothing new" in page.notice.sentence, "taken twice, it counts once"


def test_a_file_that_is_none_is_said_and_the_buttons_come_back(
    desk: Desk, page: SyncPage, tmp_path: Path
) -> None:
    del desk
    file = tmp_path / "photo.okb"
    file.write_bytes(b"not a bundle")
    page.nearby.choose_file = lambda _: file
    click(page.nearby.card.read_button)
    assert page.notice.sentence
    assert "remove the stick" not in page.notice.sentence
    assert page.nearby.card.read_button.isEnabled()


def test_a_stick_that_is_gone_is_said(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    del desk
    page.nearby.choose_new = lambda _, name: tmp_path / "gone" / name
    click(page.nearby.card.write_button)
    assert page.notice.sentence
    assert "may remove" not in page.notice.sentence
    assert page.nearby.card.write_button.isEnabled()
