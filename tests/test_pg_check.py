"""The programs of PostgreSQL are found by trying, installed if no password is needed, asked for otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pg_check
import pytest

from tests.sync.postgresql import cluster

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without PostgreSQL; what is put in the folder is found as Debian's would be."""
    monkeypatch.setattr(pg_check, "_DEBIAN", tmp_path)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    return tmp_path


def _install(machine: Path, version: str) -> Path:
    folder = machine / version / "bin"
    folder.mkdir(parents=True)
    program = folder / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.3 (Debian)'\n", encoding="utf-8")
    program.chmod(0o755)
    return folder


def test_the_newest_is_taken_and_an_old_one_is_not(machine: Path) -> None:
    _install(machine, "14")
    assert pg_check.programs() is None
    folders = [_install(machine, version) for version in ("15", "17", "16")]
    assert pg_check.programs() == folders[1]


def test_what_cannot_be_installed_is_asked_for_in_one_line(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pg_check, "apt_install", lambda _: False)
    with pytest.raises(SystemExit):
        pg_check.main()
    assert "sudo apt-get install postgresql\n" in capsys.readouterr().err


def test_what_can_be_installed_is(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(packages: list[str]) -> bool:
        assert packages == ["postgresql"]
        _install(machine, "15")
        return True

    monkeypatch.setattr(pg_check, "apt_install", install)
    pg_check.main()
    assert pg_check.programs() == machine / "15" / "bin"


@pytest.mark.usefixtures("machine")
def test_without_it_the_tests_of_the_server_fail_and_say_why() -> None:
    with pytest.raises(pytest.fail.Exception, match="sudo apt-get install postgresql"), cluster():
        pass
