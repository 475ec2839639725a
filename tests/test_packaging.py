"""What goes into the wheel, and that nothing else claims our names."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tests.repository import PACKAGES, ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build the wheel for real, without a network; return the names in it."""
    folder: Path = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    with ZipFile(built) as archive:
        return archive.namelist()


def test_the_wheel_holds_our_four_packages_and_nothing_else(wheel: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_holds_every_file_of_the_packages(wheel: list[str]) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert ours - set(wheel) == set()


@pytest.mark.parametrize("ending", ["/py.typed", ".mo", ".ttf", ".toml"])
def test_the_wheel_holds_what_is_not_code(wheel: list[str], ending: str) -> None:
    assert [name for name in wheel if name.endswith(ending)]


def test_the_licence_travels_with_the_wheel(wheel: list[str]) -> None:
    assert [name for name in wheel if name.endswith("/licenses/LICENSE")]


def test_no_other_distribution_owns_our_names() -> None:
    """The names are short ones: another wheel with a ``ui`` folder would overwrite ours without a word."""
    owners = packages_distributions()

    assert [
        (name, owner) for name in PACKAGES for owner in owners.get(name, []) if owner != "organiser-kit"
    ] == []
