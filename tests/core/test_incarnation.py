"""Folders that were copied, moved or put back: no two copies write under one name, and nothing is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import StorageError
from organiser_kit.kit import Kit, open_kit
from organiser_kit.oplog.op import Row, decode_op
from organiser_kit.storage import incarnation, local_copy
from organiser_kit.storage.feed import Cursor
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment

PERSON = "01a20e96-0000-7000-8000-000000000001"


@pytest.fixture
def folder(tmp_path: Path, environment: Environment) -> Path:
    """A copy with one person in it, who waits for a server, and a scope that was read to 5."""
    made = tmp_path / "copy"
    local_copy.create(made, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    kit = _open(made, environment)
    group = kit.plan.new_group("Groupe d’essai")
    kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    fields = {"family_name": ("Fictif", "00000000000a-0000-aaaaaaaaaaaa")}
    row = Row(record="person", record_id=PERSON, seq=5, fields=fields)
    kit.replica.apply_page(group.scope, "e1", [row], 5)
    kit.close()
    return made


def _open(folder: Path, environment: Environment) -> Kit:
    return open_kit(folder, environment, passphrase=None, keyring=NoKeyring())


def _name_in(folder: Path, environment: Environment) -> str:
    kit = _open(folder, environment)
    name = kit.replica.identity().incarnation
    kit.close()
    return name


def test_a_copy_that_stays_where_it_is_keeps_its_name(folder: Path, environment: Environment) -> None:
    assert _name_in(folder, environment) == _name_in(folder, environment)


def test_i17_a_copied_folder_writes_under_another_name_and_keeps_what_waits(
    folder: Path, environment: Environment, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "clone")
    first, second = _open(folder, environment), _open(tmp_path / "clone", environment)
    try:
        names = [kit.replica.identity().incarnation for kit in (first, second)]
        assert names[0] < names[1]
        assert first.replica.identity().device_id == second.replica.identity().device_id
        waiting = [kit.replica.waiting(100, 10**9) for kit in (first, second)]
        assert waiting[0] == waiting[1]
        scope = waiting[0][0].scope
        assert first.replica.cursor(scope) == Cursor("e1", 5)
        assert second.replica.cursor(scope) == Cursor()
        stamps = []
        for kit in (first, second):
            kit.people.edit(PERSON, phone="1")
            (op,) = [decode_op(item.body) for item in kit.replica.waiting(100, 10**9)][2:]
            stamps += op.stamps
        # Same instant, same device: only the name of the author tells them apart.
        assert stamps[0] != stamps[1]
        assert stamps[0][:17] == stamps[1][:17]
    finally:
        first.close()
        second.close()


def test_i17_an_older_database_put_back_in_place_is_noticed(
    folder: Path, environment: Environment, tmp_path: Path
) -> None:
    file = folder / local_copy.DATABASE_NAME
    backup = tmp_path / "backup.sqlite"
    shutil.copy(file, backup)
    kit = _open(folder, environment)
    before = kit.replica.identity().incarnation
    kit.people.edit(PERSON, phone="1")
    kit.replica.note_numbers()
    kit.close()
    # Into the same file: neither its path nor its number on the disk changes.
    file.write_bytes(backup.read_bytes())
    restored = _open(folder, environment)
    assert restored.replica.identity().incarnation > before
    assert len(restored.replica.waiting(100, 10**9)) == 2
    restored.people.edit(PERSON, phone="2")
    restored.close()


def test_i17_a_folder_that_comes_back_whole_from_a_backup_is_noticed(
    folder: Path, environment: Environment, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "backup")
    before = _name_in(folder, environment)
    (folder / local_copy.DATABASE_NAME).rename(tmp_path / "still there, so that its number is not reused")
    shutil.copytree(tmp_path / "backup", folder, dirs_exist_ok=True)
    assert _name_in(folder, environment) > before


def test_i17_the_same_folder_on_another_machine_is_noticed(folder: Path, environment: Environment) -> None:
    elsewhere = replace(environment, machine=lambda: "another")
    before = _name_in(folder, environment)
    moved = _name_in(folder, elsewhere)
    assert moved > before
    assert _name_in(folder, elsewhere) == moved


@pytest.mark.parametrize("spoilt", [None, b"", b"{", b"\xff", b'{"incarnation": 5}'])
def test_a_missing_or_spoilt_note_vouches_for_nothing(
    folder: Path, environment: Environment, spoilt: bytes | None
) -> None:
    note = folder / incarnation.FILE_NAME
    before = _name_in(folder, environment)
    if spoilt is None:
        note.unlink()
    else:
        note.write_bytes(spoilt)
    after = _name_in(folder, environment)
    assert after > before
    assert _name_in(folder, environment) == after


def test_the_note_names_neither_the_machine_nor_the_folder(folder: Path, environment: Environment) -> None:
    text = (folder / incarnation.FILE_NAME).read_text("utf-8")
    assert environment.machine() not in text
    assert folder.name not in text


def test_what_was_written_under_a_former_name_is_still_mine(folder: Path, environment: Environment) -> None:
    kit = _open(folder, replace(environment, machine=lambda: "another"))
    device = kit.replica.identity()
    former = [decode_op(item.body).incarnation for item in kit.replica.waiting(100, 10**9)]
    assert device.incarnation not in former
    group_scope = kit.replica.waiting(1, 10**9)[0].scope
    mine = f"00000000000b-0000-{former[0][-12:]}"
    values = {
        "record": "person",
        "record_id": PERSON,
        "field": "family_name",
        "winner": "Fictif",
        "winner_stamp": "00000000000a-0000-aaaaaaaaaaaa",
        "loser": "Mien",
        "loser_stamp": mine,
        "state": "open",
    }
    row = Row(record="conflict", record_id="c1", seq=6, fields={k: (v, mine) for k, v in values.items()})
    kit.replica.apply_page(group_scope, "e1", [row], 6)
    (versions,) = kit.conflicts.all()
    assert (versions.mine, versions.theirs) == ("Mien", "Fictif")
    kit.close()


def test_a_folder_that_cannot_be_written_is_one_sentence(
    folder: Path, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / incarnation.FILE_NAME).unlink()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(StorageError, match="cannot be written"):
        _open(folder, environment)
