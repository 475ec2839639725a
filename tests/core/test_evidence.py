"""Pictures of signed sheets: kept with the sheet, encrypted, and gone when their time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from organiser_kit.environment import FakeClock
from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.storage.kept_files import FOLDER
from ui.pages.closing.pictures import kept_pictures, with_previews

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit

PHOTO = b"\xff\xd8\xff" + b"made-up signature" * 40


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "photo de Zoé Exemple.jpg"
    file.write_bytes(PHOTO)
    return file


def test_a_picture_comes_back_as_it_was_and_is_kept_sealed(kit: Kit, meeting_id: str, photo: Path) -> None:
    sheet = kit.sheets.prepare(meeting_id)
    made = kit.evidence.keep(sheet.id, 1, photo)
    photo.unlink()
    assert kit.evidence.of_meeting(meeting_id) == (made,)
    assert kit.evidence.read(made) == PHOTO
    (kept,) = (kit.folder / FOLDER).iterdir()
    assert b"signature" not in kept.read_bytes()
    assert "Zo" not in made.name + kept.name, "the file's own name may name somebody"
    assert made.name == f"{sheet.sheet_no}-1.jpg"


def test_the_same_picture_again_is_the_one_that_is_there(kit: Kit, meeting_id: str, photo: Path) -> None:
    sheet = kit.sheets.prepare(meeting_id)
    assert kit.evidence.keep(sheet.id, 1, photo) == kit.evidence.keep(sheet.id, 1, photo)
    kit.evidence.keep(sheet.id, 2, photo)  # a PDF shows several pages
    assert len(kit.evidence.of_meeting(meeting_id)) == 2
    assert len(list((kit.folder / FOLDER).iterdir())) == 1


def test_a_picture_that_was_replaced_is_not_shown(kit: Kit, meeting_id: str, photo: Path) -> None:
    made = kit.evidence.keep(kit.sheets.prepare(meeting_id).id, 1, photo)
    (kept,) = (kit.folder / FOLDER).iterdir()
    kept.write_bytes(bytes(len(kept.read_bytes())))
    with pytest.raises(UserError, match="damaged"):
        kit.evidence.read(made)
    kept.unlink()
    with pytest.raises(NotFoundError, match="not on this computer"):
        kit.evidence.read(made)


def test_a_file_that_is_gone_is_one_sentence_and_leaves_nothing(
    kit: Kit, meeting_id: str, photo: Path
) -> None:
    sheet = kit.sheets.prepare(meeting_id)
    photo.unlink()
    with pytest.raises(UserError, match="no longer there"):
        kit.evidence.keep(sheet.id, 1, photo)
    assert kit.evidence.of_meeting(meeting_id) == ()


def test_it_goes_with_its_time(kit: Kit, meeting_id: str, photo: Path, environment: Environment) -> None:
    made = kit.evidence.keep(kit.sheets.prepare(meeting_id).id, 1, photo)
    assert made.keep_until is not None
    assert kit.evidence.sweep() == 0
    clock = environment.clock
    assert isinstance(clock, FakeClock)
    clock.advance(seconds=(made.keep_until - environment.now() + timedelta(days=1)).total_seconds())
    assert kit.evidence.sweep() == 1
    assert list((kit.folder / FOLDER).iterdir()) == []
    assert kit.evidence.of_meeting(meeting_id) == (made,), "what there was is still told"
    assert not kit.evidence.is_here(made)


def test_a_file_that_is_gone_is_kept_again_as_it_was(kit: Kit, meeting_id: str, photo: Path) -> None:
    sheet = kit.sheets.prepare(meeting_id)
    made = kit.evidence.keep(sheet.id, 1, photo)
    (kept,) = (kit.folder / FOLDER).iterdir()
    before = kept.read_bytes()
    kept.unlink()
    assert kit.evidence.keep(sheet.id, 1, photo) == made
    assert kept.read_bytes() == before


def test_a_damaged_photo_is_told_and_hides_no_other(kit: Kit, meeting_id: str, tmp_path: Path) -> None:
    sheet = kit.sheets.prepare(meeting_id)
    whole, cut = tmp_path / "whole.jpg", tmp_path / "cut.jpg"
    Image.effect_noise((800, 600), 40).save(whole)
    cut.write_bytes(whole.read_bytes()[:9_000])
    for page, file in enumerate((whole, cut), start=1):
        kit.evidence.keep(sheet.id, page, file)
    one, other = with_previews(kept_pictures(kit, meeting_id))
    assert one.preview.startswith(b"\x89PNG")
    assert not one.problem
    assert "damaged" in other.problem


def test_a_picture_that_was_replaced_says_so_and_hides_no_other(
    kit: Kit, meeting_id: str, tmp_path: Path
) -> None:
    sheet = kit.sheets.prepare(meeting_id)
    files = [tmp_path / "1.png", tmp_path / "2.png"]
    for file, shade in zip(files, (40, 80), strict=True):
        Image.effect_noise((80, 60), shade).save(file)
    _, replaced = [kit.evidence.keep(sheet.id, page, file) for page, file in enumerate(files, start=1)]
    (kit.folder / FOLDER / f"{replaced.digest}.sealed").write_bytes(bytes(100))
    one, other = with_previews(kept_pictures(kit, meeting_id))
    assert one.content.startswith(b"\x89PNG")
    assert other.content == other.preview == b""
    assert "replaced" in other.problem


def test_looking_at_the_pictures_opens_none_where_the_database_is_asked(
    kit: Kit, meeting_id: str, photo: Path
) -> None:
    """Badges wait for the database's thread: what takes long happens elsewhere."""
    kit.evidence.keep(kit.sheets.prepare(meeting_id).id, 1, photo)
    (found,) = kept_pictures(kit, meeting_id)
    assert found.content == b""
    assert found.sealed is not None
    assert found.sealed.open() == PHOTO
