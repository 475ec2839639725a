"""Export, a person's file and the backup, where a person looks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gui.pages.desk import click
from ui.dialogs.import_file import ImportDialog
from ui.dialogs.new_passphrase import NewPassphraseDialog
from ui.navigation import Route
from ui.pages.closing.page import ClosingStep
from ui.pages.groups.page import GroupsPage
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.people.page import PeoplePage
from ui.pages.privacy.page import PrivacyPage
from ui.pages.registrations.page import RegistrationsStep
from ui.pages.settings.page import SettingsPage
from ui.pages.venues.page import VenuesPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from organiser_kit.services.exports import Thing
    from tests.gui.pages.desk import Desk


@pytest.mark.parametrize(
    ("place", "kind"), [("meetings", MeetingsPage), ("people", PeoplePage), ("venues", VenuesPage)]
)
def test_a_page_writes_what_it_lists(
    desk: Desk, tmp_path: Path, place: str, kind: type[MeetingsPage | PeoplePage | VenuesPage]
) -> None:
    desk.workspace.go(Route(place))  # type: ignore[arg-type]
    page = desk.page(place, kind)  # type: ignore[arg-type]
    asked: list[Thing] = []

    def choose(_: object, thing: Thing, name: str) -> Path:
        asked.append(thing)
        return tmp_path / name

    page.choose_export = choose
    assert page.export_button.accessibleName() or page.export_button.text()
    click(page.export_button)
    assert [thing.value for thing in asked] == [place]
    assert (tmp_path / f"organiser-kit-{place}-2026-11-24.csv").exists()
    page.choose_export = lambda *_: None
    click(page.export_button)


def test_the_list_of_a_meeting_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "registrations"))
    step = desk.page("meeting", MeetingPage).steps["registrations"]
    assert isinstance(step, RegistrationsStep)
    step.choose_export = lambda _, _thing, name: tmp_path / name
    click(step.export_button)
    assert step.export_button.accessibleName()
    assert (tmp_path / "organiser-kit-attendance-2026-11-24.csv").exists()


def test_the_members_of_one_group_are_written(desk: Desk, tmp_path: Path) -> None:
    other = desk.kit.plan.new_group("Un autre groupe")
    desk.kit.people.add(other.id, family_name="Fictif-Ailleurs", given_name="Noé")
    desk.workspace.go(Route("groups"))
    page = desk.page("groups", GroupsPage)
    page.presenter.choose(other.id)
    page.choose_export = lambda _, _thing, name: tmp_path / name
    click(page.export_button)
    written = (tmp_path / "organiser-kit-people-2026-11-24.csv").read_text(encoding="utf-8-sig")
    assert len(written.splitlines()) == 2
    assert "Fictif-Ailleurs" in written


def test_who_came_is_written_where_the_evening_is_closed(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "close"))
    step = desk.page("meeting", MeetingPage).steps["close"]
    assert isinstance(step, ClosingStep)
    assert step.export_button.accessibleName()
    step.choose_export = lambda _, _thing, name: tmp_path / name
    click(step.export_button)
    written = (tmp_path / "organiser-kit-attendance-2026-11-24.csv").read_text(encoding="utf-8-sig")
    assert len(written.splitlines()) == 1 + len(desk.entries())


@pytest.mark.parametrize(("place", "kind"), [("people", PeoplePage), ("groups", GroupsPage)])
def test_people_come_in_where_they_are_listed(
    desk: Desk, tmp_path: Path, place: str, kind: type[PeoplePage | GroupsPage]
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Nom;Prénom\nExemple;Zoé\n", encoding="utf-8")
    desk.workspace.go(Route(place))  # type: ignore[arg-type]
    desk.workspace.files.choose_files = lambda _: (file,)
    click(desk.page(place, kind).import_button)  # type: ignore[arg-type]
    assert isinstance(desk.workspace.files.dialog, ImportDialog)


def test_everything_kept_needs_somebody_selected(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.go(Route("people"))
    page = desk.page("people", PeoplePage)
    assert not page.kept_button.isEnabled()
    page.table.selectRow(0)
    page.choose_folder = lambda _: tmp_path / "out"
    click(page.kept_button)
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_the_copy_is_backed_up_from_the_settings(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.go(Route("settings"))
    page = desk.page("settings", SettingsPage)
    page.choose_backup = lambda _, name: tmp_path / name
    click(page.backup_button)
    assert (tmp_path / "organiser-kit-2026-11-24.okbackup").exists()
    assert page.backup_button.isEnabled()
    page.choose_backup = lambda _, name: tmp_path / "organiser-kit-2026-11-24.okbackup" / name
    click(page.backup_button)
    assert "cannot be written" in page.notice.sentence


def test_a_new_passphrase_is_typed_twice(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("Backup", "", "Back up")
    qtbot.addWidget(dialog)
    given: list[str] = []
    dialog.given.connect(given.append)
    dialog.show()
    for first, second, words in (("court", "court", "at least 8"), ("quatre mots", "autres mots", "differ")):
        dialog.passphrase.setText(first)
        dialog.repeated.setText(second)
        click(dialog.act_button)
        assert words in dialog.problem
    dialog.repeated.setText("quatre mots")
    click(dialog.act_button)
    assert given == ["quatre mots"]


def test_pictures_that_only_this_laptop_holds_are_saved_when_the_group_is_handed_over(
    desk: Desk, tmp_path: Path
) -> None:
    desk.workspace.go(Route("groups"))
    page = desk.page("groups", GroupsPage)
    assert page.hand_over.pictures_button.isHidden()
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff made up")
    desk.kit.evidence.keep(desk.kit.sheets.prepare(desk.meeting_id).id, 1, photo)
    desk.workspace.go(Route("home"))
    desk.workspace.go(Route("groups"))
    page.choose_folder = lambda _: None
    click(page.hand_over.pictures_button)
    page.choose_folder = lambda _: tmp_path / "out"
    click(page.hand_over.pictures_button)
    assert [file.read_bytes() for file in (tmp_path / "out").iterdir()] == [photo.read_bytes()]


def test_pictures_whose_group_has_left_are_saved_from_the_page_of_privacy(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.go(Route("privacy"))
    page = desk.page("privacy", PrivacyPage)
    assert page.pictures_button.isHidden()
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff made up")
    desk.kit.evidence.keep(desk.kit.sheets.prepare(desk.meeting_id).id, 1, photo)
    scope = desk.kit.meetings.groups()[0].scope
    desk.kit.evidence.outlive(scope)
    desk.kit.replica.recovery.leave(scope)
    desk.workspace.go(Route("home"))
    desk.workspace.go(Route("privacy"))
    assert page.pictures.text().startswith("1 picture of a signed sheet stays here, encrypted, until ")
    page.choose_folder = lambda _: tmp_path / "out"
    click(page.pictures_button)
    assert [file.read_bytes() for file in (tmp_path / "out").iterdir()] == [photo.read_bytes()]
