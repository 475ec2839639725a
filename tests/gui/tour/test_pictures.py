"""The pictures of the tour are drawn where there is no screen, and none is empty."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.repository import ROOT
from ui.tour import has_screen, scenes_of
from ui.tour_looks import EMPTY, LAPTOP

if TYPE_CHECKING:
    from pathlib import Path


SCREENS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")


@pytest.mark.timeout(400)
def test_the_command_draws_the_states_asked_for_without_a_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in SCREENS:
        monkeypatch.delenv(variable, raising=False)
    words = ["tour", "--out", str(tmp_path / "pictures"), "--lang", "fr", "--theme", "dark"]
    words += ["--state", "empty", "--state", "laptop"]
    done = subprocess.run(
        [sys.executable, "-m", "ui", *words, "--data", str(tmp_path / "data")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    names = [name for look in (EMPTY, LAPTOP) for name, _ in scenes_of(look)]
    files = sorted((tmp_path / "pictures").iterdir())
    assert [file.name for file in files] == [
        f"{number:03}-{name}.png" for number, name in enumerate(names, start=1)
    ]
    assert all(file.stat().st_size > 4_000 for file in files)


@pytest.mark.parametrize(
    ("variables", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_looked_for(variables: dict[str, str], platform: str, seen: bool) -> None:
    assert has_screen(variables, platform) is seen
