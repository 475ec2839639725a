"""Backups: everything is in them, nobody else reads them, and nothing torn takes the place of a copy."""

from __future__ import annotations

import errno
import json
import os
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.errors import (
    DamagedError,
    InputFileError,
    KitError,
    NewerSchemaError,
    UserError,
    WrongKeyError,
)
from organiser_kit.kit import Kit, open_kit, restore_kit
from organiser_kit.storage import backup, backup_file, local_copy, restoring
from organiser_kit.storage.database import Database
from organiser_kit.storage.incarnation import FILE_NAME
from organiser_kit.storage.keyring_store import NoKeyring
from organiser_kit.storage.vault import Protection
from tests.core.test_local_copy import MemoryKeyring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment

CANARY = "Zygomatique-Exemple"
PASSPHRASE = "une phrase inventée"


def _make(folder: Path, environment: Environment, passphrase: str | None = None) -> None:
    """Make a copy with one person in it; plain without a passphrase."""
    local_copy.create(
        folder, environment, passphrase=passphrase, keyring=NoKeyring(), plain=passphrase is None
    )
    kit = _open(folder, environment, passphrase)
    group = kit.plan.new_group("Groupe d’essai")
    kit.people.add(group.id, family_name=CANARY, given_name="Ana", phone="06 39 98 01 02")
    kit.close()


def _open(folder: Path, environment: Environment, passphrase: str | None = None) -> Kit:
    return open_kit(folder, environment, passphrase=passphrase, keyring=NoKeyring())


def _backed_up(folder: Path, file: Path, environment: Environment, passphrase: str | None = None) -> bool:
    kit = _open(folder, environment, passphrase)
    try:
        return kit.back_up(file, passphrase=None, keyring=NoKeyring())
    finally:
        kit.close()


def _restore(
    folder: Path, file: Path, environment: Environment, passphrase: str | None = None
) -> restoring.Restored:
    kit, restored = restore_kit(folder, file, environment, passphrase=passphrase, keyring=NoKeyring())
    kit.close()
    return restored


def _names(folder: Path, environment: Environment, passphrase: str | None = None) -> list[str]:
    kit = _open(folder, environment, passphrase)
    try:
        return sorted(person.family_name for person in kit.people.all())
    finally:
        kit.close()


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path, environment: Environment) -> Path:
    made = tmp_path / "copy"
    _make(made, environment)
    return made


@pytest.fixture
def file(folder: Path, tmp_path: Path, environment: Environment) -> Path:
    """A backup of the plain copy, which then goes on: somebody more is added."""
    made = tmp_path / "stick" / "backup.okbackup"
    assert not _backed_up(folder, made, environment)
    kit = _open(folder, environment)
    kit.people.add(kit.meetings.groups()[0].id, family_name="Fictif", given_name="Venu après")
    kit.close()
    return made


def test_an_encrypted_copy_gives_a_backup_that_holds_no_readable_name(
    tmp_path: Path, environment: Environment
) -> None:
    _make(tmp_path / "copy", environment, PASSPHRASE)
    file = tmp_path / "backup"
    assert _backed_up(tmp_path / "copy", file, environment, PASSPHRASE)
    assert CANARY.encode() not in file.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] in (["copy", "backup"], ["backup", "copy"])
    # By its own passphrase, into a folder on another computer.
    elsewhere = replace(environment, machine=lambda: "another")
    for wrong, words in (("autre phrase", "does not open the backup"), (None, "is encrypted")):
        with pytest.raises(WrongKeyError, match=words):
            _restore(tmp_path / "new", file, elsewhere, wrong)
        assert not local_copy.exists(tmp_path / "new")
    assert _restore(tmp_path / "new", file, elsewhere, PASSPHRASE) == restoring.Restored()
    assert _names(tmp_path / "new", elsewhere, PASSPHRASE) == [CANARY]
    assert restoring.needs_passphrase(file)


def test_unpacked_by_hand_a_backup_is_a_local_copy(
    file: Path, tmp_path: Path, environment: Environment
) -> None:
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "by hand")
    assert _names(tmp_path / "by hand", environment) == [CANARY]


