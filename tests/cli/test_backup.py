"""``backup`` and ``restore`` as a script uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.storage import local_copy
from ui.single_instance import take

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, MakeCli


@pytest.fixture
def practice(make_cli: MakeCli) -> Cli:
    """The practice group, in a plain copy."""
    cli = make_cli(ORGANISER_KIT_PASSPHRASE="")
    cli.ok("init", "--demo")
    return cli


def test_a_backup_brings_back_what_was_there(practice: Cli, tmp_path: Path) -> None:
    file = tmp_path / "stick" / "copy.okbackup"
    done = practice.ok("backup", file)
    assert (done["ok"], done["bytes"], done["encrypted"]) == (True, file.stat().st_size, False)
    before = practice.lines("list", "people")
    practice.ok("add", "person", "--family-name=Fictif", "--given-name=Venu après")
    answer = practice("restore", file)
    assert answer.status == 0
    assert "1 change that the backup does not have" in answer.err
    assert practice.lines("list", "people") == before
    aside = next(practice.data.glob("before-restore-*"))
    assert len(practice.lines("list", "people", "--data", aside)) == len(before) + 1
    assert practice.ok("restore", file)["unsent"] == 0


def test_an_encrypted_backup_asks_for_its_own_passphrase(make_cli: MakeCli, tmp_path: Path) -> None:
    cli, file = make_cli("first"), tmp_path / "copy.okbackup"
    cli.ok("init", "--demo")
    assert cli.ok("backup", file)["encrypted"]
    other = make_cli("other", ORGANISER_KIT_PASSPHRASE="another secret")
    assert "does not open the backup" in other.refused("restore", file)
    none = make_cli("none", ORGANISER_KIT_PASSPHRASE="")
    assert "ORGANISER_KIT_PASSPHRASE" in none.refused("restore", file)
    assert not local_copy.exists(other.data)
    same = make_cli("same")
    assert same.ok("restore", file) == {"ok": True, "data": str(same.data), "aside": None, "unsent": 0}
    assert same.ok("status")["encrypted"]


def test_nothing_is_restored_under_an_open_window(practice: Cli, tmp_path: Path) -> None:
    file = tmp_path / "copy.okbackup"
    practice.ok("backup", file)
    lock = take(practice.data)
    try:
        assert "already open" in practice.refused("restore", file)
    finally:
        lock.unlock()
    assert practice.ok("restore", file)["ok"]


def test_what_cannot_be_used_is_refused_with_one_sentence(practice: Cli, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("un texte")
    assert "is not a backup" in practice.refused("restore", tmp_path / "text")
    assert "cannot be read" in practice.refused("restore", tmp_path / "nothing")
    assert "cannot be written" in practice.refused("backup", tmp_path / "text" / "copy")
    assert practice("restore", tmp_path).status == 2
    assert not list(practice.data.glob("before-restore-*"))
