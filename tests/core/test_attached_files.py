"""Files of practice sheets and resources: what is taken, how it is kept, where it is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.model.sharing import Attachment
from organiser_kit.rules.attached import (
    AUTOMATIC_BYTES,
    LONGEST_NAME,
    MAX_FILE_BYTES,
    MOST_FILES,
    clean_name,
    distinct,
    size_words,
    type_words,
)
from organiser_kit.services.attached_files import Whereabouts
from organiser_kit.storage.kept_files import FOLDER
from tests import coordinator

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit
    from organiser_kit.model.sharing import PracticeSheet
    from organiser_kit.services.practice import PracticeGroup

CARDS = b"%PDF made-up cards to cut out" * 20


@pytest.fixture
def sheet(kit: Kit, practice: PracticeGroup) -> PracticeSheet:
    return kit.practice_sheets.begin(practice.group_id)


def _file(folder: Path, name: str = "cartes.pdf", content: bytes = CARDS) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_a_file_is_kept_sealed_and_comes_back_as_it_was(
    kit: Kit, sheet: PracticeSheet, tmp_path: Path
) -> None:
    original = _file(tmp_path, "cartes de Zoé Exemple.pdf")
    kit.practice_sheets.attach(sheet.id, [original, original])
    original.unlink()
    (one,) = kit.attached.of(sheet.id)
    assert (one.record.name, one.record.media_type) == ("cartes de Zoé Exemple.pdf", "application/pdf")
    assert (one.record.size, one.record.licence) == (len(CARDS), sheet.licence)
    assert one.whereabouts is Whereabouts.HELD
    (kept,) = (kit.folder / FOLDER).iterdir()
    assert b"made-up" not in kept.read_bytes()
    assert "Zo" not in kept.name
    saved = kit.attached.save_as(one.record.id, tmp_path / "copy.pdf")
    assert saved.read_bytes() == CARDS


def test_a_removed_file_comes_back_and_leaves_at_the_next_sweep(
    kit: Kit, sheet: PracticeSheet, tmp_path: Path
) -> None:
    kit.practice_sheets.attach(sheet.id, [_file(tmp_path)])
    (one,) = kit.attached.of(sheet.id)
    kit.practice_sheets.detach(sheet.id, one.record.id)
    assert kit.attached.of(sheet.id) == ()
    kit.attached.restore(one.record.id)
    assert kit.attached.of(sheet.id) == (one,)
    kit.practice_sheets.detach(sheet.id, one.record.id)
    assert kit.evidence.sweep() == 1
    assert list((kit.folder / FOLDER).iterdir()) == []


def test_what_is_not_taken_is_said_and_leaves_nothing(kit: Kit, sheet: PracticeSheet, tmp_path: Path) -> None:
    huge = tmp_path / "film.mp4"
    with huge.open("wb") as film:
        film.truncate(MAX_FILE_BYTES + 1)
    good = _file(tmp_path)
    for bad, words in (
        (huge, "at most"),
        (_file(tmp_path, "jeu.exe"), "cannot be attached"),
        (_file(tmp_path, "vide.txt", b""), "is empty"),
        (tmp_path / "absent.txt", "cannot be read"),
    ):
        with pytest.raises(UserError, match=words):
            kit.practice_sheets.attach(sheet.id, [good, bad])
    assert kit.attached.of(sheet.id) == ()
    many = [_file(tmp_path, f"{n}.txt", str(n).encode()) for n in range(MOST_FILES + 1)]
    with pytest.raises(UserError, match="At most"):
        kit.practice_sheets.attach(sheet.id, many)
    assert kit.attached.of(sheet.id) == ()


def test_a_sent_sheet_keeps_its_files_as_they_are(kit: Kit, sheet: PracticeSheet, tmp_path: Path) -> None:
    kit.practice_sheets.attach(sheet.id, [_file(tmp_path)])
    kit.practice_sheets.edit(sheet.id, title="Le tri", authors=("Camille Exemple",), steps="1.")
    kit.practice_sheets.send(sheet.id)
    (one,) = kit.attached.of(sheet.id)
    with pytest.raises(UserError, match="take it back"):
        kit.practice_sheets.attach(sheet.id, [_file(tmp_path, "a.txt", b"a")])
    with pytest.raises(UserError, match="take it back"):
        kit.practice_sheets.detach(sheet.id, one.record.id)


def test_a_file_of_another_laptop_is_awaited(kit: Kit, sheet: PracticeSheet) -> None:
    for size in (AUTOMATIC_BYTES, AUTOMATIC_BYTES + 1):
        other = Attachment(id=kit.environment.new_id(), scope=sheet.scope)
        coordinator.writes(
            kit,
            other,
            about="practice_sheet",
            record_id=sheet.id,
            name="a.pdf",
            digest=f"{size:064x}",
            size=size,
        )
    small, large = sorted(kit.attached.of(sheet.id), key=lambda one: one.record.size)
    assert small.whereabouts is Whereabouts.AWAITED
    assert large.whereabouts is Whereabouts.AWAITED_LARGE
    with pytest.raises(NotFoundError, match="not on this computer yet"):
        kit.attached.read(small.record.id)
    kit.attached.ask(large.record.id)
    assert {one.whereabouts for one in kit.attached.of(sheet.id)} == {Whereabouts.AWAITED}


def test_a_large_file_waits_until_it_is_asked_for(kit: Kit, sheet: PracticeSheet, tmp_path: Path) -> None:
    kit.practice_sheets.attach(sheet.id, [_file(tmp_path, "film.mp4", bytes(AUTOMATIC_BYTES + 1))])
    (one,) = kit.attached.of(sheet.id)
    assert one.whereabouts is Whereabouts.HELD_LARGE
    assert kit.replica.files.errands("e", [sheet.scope]).up == []
    kit.attached.ask(one.record.id)
    assert len(kit.replica.files.errands("e", [sheet.scope]).up) == 1
    assert kit.replica.files.errands("e", ["g:other"]).up == []


def test_a_server_in_a_new_life_is_sent_everything_again(
    kit: Kit, sheet: PracticeSheet, tmp_path: Path
) -> None:
    kit.practice_sheets.attach(sheet.id, [_file(tmp_path)])
    (one,) = kit.attached.of(sheet.id)
    files = kit.replica.files
    files.note_sent([one.record.digest], "first")
    assert kit.attached.of(sheet.id)[0].whereabouts is Whereabouts.SHARED
    assert files.errands("first", [sheet.scope]).up == []
    assert len(files.errands("second", [sheet.scope]).up) == 1


def test_a_file_that_left_and_came_back_is_sent_again(kit: Kit, sheet: PracticeSheet, tmp_path: Path) -> None:
    kit.practice_sheets.attach(sheet.id, [_file(tmp_path)])
    (one,) = kit.attached.of(sheet.id)
    files = kit.replica.files
    files.note_sent([one.record.digest], "e")
    kit.practice_sheets.delete(sheet.id)
    assert files.errands("e", [sheet.scope]).up == []
    kit.practice_sheets.restore(sheet.id)
    assert len(files.errands("e", [sheet.scope]).up) == 1


def test_pictures_of_signed_sheets_never_travel(kit: Kit, practice: PracticeGroup, tmp_path: Path) -> None:
    signed = kit.sheets.prepare(practice.meeting_ids[0])
    made = kit.evidence.keep(signed.id, 1, _file(tmp_path, "photo.jpg", b"\xff\xd8\xff photo"))
    files = kit.replica.files
    files.ask(made.digest)
    assert files.errands("e", [signed.scope]).up == []


def test_a_sheet_is_exported_with_its_files_beside_it(kit: Kit, sheet: PracticeSheet, tmp_path: Path) -> None:
    kit.practice_sheets.attach(sheet.id, [_file(tmp_path, "à découper.pdf")])
    out = tmp_path / "out"
    markdown = kit.practice_sheets.write(sheet.id, out / "fiche.md").read_text(encoding="utf-8")
    page = kit.practice_sheets.write(sheet.id, out / "fiche.html").read_text(encoding="utf-8")
    assert (out / "fiche - files" / "à découper.pdf").read_bytes() == CARDS
    for text in (markdown, page):
        assert "fiche%20-%20files/%C3%A0%20d%C3%A9couper.pdf" in text


def test_a_name_that_came_from_elsewhere_leaves_no_folder(
    kit: Kit, sheet: PracticeSheet, tmp_path: Path
) -> None:
    kit.practice_sheets.attach(sheet.id, [_file(tmp_path)])
    (one,) = kit.attached.of(sheet.id)
    coordinator.writes(kit, one.record, name="../../outside.pdf")
    assert kit.attached.write_beside(sheet.id, tmp_path / "in") == ("outside.pdf",)
    assert not (tmp_path.parent / "outside.pdf").exists()


def test_a_resource_has_one_copy(kit: Kit, practice: PracticeGroup, tmp_path: Path) -> None:
    resource = kit.resources.add(practice.group_id, title="Livre", licence="CC0")
    assert kit.resources.copy_of(resource.id) is None
    kit.resources.keep_copy(resource.id, _file(tmp_path))
    kit.resources.keep_copy(resource.id, _file(tmp_path, "livre.txt", b"Il fait beau."))
    copy = kit.resources.copy_of(resource.id)
    assert copy is not None
    assert (copy.record.name, copy.record.licence) == ("livre.txt", "CC0")
    assert kit.attached.read(copy.record.id) == b"Il fait beau."
    (dropped,) = kit.resources.drop_copy(resource.id)
    assert kit.resources.copy_of(resource.id) is None
    kit.attached.restore(dropped)
    assert kit.resources.copy_of(resource.id) == copy


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\x\\fiche.pdf", "fiche.pdf"),
        ("../../.bashrc", "bashrc"),
        ("con.txt", "_con.txt"),
        ("a<b>:c?.txt ", "a b c.txt"),
        ("a\u202egpj.txt", "a gpj.txt"),
        ("...", "_"),
        ("é" * 200 + ".pdf", "é" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_names_are_made_those_of_a_file(name: str, kept: str) -> None:
    assert clean_name(name) == kept


def test_sizes_and_kinds_are_words() -> None:
    assert size_words(1) == "1 kB"
    assert size_words(1_240_000) == "1.2 MB"
    assert size_words(MAX_FILE_BYTES) == "10 MB"
    assert type_words("image/png") == "picture"
    assert type_words("application/pdf") == "PDF document"
    assert type_words("application/vnd.oasis.opendocument.spreadsheet") == "spreadsheet"
    assert type_words("application/octet-stream") == "file"
    assert distinct("A.pdf", {"a.pdf", "A (2).pdf"}) == "A (3).pdf"