def test_the_former_copy_is_put_aside_whole_and_what_only_it_holds_is_counted(
    folder: Path, file: Path, environment: Environment
) -> None:
    restored = _restore(folder, file, environment)
    assert _names(folder, environment) == [CANARY]
    assert restored.unsent == 1
    assert restored.aside is not None
    assert _names(restored.aside, environment) == ["Fictif", CANARY]
    # A second time in the same second takes no folder that is there.
    again = _restore(folder, file, environment)
    assert again.aside != restored.aside
    assert again.unsent == 0


def test_a_restored_copy_writes_under_a_new_name(folder: Path, file: Path, environment: Environment) -> None:
    kit = _open(folder, environment)
    before = kit.replica.identity()
    kit.close()
    restoring.restore(folder, file, environment, passphrase=None, keyring=NoKeyring())
    assert not (folder / FILE_NAME).exists(), "nothing vouches for it"
    kit = _open(folder, environment)
    after = kit.replica.identity()
    kit.close()
    assert after.device_id == before.device_id
    assert after.incarnation > before.incarnation


def test_somebody_erased_since_does_not_come_back(folder: Path, file: Path, environment: Environment) -> None:
    kit = _open(folder, environment)
    erased = next(person for person in kit.people.all() if person.family_name == CANARY)
    kit.erasure.person(erased.id, "asked for")
    kit.close()
    _restore(folder, file, environment)
    assert _names(folder, environment) == []
    assert CANARY.encode() not in (folder / local_copy.DATABASE_NAME).read_bytes()


