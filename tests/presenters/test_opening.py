"""From the folder to the open copy."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from ui.jobs import InlineRunner
from ui.pages.opening.presenter import OpeningPresenter

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from tests.presenters.asker import Recorder

SECRET = "quatre mots pour ouvrir"


@pytest.fixture
def opening(environment: Environment, tmp_path: Path, view: Recorder) -> OpeningPresenter:
    return OpeningPresenter(InlineRunner(environment.clock), environment, tmp_path / "kit", view)


def close(view: Recorder) -> None:
    view.last("opened").close()


def test_an_empty_folder_offers_to_begin(opening: OpeningPresenter, view: Recorder) -> None:
    opening.open()
    assert view.last("show_first_run") == ""


def test_a_group_and_a_passphrase_make_an_encrypted_copy(
    opening: OpeningPresenter, view: Recorder, tmp_path: Path
) -> None:
    opening.create("Groupe d’exemple", SECRET)
    kit = view.last("opened")
    assert [group.name for group in kit.meetings.groups()] == ["Groupe d’exemple"]
    close(view)
    assert b"SQLite format" not in (tmp_path / "kit" / local_copy.DATABASE_NAME).read_bytes()[:16]


@pytest.mark.parametrize(("name", "secret"), [(" ", SECRET), ("Groupe", "court")])
def test_what_is_missing_is_said_and_nothing_is_made(
    opening: OpeningPresenter, view: Recorder, tmp_path: Path, name: str, secret: str
) -> None:
    opening.create(name, secret)
    assert view.last("show_first_run")
    assert not (tmp_path / "kit").exists()


def test_a_wrong_passphrase_is_asked_again(opening: OpeningPresenter, view: Recorder) -> None:
    opening.create("Groupe", SECRET)
    close(view)
    opening.open()
    assert view.last("show_passphrase") == ""
    opening.open("mauvaise phrase")
    assert "does not open" in view.last("show_passphrase")
    opening.open(SECRET)
    assert view.count("opened") == 2
    close(view)


def test_a_damaged_copy_is_explained_and_left_alone(
    opening: OpeningPresenter, view: Recorder, environment: Environment, tmp_path: Path
) -> None:
    folder = tmp_path / "kit"
    local_copy.create(folder, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    file = folder / local_copy.DATABASE_NAME
    file.write_bytes(b"no database at all" * 1000)
    before = file.read_bytes()
    opening.open()
    trouble = view.last("show_trouble")
    assert trouble.title == "The local copy is damaged"
    assert trouble.sentence
    assert file.read_bytes() == before


def test_a_wrong_passphrase_in_the_surroundings_is_asked_at_the_keyboard(
    opening: OpeningPresenter, view: Recorder, environment: Environment
) -> None:
    opening.create("Groupe", SECRET)
    close(view)
    environment.variables["ORGANISER_KIT_PASSPHRASE"] = "mauvaise phrase"  # type: ignore[index]
    opening.open()
    assert "does not open" in view.last("show_passphrase")
    assert view.count("show_trouble") == 0
    opening.open(SECRET)
    assert view.count("opened") == 2
    close(view)


def test_an_empty_passphrase_is_not_tried(opening: OpeningPresenter, view: Recorder) -> None:
    opening.create("Groupe", SECRET)
    close(view)
    opening.open("")
    assert view.last("show_passphrase") == "Type the passphrase."


@pytest.fixture
def backup(opening: OpeningPresenter, view: Recorder, tmp_path: Path) -> Path:
    """A backup of a copy with one group; the copy itself is gone."""
    opening.create("Groupe sauvé", SECRET)
    file = tmp_path / "copy.okbackup"
    view.last("opened").back_up(file, passphrase=None, keyring=NoKeyring())
    close(view)
    shutil.rmtree(tmp_path / "kit")
    return file


def test_a_backup_is_put_back_before_there_is_a_copy(
    opening: OpeningPresenter, view: Recorder, backup: Path
) -> None:
    opening.restore(backup)
    assert view.last("show_backup_passphrase") == ""
    opening.restore_with("autre phrase")
    assert "does not open the backup" in view.last("show_backup_passphrase")
    opening.restore_with(SECRET)
    kit = view.last("opened")
    assert [group.name for group in kit.meetings.groups()] == ["Groupe sauvé"]
    assert view.last("tell_restored") == ()
    close(view)


def test_a_damaged_copy_gives_way_to_a_backup_and_it_is_said_where_it_went(
    opening: OpeningPresenter, view: Recorder, backup: Path, tmp_path: Path
) -> None:
    opening.create("Autre groupe", SECRET)
    close(view)
    (tmp_path / "kit" / local_copy.DATABASE_NAME).write_bytes(b"damaged" * 1000)
    opening.restore(backup)
    opening.restore_with(SECRET)
    where, unsent = view.last("tell_restored")
    assert "before-restore-" in where
    assert "could not be opened" in unsent
    close(view)


def test_what_is_no_backup_is_said_and_the_copy_stays(
    opening: OpeningPresenter, view: Recorder, tmp_path: Path
) -> None:
    (tmp_path / "text").write_text("un texte")
    opening.restore(tmp_path / "text")
    assert "is not a backup" in view.last("show_trouble").sentence


def test_whoever_joins_a_server_needs_no_own_group(opening: OpeningPresenter, view: Recorder) -> None:
    opening.create(" ", SECRET, joins=True)
    assert view.last("opened").meetings.groups() == []
    close(view)
