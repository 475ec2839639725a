"""The folder of a local copy: encrypted, never overwritten, refused with one sentence."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import DamagedError, NotFoundError, StorageError, WrongKeyError
from organiser_kit.kit import open_kit
from organiser_kit.storage import local_copy
from organiser_kit.storage.device import DeviceState
from organiser_kit.storage.incarnation import FILE_NAME
from organiser_kit.storage.keyring_store import NoKeyring
from organiser_kit.storage.vault import Protection

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment

CANARY = "Zygomatique-Exemple"


class MemoryKeyring:
    """A keyring that works."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """Return what was kept."""
        return self.secrets.get(name)

    def write(self, name: str, secret: str) -> bool:
        """Keep it."""
        self.secrets[name] = secret
        return True


def _with_a_person(folder: Path, environment: Environment, passphrase: str | None, keyring: object) -> None:
    kit = open_kit(folder, environment, passphrase=passphrase, keyring=keyring)  # type: ignore[arg-type]
    group = kit.plan.new_group("Groupe d’essai")
    kit.people.add(group.id, family_name=CANARY, given_name="Zoé")
    kit.close()


def _bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_an_encrypted_copy_holds_no_readable_name(tmp_path: Path, environment: Environment) -> None:
    local_copy.create(tmp_path, environment, passphrase="une phrase", keyring=NoKeyring())
    _with_a_person(tmp_path, environment, "une phrase", NoKeyring())
    assert local_copy.protection(tmp_path) is Protection.PASSPHRASE
    assert CANARY.encode() not in _bytes_in(tmp_path)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / local_copy.DATABASE_NAME).execute("SELECT * FROM people")


def test_a_plain_practice_copy_is_readable_which_shows_that_the_test_above_can_fail(
    tmp_path: Path, environment: Environment
) -> None:
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    _with_a_person(tmp_path, environment, None, NoKeyring())
    assert CANARY.encode() in _bytes_in(tmp_path)


def test_the_key_can_live_in_the_keyring(tmp_path: Path, environment: Environment) -> None:
    keyring = MemoryKeyring()
    local_copy.create(tmp_path, environment, passphrase=None, keyring=keyring)
    _with_a_person(tmp_path, environment, None, keyring)
    (secret,) = keyring.secrets.values()
    assert secret.encode() not in _bytes_in(tmp_path)
    keyring.secrets.clear()
    with pytest.raises(WrongKeyError, match="keyring"):
        local_copy.open_copy(tmp_path, passphrase=None, keyring=keyring)


def test_without_keyring_nor_passphrase_nothing_is_made(tmp_path: Path, environment: Environment) -> None:
    with pytest.raises(StorageError, match="ORGANISER_KIT_PASSPHRASE"):
        local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    assert not local_copy.exists(tmp_path)


@pytest.mark.parametrize("given", [None, "", "wrong"])
def test_a_wrong_passphrase_is_one_sentence(
    tmp_path: Path, environment: Environment, given: str | None
) -> None:
    local_copy.create(tmp_path, environment, passphrase="right", keyring=NoKeyring())
    with pytest.raises(WrongKeyError, match="passphrase"):
        local_copy.open_copy(tmp_path, passphrase=given, keyring=NoKeyring())


@pytest.mark.parametrize("passphrase", [None, "right"])
def test_a_damaged_file_is_left_as_it_is(
    tmp_path: Path, environment: Environment, passphrase: str | None
) -> None:
    local_copy.create(
        tmp_path, environment, passphrase=passphrase, keyring=NoKeyring(), plain=passphrase is None
    )
    file = tmp_path / local_copy.DATABASE_NAME
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    damaged = file.read_bytes()
    with pytest.raises(DamagedError, match="untouched"):
        local_copy.open_copy(tmp_path, passphrase=passphrase, keyring=NoKeyring())
    with pytest.raises(StorageError, match="already holds"):
        local_copy.create(tmp_path, environment, passphrase=passphrase, keyring=NoKeyring(), plain=True)
    assert file.read_bytes() == damaged


def test_a_broken_page_deep_inside_is_found_at_the_start(tmp_path: Path, environment: Environment) -> None:
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    kit = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    kit.practice.create(people=300)
    kit.close()
    file = tmp_path / local_copy.DATABASE_NAME
    whole = bytearray(file.read_bytes())
    middle = len(whole) // 4096 // 2  # beyond anything that opening the file reads by itself
    for page in range(middle, middle + 10):
        whole[page * 4096 : page * 4096 + 64] = b"\x0d" * 64
    file.write_bytes(whole)
    with pytest.raises(DamagedError):
        local_copy.open_copy(tmp_path, passphrase=None, keyring=NoKeyring())


def test_a_folder_without_copy_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="organiser-kit init"):
        local_copy.open_copy(tmp_path, passphrase=None, keyring=NoKeyring())


def test_an_unreadable_key_file_is_one_sentence(tmp_path: Path, environment: Environment) -> None:
    local_copy.create(tmp_path, environment, passphrase="right", keyring=NoKeyring())
    (tmp_path / local_copy.KEY_NAME).write_text("not json")
    with pytest.raises(DamagedError, match="key file"):
        local_copy.open_copy(tmp_path, passphrase="right", keyring=NoKeyring())


def test_a_copy_whose_making_was_cut_short_can_be_made_again(
    tmp_path: Path, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(DeviceState, "found", power_cut)
        with pytest.raises(KeyboardInterrupt):
            local_copy.create(tmp_path, environment, passphrase="right", keyring=NoKeyring())
    assert not local_copy.exists(tmp_path)
    local_copy.create(tmp_path, environment, passphrase="right", keyring=NoKeyring())
    kit = open_kit(tmp_path, environment, passphrase="right", keyring=NoKeyring())
    assert kit.replica.identity().device_id
    kit.close()
    assert {path.name for path in tmp_path.iterdir()} == {
        local_copy.DATABASE_NAME,
        local_copy.KEY_NAME,
        FILE_NAME,
    }


@pytest.mark.parametrize(
    "content",
    ["[]", '{"protection": "passphrase", "wrapped": {"salt": "zz"}}', '{"protection": "magic"}', None],
)
def test_a_damaged_or_missing_key_file_is_one_sentence(
    tmp_path: Path, environment: Environment, content: str | None
) -> None:
    local_copy.create(tmp_path, environment, passphrase="right", keyring=NoKeyring())
    key_file = tmp_path / local_copy.KEY_NAME
    key_file.unlink()
    if content is not None:
        key_file.write_text(content)
    with pytest.raises(DamagedError, match="key file"):
        local_copy.open_copy(tmp_path, passphrase="right", keyring=NoKeyring())


@pytest.mark.parametrize(("name", "value"), [("n", 1 << 40), ("r", 1 << 20), ("p", 1 << 20), ("n", "many")])
def test_a_key_file_cannot_ask_for_all_the_memory(
    tmp_path: Path, environment: Environment, name: str, value: object
) -> None:
    local_copy.create(tmp_path, environment, passphrase="right", keyring=NoKeyring())
    key_file = tmp_path / local_copy.KEY_NAME
    content = json.loads(key_file.read_text())
    content["wrapped"][name] = value
    key_file.write_text(json.dumps(content))
    with pytest.raises(DamagedError, match="key file"):
        local_copy.open_copy(tmp_path, passphrase="right", keyring=NoKeyring())


def test_a_passphrase_is_the_same_however_its_accents_are_typed(
    tmp_path: Path, environment: Environment
) -> None:
    local_copy.create(tmp_path, environment, passphrase="e\u0301te\u0301", keyring=NoKeyring())
    local_copy.open_copy(tmp_path, passphrase="\u00e9t\u00e9", keyring=NoKeyring()).close()


def test_a_keyring_that_holds_something_else_is_one_sentence(
    tmp_path: Path, environment: Environment
) -> None:
    keyring = MemoryKeyring()
    local_copy.create(tmp_path, environment, passphrase=None, keyring=keyring)
    keyring.secrets = dict.fromkeys(keyring.secrets, "not a key")
    with pytest.raises(WrongKeyError, match="keyring"):
        local_copy.open_copy(tmp_path, passphrase=None, keyring=keyring)


def test_a_copy_that_has_its_identity_keeps_it(tmp_path: Path, environment: Environment) -> None:
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    database = local_copy.open_copy(tmp_path, passphrase=None, keyring=NoKeyring())
    device = DeviceState(database)
    before = device.identity()
    with database.transaction():
        device.found(environment)
    assert device.identity() == before
    database.close()