def test_a_backup_torn_at_any_byte_is_refused_and_nothing_is_touched(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    whole, before = file.read_bytes(), _files(folder)
    torn = tmp_path / "torn"
    ends = {*range(400), *range(400, len(whole), len(whole) // 150), *range(len(whole) - 300, len(whole))}
    for end in sorted(ends):
        torn.write_bytes(whole[:end])
        with pytest.raises(InputFileError, match="not whole" if end > 60 else "backup"):
            backup_file.check(torn, backup.HELD)
    assert _files(folder) == before


def test_a_backup_with_a_changed_byte_is_refused(file: Path, tmp_path: Path) -> None:
    whole = bytearray(file.read_bytes())
    bad = tmp_path / "bad"
    content = range(400, len(whole) - 600, len(whole) // 60)
    for place in content:
        changed = bytearray(whole)
        changed[place] ^= 0x40
        bad.write_bytes(changed)
        with pytest.raises(InputFileError, match="not whole"):
            backup_file.check(bad, backup.HELD)
    # Where the archive speaks of itself a change may mean nothing; it is never an unexpected error.
    for place in (*range(120), *range(len(whole) - 400, len(whole))):
        changed = bytearray(whole)
        changed[place] ^= 0xFF
        bad.write_bytes(changed)
        try:
            backup_file.check(bad, backup.HELD)
        except InputFileError:
            continue


def _zip(path: Path, **content: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in content.items():
            archive.writestr(name.replace("__", "-").replace("_dot_", "."), held)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04"),
        lambda path: path.write_text("un texte"),
        lambda path: _zip(path, notes=b"x"),
        lambda path: _zip(path, organiser__kit__backup_dot_json=b"{}"),
        lambda path: _zip(path, organiser__kit__backup_dot_json=b"x" * 100_000),
    ],
)
def test_what_is_no_backup_is_one_sentence(
    folder: Path, tmp_path: Path, environment: Environment, make: Callable[[Path], object]
) -> None:
    other = tmp_path / "other"
    make(other)
    before = _files(folder)
    with pytest.raises(InputFileError):
        _restore(folder, other, environment)
    assert _files(folder) == before


def test_a_missing_file_is_one_sentence(folder: Path, tmp_path: Path, environment: Environment) -> None:
    with pytest.raises(InputFileError, match="cannot be read"):
        _restore(folder, tmp_path / "nothing", environment)


def _rewritten(file: Path, target: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Return a backup whose list says something else."""
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == backup_file.LIST_NAME:
                about = json.loads(content)
                change(about)
                content = json.dumps(about).encode()
            archive.writestr(name, content)
    return target


def test_a_backup_of_a_newer_version_is_refused(
    folder: Path, file: Path, tmp_path: Path, environment: Environment
) -> None:
    newer = _rewritten(file, tmp_path / "newer", lambda about: about.update(version=2))
    with pytest.raises(InputFileError, match="newer version"):
        _restore(folder, newer, environment)
    database = Database(folder / local_copy.DATABASE_NAME, None)
    database.utils.execute("PRAGMA user_version = 99")
    database.close()
    backup_file.pack(tmp_path / "schema", {name: folder / name for name in backup.HELD}, environment.now())
    with pytest.raises(NewerSchemaError):
        _restore(tmp_path / "new", tmp_path / "schema", environment)
    assert not local_copy.exists(tmp_path / "new")


def test_an_archive_that_would_write_elsewhere_is_refused(
    folder: Path, file: Path, tmp_path: Path, environment: Environment
) -> None:
    def lead_out(about: dict[str, Any]) -> None:
        about["files"]["../key.json"] = about["files"].pop("key.json")

    with pytest.raises(InputFileError, match="not whole"):
        _restore(folder, _rewritten(file, tmp_path / "evil", lead_out), environment)


def test_a_copy_that_cannot_be_opened_is_put_aside_all_the_same(
    folder: Path, file: Path, environment: Environment
) -> None:
    (folder / local_copy.DATABASE_NAME).write_bytes(b"damaged" * 1000)
    restored = _restore(folder, file, environment)
    assert restored.unsent is None
    assert restored.aside is not None
    assert (restored.aside / local_copy.DATABASE_NAME).read_bytes().startswith(b"damaged")
    assert _names(folder, environment) == [CANARY]


def test_a_copy_of_the_keyring_gets_a_backup_under_a_passphrase(
    tmp_path: Path, environment: Environment
) -> None:
    keyring = MemoryKeyring()
    local_copy.create(tmp_path / "copy", environment, passphrase=None, keyring=keyring)
    kit = open_kit(tmp_path / "copy", environment, passphrase=None, keyring=keyring)
    kit.plan.new_group("Groupe d’essai")
    file = tmp_path / "backup"
    with pytest.raises(UserError, match="give the backup a passphrase"):
        kit.back_up(file, passphrase=None, keyring=keyring)
    assert not file.exists()
    assert kit.back_up(file, passphrase=PASSPHRASE, keyring=keyring)
    kit.close()
    _restore(tmp_path / "new", file, environment, PASSPHRASE)
    assert local_copy.protection(tmp_path / "new") is Protection.PASSPHRASE


def test_a_full_disk_leaves_the_former_backup_and_no_rest(
    folder: Path, file: Path, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("organiser_kit.storage.backup_file.os.fsync", full)
    with pytest.raises(UserError, match="cannot be written"):
        _backed_up(folder, file, environment)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert file.read_bytes() == before
    kept = _files(folder)
    with pytest.raises(UserError, match="stayed as it was"):
        _restore(folder, file, environment)
    assert _files(folder) == kept


@pytest.mark.parametrize("fails_at", range(1, 5))
def test_a_restore_that_fails_on_the_way_is_undone(
    folder: Path, file: Path, environment: Environment, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    before, calls = _files(folder), 0

    class Disk:
        """Fails once, whichever move that is."""

        def __init__(self, act: Callable[..., Any]) -> None:
            self.act = act

        def __call__(self, *arguments: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == fails_at:
                raise PermissionError
            return self.act(*arguments)

    monkeypatch.setattr("organiser_kit.storage.restoring.shutil.copy2", Disk(shutil.copy2))
    monkeypatch.setattr("organiser_kit.storage.restoring.os.replace", Disk(os.replace))
    with pytest.raises(KitError):
        _restore(folder, file, environment)
    monkeypatch.undo()
    assert _files(folder) == before
    assert _names(folder, environment) == ["Fictif", CANARY]


def test_what_was_written_is_held_against_what_was_read(
    folder: Path, file: Path, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def lose_a_row(self: Database, path: Path) -> None:
        copy_to(self, path)
        written = self.opened_as(path)
        with written.transaction():
            written.execute("DELETE FROM people")
        written.close()

    copy_to = Database.copy_to
    monkeypatch.setattr(Database, "copy_to", lose_a_row)
    with pytest.raises(DamagedError):
        _backed_up(folder, file, environment)
    assert file.read_bytes() == before
